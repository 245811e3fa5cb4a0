"""Wrong: knows a duplicate of a delivered message, but not of one that still waits."""

import sys
from collections import defaultdict


def main():
    channel_count, arrival_count = map(int, sys.stdin.readline().split())
    expected = {}
    waiting = defaultdict(list)
    for _ in range(channel_count):
        name, number = sys.stdin.readline().split()
        expected[name] = int(number)
    for _ in range(arrival_count):
        name, number = sys.stdin.readline().split()
        number = int(number)
        if number < expected[name]:
            print("drop")
        elif number > expected[name]:
            waiting[name].append(number)
            print("hold")
        else:
            expected[name] += 1
            for following in sorted(waiting[name]):
                if following == expected[name]:
                    expected[name] += 1
            waiting[name] = [held for held in waiting[name] if held > expected[name]]
            print("deliver", number, expected[name] - 1)
    print("waiting", sum(map(len, waiting.values())))


main()
