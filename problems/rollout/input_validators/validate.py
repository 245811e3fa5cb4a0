"""Exits with 42 if standard input is a valid test case; else names the first fault and exits with 43."""

import re
import sys

INTEGER = re.compile(rb"0|[1-9][0-9]{0,5}")


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
    check(len(header) == 2, "line 1: not two fields")
    n = integer(header[0], 1, 100_000, "line 1, n")
    m = integer(header[1], 0, 100_000, "line 1, m")
    check(len(lines) == m + 1, f"{len(lines) - 1} dependencies instead of {m}")
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split(b" ")
        check(len(fields) == 2, f"line {number}: {len(fields)} fields instead of 2")
        integer(fields[0], 1, n, f"line {number}, a")
        integer(fields[1], 1, n, f"line {number}, b")
    sys.exit(42)


main()
