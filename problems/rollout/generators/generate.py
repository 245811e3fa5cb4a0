"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "rollout.py"


def renumbered(name, n, needs):
    """The same services under random numbers, and their dependencies in random order."""
    rng = random.Random(name)
    number = list(range(1, n + 1))
    rng.shuffle(number)
    needs = [(number[a - 1], number[b - 1]) for a, b in needs]
    rng.shuffle(needs)
    return n, needs


def layered(name, n, m, reach):
    """A graph without cycles: a service needs services whose numbers are smaller by at most `reach`."""
    rng = random.Random(name)
    needs = []
    while len(needs) < m:
        a = rng.randrange(2, n + 1)
        needs.append((a, rng.randrange(max(1, a - reach), a)))
    return renumbered(name, n, needs)


def chain(name, n):
    return renumbered(name, n, [(i + 1, i) for i in range(1, n)])


def shortcut(name, n):
    """A chain whose last service needs all the others too: the longest way to it counts, not the shortest."""
    return renumbered(name, n, [(i + 1, i) for i in range(1, n)] + [(n, i) for i in range(1, n - 1)])


def ring(name, n, length, trees):
    """One cycle of `length` services; others hang on it, and `trees` services start without trouble."""
    rng = random.Random(name)
    needs = [(i + 1, i) for i in range(1, length)] + [(1, length)]
    needs += [(i, rng.randrange(1, i)) for i in range(length + 1, n - trees + 1)]
    needs += [(rng.randrange(1, i), i) for i in range(n - trees + 1, n + 1)]
    return renumbered(name, n, needs)


def cases():
    """Yields (name, (n, needs), description, hint)."""
    yield "sample/1", (5, [(1, 2), (1, 3), (2, 4), (3, 4)]), "", ""
    yield "sample/2", (3, [(1, 2), (2, 1), (3, 2)]), "", ""

    yield "secret/01-small/01-one-service", (1, []), "One service", ""
    yield "secret/01-small/02-no-dependencies", (6, []), "No dependencies", ""
    yield "secret/01-small/03-chain", chain("small-chain", 8), "A chain", ""
    yield "secret/01-small/04-layers", layered("small-layers", 10, 14, 6), "A few layers", ""
    yield "secret/01-small/05-triangle", (4, [(1, 2), (2, 3), (3, 1), (4, 1)]), "A cycle of three", ""

    which = "What must be up before a service can start?"
    yield "secret/02-edge/01-needs-itself", (3, [(1, 2), (2, 2), (3, 1)]), "A service that needs itself", ""
    yield (
        "secret/02-edge/02-twice",
        (4, [(1, 2), (1, 2), (2, 3), (1, 3), (2, 3), (1, 2), (4, 3)]),
        "The same dependency more than once",
        "",
    )
    yield "secret/02-edge/03-shortcut", shortcut("shortcut", 7), "A long way and a short way to one service", which
    yield (
        "secret/02-edge/04-cycle-far-away",
        (9, [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8), (8, 6), (9, 1)]),
        "Services that wait for a cycle without being on it",
        "A service that can never start need not be on a cycle.",
    )
    yield (
        "secret/02-edge/05-cycle-needs-others",
        (8, [(1, 2), (2, 3), (3, 1), (1, 4), (2, 5), (3, 6), (4, 7), (8, 7)]),
        "A cycle whose services need others that can start",
        "",
    )
    yield "secret/02-edge/06-long-cycle", ring("long-cycle", 400, 400, 0), "A cycle of all services", ""

    yield "secret/03-medium/01-layers", layered("medium-layers", 2000, 3000, 50), "Layers", ""
    yield "secret/03-medium/02-shortcut", shortcut("medium-shortcut", 1500), "A chain with shortcuts", which
    yield "secret/03-medium/03-ring", ring("medium-ring", 3000, 700, 1000), "A cycle among other services", ""

    yield "secret/04-large/01-chain", chain("large-chain", 100_000), "A chain of 100,000 services", ""
    yield "secret/04-large/02-layers", layered("large-layers", 20_000, 30_000, 2000), "Layers", ""
    yield "secret/04-large/03-ring", ring("large-ring", 20_000, 8000, 5000), "A cycle among other services", ""


def write(name, n, needs, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{n} {len(needs)}\n" + "".join(f"{a} {b}\n" for a, b in needs)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for name, (n, needs), description, hint in cases():
    write(name, n, needs, description, hint)
