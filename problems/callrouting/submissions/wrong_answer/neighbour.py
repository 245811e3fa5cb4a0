"""Wrong: finds the prefix in sorted order that comes right before the number, and looks no further.

For 4935 and the prefixes 49 and 4930, that neighbour is 4930, which does not fit; 49 would.
"""

import sys
from bisect import bisect_left, bisect_right


def main():
    prefixes = []
    carriers = {}
    next(sys.stdin)
    for line in sys.stdin:
        operation, digits, *carrier = line.split()
        if operation == "call":
            at = bisect_right(prefixes, digits) - 1
            fits = at >= 0 and digits.startswith(prefixes[at])
            print(carriers[prefixes[at]] if fits else "none")
            continue
        at = bisect_left(prefixes, digits)
        stored = at < len(prefixes) and prefixes[at] == digits
        if operation == "add":
            if not stored:
                prefixes.insert(at, digits)
            carriers[digits] = carrier[0]
        elif stored:
            del prefixes[at]


main()
