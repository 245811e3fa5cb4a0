"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "ratelimiter.py"


def traffic(name, n, clients, gap):
    """Requests of random clients, the first ones the most eager, with gaps below `gap` between requests."""
    rng = random.Random(name)
    time = 0
    requests = []
    for _ in range(n):
        time += rng.randrange(gap)
        client = int(clients * rng.random() ** 2)
        requests.append((time, f"c{client}"))
    return requests


def names(name, n):
    """Requests of clients whose names mean something in some language, or differ only in case."""
    rng = random.Random(name)
    clients = ["constructor", "__proto__", "toString", "hasOwnProperty", "None", "nil", "0", "00", "-1", "ana", "Ana"]
    return [(i, rng.choice(clients)) for i in range(n)]


def cases():
    """Yields (name, limit, window, requests, description, hint)."""
    first = [(0, "ana"), (300, "ana"), (500, "bo"), (700, "ana"), (1400, "ana"), (1500, "bo")]
    yield "sample/1", 2, 1000, first, "", ""
    yield "sample/2", 1, 50, [(10, "gw-1.eu"), (10, "gw-2.eu"), (40, "gw-1.eu"), (75, "gw-2.eu")], "", ""

    yield "secret/01-small/01-one-request", 1, 1, [(0, "a")], "One request", ""
    yield "secret/01-small/02-one-client", 3, 100, traffic("small-one", 20, 1, 40), "One client", ""
    yield "secret/01-small/03-three-clients", 2, 60, traffic("small-three", 20, 3, 20), "Three clients", ""

    yield (
        "secret/02-edge/01-exactly-one-window",
        2,
        10,
        [(0, "a"), (0, "a"), (9, "a"), (10, "a"), (10, "a"), (10, "a"), (20, "a")],
        "Requests exactly one window apart",
        "A request that was allowed exactly w ago has left the window.",
    )
    yield (
        "secret/02-edge/02-eager-client",
        1,
        1000,
        [(i * 100, "retry-loop") for i in range(50)],
        "A client that never waits is still allowed once a window",
        "Which requests count?",
    )
    yield (
        "secret/02-edge/03-burst-over-a-boundary",
        5,
        100,
        [(95 + i, "a") for i in range(12)] + [(195 + i, "a") for i in range(12)],
        "A burst on both sides of a multiple of the window",
        "The window slides: it does not start anew at multiples of w.",
    )
    yield "secret/02-edge/04-same-time", 3, 5, [(7, f"c{i % 2}") for i in range(40)], "All at the same time", ""
    yield (
        "secret/02-edge/05-largest",
        1,
        10**9,
        [(0, "a"), (10**13 - 10**9, "a"), (10**13 - 1, "a"), (10**13, "a"), (10**13, "A" * 32)],
        "The largest times, window and name",
        "Do your integers have 64 bits?",
    )
    yield (
        "secret/02-edge/06-shortest-window",
        1,
        1,
        [(t // 2, "a") for t in range(20)],
        "A window of one millisecond: one request at each instant",
        "",
    )
    yield (
        "secret/02-edge/07-names",
        2,
        10**9,
        names("names", 60),
        "Names that mean something to a language, and names that differ only in case",
        "Clients choose their own names.",
    )
    yield (
        "secret/02-edge/08-high-limit",
        100_000,
        10**9,
        traffic("high-limit", 1000, 500, 5),
        "A limit that nobody reaches, and many clients",
        "Does a client that sent one request cost you memory for k of them?",
    )

    yield "secret/03-medium/01-busy", 10, 500, traffic("medium-busy", 2000, 8, 20), "Few clients, often denied", ""
    yield "secret/03-medium/02-calm", 3, 1000, traffic("medium-calm", 2000, 300, 20), "Many clients", ""
    for name, requests in (
        ("03-medium/03-log-of-2000", 2000),
        ("03-medium/04-log-of-4000", 4000),
        ("04-large/03-log-of-8000", 8000),
        ("04-large/04-log-of-10000", 10_000),
    ):
        yield (
            f"secret/{name}",
            100_000,
            10**9,
            traffic(f"log-{requests}", requests, 40, 20),
            "Nothing is denied, and the window holds every request: the longer, the slower who looks through all of it",
            "",
        )

    yield (
        "secret/04-large/01-one-client",
        60_000,
        150_000,
        traffic("large-one", 100_000, 1, 4),
        "One client, and a window that holds most of the log",
        "",
    )
    yield "secret/04-large/02-many-clients", 3, 90_000, traffic("large-many", 25_000, 2500, 18), "Many clients", ""


def write(name, limit, window, requests, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{len(requests)} {limit} {window}\n" + "".join(f"{time} {client}\n" for time, client in requests)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for case in cases():
    write(*case)
