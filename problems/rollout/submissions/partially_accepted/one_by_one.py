"""Half right: a valid order, but every service gets a wave of its own."""

import sys


def main():
    n, _, *numbers = map(int, sys.stdin.buffer.read().split())
    needs = [[] for _ in range(n + 1)]
    for a, b in zip(numbers[::2], numbers[1::2]):
        needs[a].append(b)

    waves = [0] * (n + 1)
    started = 0
    for first in range(1, n + 1):
        path = [first] if waves[first] == 0 else []  # a depth-first search with a stack of its own
        on_path = set(path)
        while path:
            service = path[-1]
            if needs[service]:
                need = needs[service].pop()
                if need in on_path:
                    cycle = path[path.index(need) :]
                    print("cycle", len(cycle))
                    print(*cycle)
                    return
                if waves[need] == 0:
                    path.append(need)
                    on_path.add(need)
            else:
                started += 1
                waves[service] = started
                on_path.remove(path.pop())
    print("plan", n)
    print(*waves[1:])


main()
