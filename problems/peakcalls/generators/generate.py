"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "peakcalls.py"


def some_calls(name, n, horizon, longest):
    """Calls that start at a random instant before `horizon` and last less than `longest`."""
    rng = random.Random(name)
    starts = [rng.randrange(horizon) for _ in range(n)]
    return [(start, start + rng.randrange(longest)) for start in starts]


def bursts(name, n, length):
    """Meetings: calls of `length` back to back, many of which start and end at the same instant."""
    rng = random.Random(name)
    starts = [rng.randrange(n // 4) * length for _ in range(n)]
    return [(start, start + length * rng.randrange(3)) for start in starts]


def nested(n):
    """Call i runs within call i - 1; the records come in no order."""
    calls = [(i, 2 * n - i) for i in range(n)]
    random.Random("nested").shuffle(calls)
    return calls


def cases():
    """Yields (name, calls, description, hint)."""
    yield "sample/1", [(100, 500), (200, 800), (400, 900)], "", ""
    yield "sample/2", [(3000, 3200), (1000, 2000), (500, 1500), (2900, 3500)], "", ""

    yield "secret/01-small/01-no-calls", [], "An empty log", ""
    yield "secret/01-small/02-one-call", [(7, 12)], "One call", ""
    yield "secret/01-small/03-apart", [(10, 20), (30, 45), (50, 51)], "Calls that never overlap", ""
    yield "secret/01-small/04-nested", nested(8), "Each call within another", ""
    yield "secret/01-small/05-random", some_calls("small-random", 10, 50, 20), "Ten random calls", ""

    touch = "What happens when one call ends at the instant at which another starts?"
    yield "secret/02-edge/01-touching", [(0, 10), (10, 20), (20, 30)], "Calls that touch and never overlap", touch
    yield (
        "secret/02-edge/02-peak-through-a-handover",
        [(0, 100), (10, 50), (50, 70), (80, 90)],
        "At its peak, one call ends and another starts: the stretch goes on",
        touch,
    )
    yield (
        "secret/02-edge/03-unanswered",
        [(5, 5), (0, 10), (3, 3), (5, 5), (10, 10)],
        "Calls without length at the peak and at its end",
        "A call whose start and end are equal never runs.",
    )
    yield (
        "secret/02-edge/04-only-unanswered",
        [(5, 5), (10**15, 10**15), (0, 0)],
        "No call of this log ever runs",
        "A call whose start and end are equal never runs.",
    )
    yield (
        "secret/02-edge/05-largest",
        [(0, 10**15), (1_699_999_999_999, 1_700_000_000_001), (10**15 - 1, 10**15), (10**15, 10**15)],
        "The smallest and the largest instants, and milliseconds since 1970",
        "Do your integers have 64 bits?",
    )
    yield (
        "secret/02-edge/06-many-peaks",
        [(i * 10, i * 10 + 4) for i in reversed(range(400))],
        "The peak is reached 400 times; records from the last to the first",
        "All the stretches at the peak count.",
    )

    yield "secret/03-medium/01-random", some_calls("medium-random", 1000, 3_600_000, 600_000), "An hour", ""
    yield "secret/03-medium/02-meetings", bursts("medium-meetings", 1000, 900_000), "Many equal instants", ""
    yield "secret/03-medium/03-all-equal", [(1000, 2000)] * 1000, "The same record 1,000 times", ""

    yield "secret/04-large/01-day", some_calls("large-day", 100_000, 86_400_000, 1_800_000), "A day, 100,000 calls", ""
    yield "secret/04-large/02-nested", nested(20_000), "20,000 calls, each within another", ""


def write(name, calls, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{len(calls)}\n" + "".join(f"{start} {end}\n" for start, end in calls)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for case in cases():
    write(*case)
