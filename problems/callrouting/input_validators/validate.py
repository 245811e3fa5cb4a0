"""Exits with 42 if standard input is a valid test case; else names the first fault and exits with 43."""

import re
import sys

INTEGER = re.compile(rb"[1-9][0-9]{0,5}")
OPERATION = re.compile(rb"add [0-9]{1,15} (?!none$)[a-z0-9]{1,12}|(remove|call) [0-9]{1,15}")


def check(ok: bool, fault: str) -> None:
    if not ok:
        print(fault, file=sys.stderr)
        sys.exit(43)


def main() -> None:
    lines = sys.stdin.buffer.read().split(b"\n")
    check(lines.pop() == b"", "the last line does not end with a newline")
    check(lines != [] and INTEGER.fullmatch(lines[0]) is not None, "line 1: not a positive integer in plain form")
    n = int(lines[0])
    check(n <= 100_000, f"line 1: {n} is more than 100000")
    check(len(lines) == n + 1, f"{len(lines) - 1} operations instead of {n}")
    for number, line in enumerate(lines[1:], start=2):
        check(OPERATION.fullmatch(line) is not None, f"line {number}: not an operation")
    check(any(line.startswith(b"call") for line in lines), "no call")
    sys.exit(42)


main()
