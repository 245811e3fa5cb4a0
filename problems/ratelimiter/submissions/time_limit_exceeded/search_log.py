"""Too slow: looks through the log of all allowed requests for every new one."""

import sys


def main():
    _, limit, window = map(int, sys.stdin.readline().split())
    log = []
    for line in sys.stdin:
        time, client = line.split()
        time = int(time)
        recent = [t for t, name in log if name == client and t > time - window]
        if len(recent) < limit:
            log.append((time, client))
            print("allow")
        else:
            print("deny", recent[0] + window - time)


main()
