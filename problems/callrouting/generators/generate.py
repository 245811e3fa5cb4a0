"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "callrouting.py"


def digits(rng, length, alphabet="0123456789"):
    return "".join(rng.choice(alphabet) for _ in range(length))


def mixed(name, n, longest, alphabet, removals=0.15):
    """Random operations; the fewer digits in `alphabet`, the more often prefixes are prefixes of each other."""
    rng = random.Random(name)
    known = ["0"]
    operations = []
    while len(operations) < n:
        choice = rng.random()
        if choice < 0.45:
            known.append(digits(rng, 1 + rng.randrange(longest), alphabet))
            operations.append(f"add {known[-1]} c{rng.randrange(40)}")
        elif choice < 0.45 + removals:
            operations.append(f"remove {rng.choice(known)}")
        else:
            number = rng.choice(known) + digits(rng, rng.randrange(4), alphabet)
            operations.append(f"call {number[:15]}")
    return operations


def table_then_calls(name, routes, calls):
    """A whole table, then many calls; few routes are short, so that calls fall through to them or to nothing."""
    rng = random.Random(name)
    prefixes = [f"{rng.randrange(20, 90)}{digits(rng, rng.choice([2, 4, 4, 5, 5, 6, 6, 7]))}" for _ in range(routes)]
    operations = [f"add {prefix} c{rng.randrange(40)}" for prefix in prefixes]
    for _ in range(calls):
        prefix = rng.choice(prefixes)[: rng.randrange(1, 10)]
        operations.append(f"call {prefix}{digits(rng, rng.randrange(9, 13) - len(prefix))}")
    return operations


def ladder():
    """Every prefix of one number, added from the longest to the shortest, then removed in a random order."""
    rng = random.Random("ladder")
    number = digits(rng, 15)
    lengths = list(range(15, 0, -1))
    operations = [f"add {number[:length]} c{length}" for length in lengths]
    rng.shuffle(lengths)
    for length in lengths:
        operations += [f"call {number}", f"call {number[:14]}9", f"remove {number[:length]}"]
    return operations + [f"call {number}"]


def cases():
    """Yields (name, operations, description, hint)."""
    first = ["add 49 telco", "add 4930 spree", "call 4930123", "call 4911123", "call 33123", "remove 4930"]
    first += ["call 4930123"]
    yield "sample/1", first, "", ""
    yield "sample/2", ["add 1 a1", "call 1", "add 1 b2", "call 1415", "remove 1", "remove 1", "call 1415"], "", ""

    yield "secret/01-small/01-empty-table", ["call 4930"], "A call before any route is there", ""
    yield "secret/01-small/02-random", mixed("small", 20, 3, "12"), "Random operations with two digits", ""
    yield "secret/01-small/03-one-digit", mixed("small-one", 20, 4, "7"), "Random operations with one digit", ""

    yield (
        "secret/02-edge/01-zeros",
        ["add 0049 a", "call 49123", "call 0049123", "add 49 b", "call 49123", "call 0049", "remove 49", "call 0049"]
        + ["add 0 c", "call 00", "call 0049", "add 00 d", "call 00", "call 01", "call 000000000000000"]
        + ["remove 0", "call 0"],
        "Prefixes that begin with zeros",
        "Prefixes are no integers.",
    )
    yield (
        "secret/02-edge/02-nothing-fits-but-the-short-one",
        ["add 49 a", "add 4930 b", "add 49301 c", "call 4935", "call 49302", "call 4930", "call 493", "call 4"]
        + ["call 5"],
        "The prefix that comes next in sorted order does not fit, a shorter one does",
        "",
    )
    yield (
        "secret/02-edge/03-remove-in-the-middle",
        ["add 4 a", "add 49 b", "add 493 c", "remove 49", "call 4931", "call 4911", "remove 4", "call 4931"]
        + ["call 4911"],
        "A route is removed that has longer and shorter ones",
        "Only the route with exactly this prefix goes.",
    )
    yield (
        "secret/02-edge/04-number-shorter-than-routes",
        ["add 493012345678901 a", "call 49301234567890", "call 493012345678901", "call 4", "remove 493"]
        + ["call 493012345678901"],
        "The longest prefixes, and numbers that are too short for them",
        "",
    )
    yield "secret/02-edge/05-ladder", ladder(), "Every prefix of one number", ""
    yield (
        "secret/02-edge/06-in-and-out",
        [operation for i in range(20) for operation in [f"add 77 x{i}", "call 77", "remove 77", "call 770"]],
        "A route that comes and goes",
        "",
    )

    yield "secret/03-medium/01-two-digits", mixed("medium", 1000, 9, "01"), "Many prefixes of each other", ""
    yield "secret/03-medium/02-ten-digits", mixed("medium-ten", 1000, 5, "0123456789"), "Random operations", ""

    yield "secret/04-large/01-table", table_then_calls("large-table", 50_000, 50_000), "50,000 routes, 50,000 calls", ""
    yield "secret/04-large/02-changes", mixed("large", 25_000, 13, "0123", 0.05), "Routes that change all the time", ""


def write(name, operations, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{len(operations)}\n" + "".join(f"{operation}\n" for operation in operations)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for case in cases():
    write(*case)
