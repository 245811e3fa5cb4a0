"""Crashes: delivers what waits by recursion, one level for each message."""

import sys


def deliver(number, waiting):
    """Returns the number after the last message delivered."""
    waiting.discard(number)
    return deliver(number + 1, waiting) if number + 1 in waiting else number + 1


def main():
    channel_count, arrival_count = map(int, sys.stdin.readline().split())
    expected = {}
    waiting = {}
    for _ in range(channel_count):
        name, number = sys.stdin.readline().split()
        expected[name] = int(number)
        waiting[name] = set()
    for _ in range(arrival_count):
        name, number = sys.stdin.readline().split()
        number = int(number)
        if number < expected[name] or number in waiting[name]:
            print("drop")
        elif number > expected[name]:
            waiting[name].add(number)
            print("hold")
        else:
            expected[name] = deliver(number, waiting[name])
            print("deliver", number, expected[name] - 1)
    print("waiting", sum(map(len, waiting.values())))


main()
