"""Too slow: keeps the waiting messages in a list, and searches it from the start for every arrival."""

import sys


def main():
    channel_count, arrival_count = map(int, sys.stdin.readline().split())
    expected = {}
    waiting = {}
    for _ in range(channel_count):
        name, number = sys.stdin.readline().split()
        expected[name] = int(number)
        waiting[name] = []
    for _ in range(arrival_count):
        name, number = sys.stdin.readline().split()
        number = int(number)
        if number < expected[name] or number in waiting[name]:
            print("drop")
        elif number > expected[name]:
            waiting[name].append(number)
            print("hold")
        else:
            expected[name] += 1
            while expected[name] in waiting[name]:
                waiting[name].remove(expected[name])
                expected[name] += 1
            print("deliver", number, expected[name] - 1)
    print("waiting", sum(map(len, waiting.values())))


main()
