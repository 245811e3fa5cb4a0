import sys


def plan_waves(n, needs):
    """Returns the earliest wave of each service, in order; 0 for those that can never start."""
    dependents = [[] for _ in range(n + 1)]
    missing = [0] * (n + 1)  # how many of its needs are not started yet
    for a, b in needs:
        dependents[b].append(a)
        missing[a] += 1

    waves = [0] * (n + 1)
    wave = [service for service in range(1, n + 1) if missing[service] == 0]
    number = 0
    while wave:
        number += 1
        following = []
        for service in wave:
            waves[service] = number
            for dependent in dependents[service]:
                missing[dependent] -= 1
                if missing[dependent] == 0:
                    following.append(dependent)
        wave = following
    return waves[1:]


def find_cycle(stuck, needs):
    """Returns a cycle among the services that can never start: each of them needs another one of them."""
    blocker = {a: b for a, b in needs if a in stuck and b in stuck}
    service = next(iter(stuck))
    position = {}  # on the way from one service to the one that blocks it
    while service not in position:
        position[service] = len(position)
        service = blocker[service]
    return list(position)[position[service] :]


def main():
    n, _, *numbers = map(int, sys.stdin.buffer.read().split())
    needs = list(zip(numbers[::2], numbers[1::2]))
    waves = plan_waves(n, needs)
    stuck = {service for service, wave in enumerate(waves, start=1) if wave == 0}
    if stuck:
        cycle = find_cycle(stuck, needs)
        print("cycle", len(cycle))
        print(*cycle)
    else:
        print("plan", max(waves))
        print(*waves)


main()
