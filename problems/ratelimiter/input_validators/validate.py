"""Exits with 42 if standard input is a valid test case; else names the first fault and exits with 43."""

import re
import sys

INTEGER = re.compile(rb"0|[1-9][0-9]{0,15}")
CLIENT = re.compile(rb"[A-Za-z0-9._-]{1,32}")


def check(ok: bool, fault: str) -> None:
    if not ok:
        print(fault, file=sys.stderr)
        sys.exit(43)


def integer(token: bytes, low: int, high: int, where: str) -> int:
    check(INTEGER.fullmatch(token) is not None, f"{where}: not an integer in plain form")
    value = int(token)
    check(low <= value <= high, f"{where}: {value} is not within {low}..{high}")
    return value


def main() -> None:
    lines = sys.stdin.buffer.read().split(b"\n")
    check(lines.pop() == b"", "the last line does not end with a newline")
    header = lines[0].split(b" ") if lines else []
    check(len(header) == 3, "line 1: not three fields")
    n = integer(header[0], 1, 100_000, "line 1, n")
    integer(header[1], 1, 100_000, "line 1, k")
    integer(header[2], 1, 10**9, "line 1, w")
    check(len(lines) == n + 1, f"{len(lines) - 1} requests instead of {n}")
    now = 0
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split(b" ")
        check(len(fields) == 2, f"line {number}: {len(fields)} fields instead of 2")
        now = integer(fields[0], now, 10**13, f"line {number}, t")
        check(CLIENT.fullmatch(fields[1]) is not None, f"line {number}: not the name of a client")
    sys.exit(42)


main()
