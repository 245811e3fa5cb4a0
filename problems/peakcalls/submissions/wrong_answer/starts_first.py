"""Wrong: at one instant it counts the starts before the ends, so calls that only touch seem to overlap."""

import sys


def main():
    _, *numbers = map(int, sys.stdin.buffer.read().split())
    events = [(start, -1) for start in numbers[::2]] + [(end, 1) for end in numbers[1::2]]
    events.sort()

    running = peak = first = total = 0
    for i, (instant, kind) in enumerate(events):
        running -= kind
        following = events[i + 1][0] if i + 1 < len(events) else instant
        if running > peak:
            peak, first, total = running, instant, 0
        if running == peak > 0:
            total += following - instant
    print(peak, first, total)


main()
