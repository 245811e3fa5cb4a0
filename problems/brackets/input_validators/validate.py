"""Exits with 42 if standard input is a valid test case; else names the first fault and exits with 43."""

import re
import sys

INTEGER = re.compile(rb"[1-9][0-9]{0,5}")
TEMPLATE = re.compile(rb"[ -~]*")


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
    check(len(lines) == n + 1, f"{len(lines) - 1} templates instead of {n}")
    for number, line in enumerate(lines[1:], start=2):
        check(TEMPLATE.fullmatch(line) is not None, f"line {number}: not printable ASCII")
    check(sum(map(len, lines[1:])) <= 1_000_000, "more than 1000000 characters")
    sys.exit(42)


main()
