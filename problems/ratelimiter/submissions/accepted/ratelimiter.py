import sys
from collections import defaultdict, deque


def decisions(requests, limit, window):
    """Yields None for a request that is allowed, else how long the client has to wait."""
    recent = defaultdict(lambda: deque(maxlen=limit))  # client -> times of its last allowed requests, oldest first
    for time, client in requests:
        times = recent[client]
        if len(times) == limit and times[0] > time - window:
            yield times[0] + window - time
        else:
            times.append(time)  # the deque is bounded: a full one forgets its oldest
            yield None


def main():
    _, limit, window = map(int, sys.stdin.readline().split())
    requests = ((int(time), client) for time, client in map(str.split, sys.stdin))
    waits = decisions(requests, limit, window)
    print("\n".join("allow" if wait is None else f"deny {wait}" for wait in waits))


main()
