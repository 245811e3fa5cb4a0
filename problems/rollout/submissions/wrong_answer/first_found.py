"""Wrong: a breadth-first search gives each service the wave after the first of its needs, not after the last."""

import sys
from collections import deque


def main():
    n, _, *numbers = map(int, sys.stdin.buffer.read().split())
    needs = list(zip(numbers[::2], numbers[1::2]))
    dependents = [[] for _ in range(n + 1)]
    for a, b in needs:
        dependents[b].append(a)

    needing = {a for a, _ in needs}
    waves = {service: 1 for service in range(1, n + 1) if service not in needing}
    queue = deque(waves)
    while queue:
        service = queue.popleft()
        for dependent in dependents[service]:
            if dependent not in waves:
                waves[dependent] = waves[service] + 1
                queue.append(dependent)

    blocker = {a: b for a, b in needs if a not in waves}
    if blocker:
        path = [next(iter(blocker))]
        while blocker[path[-1]] not in path:
            path.append(blocker[path[-1]])
        cycle = path[path.index(blocker[path[-1]]) :]
        print("cycle", len(cycle))
        print(*cycle)
    else:
        print("plan", max(waves.values()))
        print(*(waves[service] for service in range(1, n + 1)))


main()
