import sys
from collections import Counter
from itertools import pairwise


def busiest(calls):
    """Returns the peak, when it was first reached, and for how long in total it lasted."""
    changes = Counter()  # instant -> calls started minus calls ended
    for start, end in calls:
        changes[start] += 1
        changes[end] -= 1

    running = peak = first = total = 0
    for instant, following in pairwise(sorted(changes)):
        running += changes[instant]
        if running > peak:
            peak, first, total = running, instant, 0
        if running == peak > 0:
            total += following - instant
    return peak, first, total


def main():
    _, *numbers = map(int, sys.stdin.buffer.read().split())
    print(*busiest(zip(numbers[::2], numbers[1::2])))


main()
