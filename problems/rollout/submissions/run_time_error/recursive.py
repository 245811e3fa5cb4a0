"""Crashes: a recursive depth-first search, one level for each service of a chain."""

import sys


class Cycle(Exception):
    pass


def main():
    n, _, *numbers = map(int, sys.stdin.buffer.read().split())
    needs = [[] for _ in range(n + 1)]
    for a, b in zip(numbers[::2], numbers[1::2]):
        needs[a].append(b)
    waves = {}
    path = {}

    def visit(service):
        """Returns the wave of a service, or raises Cycle."""
        if service in path:
            raise Cycle(*list(path)[list(path).index(service) :])
        if service not in waves:
            path[service] = True
            waves[service] = 1 + max((visit(need) for need in needs[service]), default=0)
            del path[service]
        return waves[service]

    try:
        count = max([visit(service) for service in range(1, n + 1)])
    except Cycle as cycle:
        print("cycle", len(cycle.args))
        print(*cycle.args)
    else:
        print("plan", count)
        print(*(waves[service] for service in range(1, n + 1)))


main()
