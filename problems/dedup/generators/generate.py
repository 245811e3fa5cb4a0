"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "dedup.py"


def replay(name, counts, disorder, lost, twice, start=1):
    """The replay of several channels, `counts` messages of each, merged; the first ones are older than expected.

    A message comes up to `disorder` places late. A share `lost` never arrives, a share `twice` arrives twice.
    """
    rng = random.Random(name)
    total = sum(counts)
    channels, arrivals = [], []
    for i, count in enumerate(counts):
        channel, expected = f"c{i}", rng.randrange(start, 2 * start + 100)
        channels.append((channel, expected))
        oldest = max(1, expected - 3)
        for k in range(count):
            due = k / count * total
            if rng.random() >= lost:
                arrivals.append((due + rng.random() * disorder, channel, oldest + k))
            if rng.random() < twice:
                arrivals.append((due + rng.random() * disorder, channel, oldest + k))
    return channels, [(channel, number) for _, channel, number in sorted(arrivals)]


def backwards(first, count):
    """One channel whose messages arrive from the last to the first."""
    return [("a", first)], [("a", first + i) for i in reversed(range(count))]


def cases():
    """Yields (name, (channels, arrivals), description, hint)."""
    arrivals = [("general", 6), ("ops", 1), ("general", 7), ("general", 5), ("ops", 2), ("general", 7), ("ops", 4)]
    yield "sample/1", ([("general", 5), ("ops", 1)], arrivals), "", ""
    yield "sample/2", ([("eu-1", 100)], [("eu-1", 99), ("eu-1", 102), ("eu-1", 100), ("eu-1", 104)]), "", ""

    yield "secret/01-small/01-nothing-arrives", ([("a", 1)], []), "No arrivals", ""
    yield "secret/01-small/02-in-order", ([("a", 1)], [("a", 1), ("a", 2), ("a", 3)]), "Nothing to do but deliver", ""
    yield "secret/01-small/03-backwards", backwards(1, 8), "From the last to the first", ""
    yield "secret/01-small/04-two-channels", replay("small-two", [6, 6], 4, 0.1, 0.3), "Two channels, mixed", ""

    yield (
        "secret/02-edge/01-waiting-twice",
        ([("a", 1)], [("a", 3), ("a", 3), ("a", 5), ("a", 3), ("a", 1), ("a", 2), ("a", 3), ("a", 5), ("a", 4)]),
        "Duplicates of messages that still wait",
        "A message that waits already is a duplicate too.",
    )
    big = 2**53 + 1
    yield (
        "secret/02-edge/02-beyond-53-bits",
        ([("a", big)], [("a", big - 1), ("a", big + 2), ("a", big + 1), ("a", big + 3), ("a", big), ("a", big)]),
        "Numbers that differ only beyond 53 bits",
        "Which numbers can your type tell apart?",
    )
    top = 9 * 10**18
    arrivals = [("a", top), ("a", top), ("b", top), ("b", top - 1), ("b", top - 2), ("c", top)]
    yield (
        "secret/02-edge/03-largest",
        ([("a", top), ("b", top - 2), ("c", 1)], arrivals),
        "The largest numbers",
        "Do your integers have 64 bits?",
    )
    yield (
        "secret/02-edge/04-same-number-other-channel",
        ([("a", 1), ("b", 1), ("ab", 2)], [("a", 2), ("b", 2), ("ab", 2), ("b", 1), ("ab", 1), ("a", 2), ("a", 3)]),
        "The same numbers in different channels",
        "",
    )
    yield (
        "secret/02-edge/05-everything-old",
        ([("a", 1000)], [("a", i) for i in range(999, 0, -7)]),
        "Only messages from before the connection was lost",
        "",
    )

    yield "secret/03-medium/01-mixed", replay("medium", [100] * 12, 50, 0.02, 0.2), "Twelve channels, mixed", ""
    yield (
        "secret/03-medium/02-snowflakes",
        replay("medium-large", [400] * 3, 30, 0.003, 0.2, 4 * 10**18),
        "Ids of 63 bits",
        "Which numbers can your type tell apart?",
    )
    yield "secret/03-medium/03-backwards", backwards(2**52, 1500), "From the last to the first", ""

    yield "secret/04-large/01-backwards", backwards(1, 100_000), "100,000 messages, from the last to the first", ""
    yield (
        "secret/04-large/02-channels",
        replay("large", [3] * 9_990 + [800] * 10, 2000, 0.001, 0.15),
        "10,000 channels with few messages and ten with many",
        "",
    )


def write(name, channels, arrivals, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{channel} {number}\n" for channel, number in channels + arrivals]
    text = f"{len(channels)} {len(arrivals)}\n" + "".join(lines)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for name, (channels, arrivals), description, hint in cases():
    write(name, channels, arrivals, description, hint)
