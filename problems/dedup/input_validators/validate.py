"""Exits with 42 if standard input is a valid test case; else names the first fault and exits with 43."""

import re
import sys

INTEGER = re.compile(rb"0|[1-9][0-9]{0,18}")
CHANNEL = re.compile(rb"[a-z0-9-]{1,20}")


def check(ok: bool, fault: str) -> None:
    if not ok:
        print(fault, file=sys.stderr)
        sys.exit(43)


def integer(token: bytes, low: int, high: int, where: str) -> int:
    check(INTEGER.fullmatch(token) is not None, f"{where}: not an integer in plain form")
    value = int(token)
    check(low <= value <= high, f"{where}: {value} is not within {low}..{high}")
    return value


def message(line: bytes, where: str) -> bytes:
    """Checks a line with a channel and a number, and returns the channel."""
    fields = line.split(b" ")
    check(len(fields) == 2, f"{where}: {len(fields)} fields instead of 2")
    check(CHANNEL.fullmatch(fields[0]) is not None, f"{where}: not the name of a channel")
    integer(fields[1], 1, 9 * 10**18, where)
    return fields[0]


def main() -> None:
    lines = sys.stdin.buffer.read().split(b"\n")
    check(lines.pop() == b"", "the last line does not end with a newline")
    header = lines[0].split(b" ") if lines else []
    check(len(header) == 2, "line 1: not two fields")
    c = integer(header[0], 1, 10_000, "line 1, c")
    n = integer(header[1], 0, 100_000, "line 1, n")
    check(len(lines) == 1 + c + n, f"{len(lines)} lines instead of {1 + c + n}")
    channels = set()
    for number, line in enumerate(lines[1 : 1 + c], start=2):
        channel = message(line, f"line {number}")
        check(channel not in channels, f"line {number}: this channel stands there already")
        channels.add(channel)
    for number, line in enumerate(lines[1 + c :], start=2 + c):
        check(message(line, f"line {number}") in channels, f"line {number}: an unknown channel")
    sys.exit(42)


main()
