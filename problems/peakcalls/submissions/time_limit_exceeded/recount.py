"""Too slow: counts the running calls anew for every instant at which one starts or ends."""

import sys
from itertools import pairwise


def main():
    _, *numbers = map(int, sys.stdin.buffer.read().split())
    calls = list(zip(numbers[::2], numbers[1::2]))

    peak = first = total = 0
    for instant, following in pairwise(sorted(set(numbers))):
        running = sum(start <= instant < end for start, end in calls)
        if running > peak:
            peak, first, total = running, instant, 0
        if running == peak > 0:
            total += following - instant
    print(peak, first, total)


main()
