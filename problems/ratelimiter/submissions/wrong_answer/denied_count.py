"""Wrong: a denied request is remembered as if it had been allowed, so an eager client is locked out for ever."""

import sys
from collections import defaultdict, deque


def main():
    _, limit, window = map(int, sys.stdin.readline().split())
    recent = defaultdict(lambda: deque(maxlen=limit))
    for line in sys.stdin:
        time, client = line.split()
        time = int(time)
        times = recent[client]
        if len(times) == limit and times[0] > time - window:
            print("deny", times[0] + window - time)
        else:
            print("allow")
        times.append(time)


main()
