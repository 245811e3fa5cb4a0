"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "jitter.py"


def log(name, n, streams, base, spread, offset=0):
    """Packets of random streams, with transit times from `base` to `base + spread`, most of them short.

    The senders' clocks are `offset` behind.
    """
    rng = random.Random(name)
    now = base + spread + offset
    packets = []
    for _ in range(n):
        now += rng.randrange(200)
        transit = base + int(spread * rng.random() ** 4)
        packets.append((f"s{rng.randrange(streams)}", now - transit - offset, now))
    return packets


def transits(stream, times):
    """The packets of one stream with these transit times, received one microsecond after the other."""
    latest = max(times)
    return [(stream, latest + i - time, latest + i) for i, time in enumerate(times)]


def cases():
    """Yields (name, packets, description, hint)."""
    first = [("a", 0, 40_000), ("b", 10_000, 40_500), ("a", 20_000, 60_000), ("b", 30_000, 61_000)]
    first += [("a", 40_000, 96_000)]
    yield "sample/1", first, "", ""
    yield "sample/2", [("mic1", 100, 350), ("mic2", 100, 360), ("mic1", 120, 370), ("mic1", 110, 410)], "", ""

    yield "secret/01-small/01-one-packet", [("a", 5, 12)], "One packet", ""
    yield "secret/01-small/02-steady", transits("a", [20_000] * 12), "No jitter at all", ""
    yield "secret/01-small/03-random", log("small", 25, 3, 10_000, 5000), "Three streams", ""

    yield (
        "secret/02-edge/01-percentile-on-a-rank",
        transits("a", [100 + i * i for i in range(21)]) + transits("b", [7] * 10 + [5000]),
        "21 packets, so that the rank is an integer, and 11, so that it is the middle of two",
        "",
    )
    yield (
        "secret/02-edge/02-digits",
        transits("a", [9, 10, 100, 99, 8, 1000, 7, 11, 2, 30, 1]),
        "Transit times with different numbers of digits",
        "Is 9 less than 10 in your order?",
    )
    yield "secret/02-edge/03-zero", [("a", 0, 0), ("b", 0, 0), ("a", 0, 0), ("a", 3, 3)], "Transit times of 0", ""
    yield (
        "secret/02-edge/04-largest",
        [("old", 0, 0), ("new", 0, 1), ("old", 0, 2 * 10**15), ("new", 2 * 10**15, 2 * 10**15), ("old", 1, 2 * 10**15)],
        "The smallest and the largest times",
        "Do your integers have 64 bits?",
    )
    yield (
        "secret/02-edge/05-clock-from-zero",
        log("offset", 200, 2, 20_000, 8000, 1_700_000_000_000_000),
        "Senders whose clocks began at 0, a receiver in microseconds since 1970",
        "How many digits of a large number does your type keep?",
    )
    yield (
        "secret/02-edge/06-order-of-streams",
        [(name, i, i + 50) for i, name in enumerate(["z", "b", "s10", "s9", "b", "a", "z", "e5", "inf", "nan", "x1"])],
        "The order in which the streams appear, and names that look like something else",
        "",
    )

    yield "secret/03-medium/01-calls", log("medium", 4000, 50, 15_000, 90_000), "50 streams", ""
    yield (
        "secret/03-medium/02-long-call",
        log("medium-long", 8000, 1, 15_000, 60_000, 1_700_000_000_000_000),
        "8,000 packets of a sender whose clock began at 0",
        "How large may a sum get?",
    )

    yield "secret/04-large/01-streams", log("large", 100_000, 15_000, 100, 9000), "Some 15,000 streams", ""
    yield "secret/04-large/02-one-stream", log("large-one", 10_000, 1, 20_000, 10_000), "One long stream", ""


def write(name, packets, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{len(packets)}\n" + "".join(f"{stream} {sent} {received}\n" for stream, sent, received in packets)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for case in cases():
    write(*case)
