"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "lrucache.py"

STATES = ["online", "busy", "away", "offline", "Online", "incall"]


def workload(name, n, keys, puts, drops, skew=1.0):
    """Random operations: a share `puts` of puts and `drops` of drops; the larger `skew`, the fewer keys are popular."""
    rng = random.Random(name)
    operations = []
    for _ in range(n):
        key = f"u{int(keys * rng.random() ** skew)}"
        choice = rng.random()
        if choice < puts:
            operations.append(f"put {key} {rng.choice(STATES)}")
        elif choice < puts + drops:
            operations.append(f"drop {key}")
        else:
            operations.append(f"get {key}")
    return operations


def scan(keys, n):
    """Puts all the keys in turn, then again and again: with one entry too few, an LRU cache never hits."""
    return [f"{'get' if i % 3 == 2 else 'put'} u{i % keys}{' online' if i % 3 != 2 else ''}" for i in range(n)]


def fill_and_use(name, entries, n):
    """Fills the cache, then uses its newest entries and now and then adds one, which evicts the oldest."""
    rng = random.Random(name)
    operations = [f"put u{i} {rng.choice(STATES)}" for i in range(entries)]
    newest = entries
    while len(operations) < n:
        if rng.random() < 0.5:
            operations.append(f"put u{newest} away")
            newest += 1
        else:
            operations.append(f"get u{newest - 1 - rng.randrange(100)}")
    return operations


def cases():
    """Yields (name, capacity, operations, description, hint)."""
    first = ["put ana online", "put bo busy", "get ana", "put cy away", "get bo", "get ana", "get cy"]
    yield "sample/1", 2, first, "", ""
    second = ["get u1", "put u1 online", "put u2 away", "drop u1", "put u3 busy", "get u1", "get u2", "get u3"]
    yield "sample/2", 2, second, "", ""

    yield "secret/01-small/01-one-get", 1, ["get a"], "One operation", ""
    yield "secret/01-small/02-one-entry", 1, workload("small-one", 20, 3, 0.5, 0.1), "Capacity 1", ""
    yield "secret/01-small/03-three-entries", 3, workload("small-three", 20, 5, 0.5, 0.1), "Capacity 3", ""

    yield (
        "secret/02-edge/01-capacity-zero",
        0,
        ["get a", "put a 1", "get a", "put a 2", "put b 1", "drop a", "get b"],
        "Capacity 0",
        "A cache of capacity 0 stores nothing and evicts nothing.",
    )
    yield (
        "secret/02-edge/02-replace-when-full",
        2,
        ["put a 1", "put b 2", "put b 3", "put a 4", "get a", "get b", "put a 5", "put c 6", "get b", "get a", "get c"],
        "Values are replaced while the cache is full",
        "Does a put of a stored key need room?",
    )
    yield (
        "secret/02-edge/03-replace-is-use",
        2,
        ["put a 1", "put b 2", "put a 3", "put c 4", "get a", "get b", "get c"],
        "Replacing a value is a use",
        "What counts as a use?",
    )
    yield (
        "secret/02-edge/04-drop-and-return",
        2,
        ["drop a", "put a 1", "drop a", "drop a", "get a", "put b 2", "put a 3", "put c 4", "get b", "get a", "get c"],
        "Dropped keys that were never there, or come back",
        "A drop makes room and is no eviction.",
    )
    yield (
        "secret/02-edge/05-names",
        5,
        ["put a A", "put A a", "put 0 00", "put 00 0", "get a", "get A", "get 0", "get 00", "put constructor toString"]
        + ["get constructor", "get toString", "get a", "put " + "x" * 20 + " " + "Y" * 20, "get " + "x" * 20, "get a"],
        "Keys that differ only in case or zeros, and the longest ones",
        "",
    )
    yield "secret/02-edge/06-one-too-few", 9, scan(10, 120), "Ten keys in turn, capacity 9", ""

    yield "secret/03-medium/01-popular", 60, workload("medium-popular", 2000, 200, 0.4, 0.02, 3), "Popular keys", ""
    yield "secret/03-medium/02-even", 100, workload("medium-even", 2000, 150, 0.3, 0.05), "All keys alike", ""
    yield "secret/03-medium/03-never-full", 100_000, workload("medium-roomy", 2000, 1000, 0.5, 0.1), "Never full", ""

    yield "secret/04-large/01-full", 50_000, fill_and_use("large-full", 50_000, 100_000), "Capacity 50,000", ""
    yield "secret/04-large/02-popular", 3000, workload("large", 25_000, 30_000, 0.5, 0.02, 2), "Popular keys", ""


def write(name, capacity, operations, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{len(operations)} {capacity}\n" + "".join(f"{operation}\n" for operation in operations)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for case in cases():
    write(*case)
