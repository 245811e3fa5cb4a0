"""Too slow: goes through all the dependencies for each wave."""

import sys


def main():
    n, _, *numbers = map(int, sys.stdin.buffer.read().split())
    needs = list(zip(numbers[::2], numbers[1::2]))
    waves = {}
    waiting = set(range(1, n + 1))
    number = 0
    while waiting:
        number += 1
        starting = waiting - {a for a, b in needs if b in waiting}
        if not starting:
            blocker = {a: b for a, b in needs if a in waiting and b in waiting}
            path = {}
            service = next(iter(blocker))
            while service not in path:
                path[service] = len(path)
                service = blocker[service]
            cycle = list(path)[path[service] :]
            print("cycle", len(cycle))
            print(*cycle)
            return
        waves.update(dict.fromkeys(starting, number))
        waiting -= starting
    print("plan", number)
    print(*(waves[service] for service in range(1, n + 1)))


main()
