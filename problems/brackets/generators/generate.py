"""Writes the test cases of this package; see README.txt."""

import random
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOLUTION = PACKAGE / "submissions" / "accepted" / "brackets.py"

PAIRS = ["()", "[]", "{}"]
PLAIN = "abcdefgh ,.:\"'<>/|`^~$%&"


def balanced(rng, length):
    """A template without errors, of about this length."""
    parts, closers = [], []
    while len(parts) < length:
        choice = rng.random()
        if choice < 0.2:
            pair = rng.choice(PAIRS)
            parts.append(pair[0])
            closers.append(pair[1])
        elif choice < 0.4 and closers:
            parts.append(closers.pop())
        elif choice < 0.5:
            parts.append("\\" + rng.choice("()[]{}\\ n"))
        else:
            parts.append(rng.choice(PLAIN))
    return "".join(parts + closers[::-1])


def broken(rng, length):
    """A template in which one character of a correct one is missing or replaced."""
    template = balanced(rng, length)
    at = rng.randrange(len(template))
    return template[:at] + rng.choice(["", "(", "]", "}", "\\", " "]) + template[at + 1 :]


def templates(name, n, length):
    """Templates of which about half are correct."""
    rng = random.Random(name)
    return [rng.choice([balanced, broken])(rng, 1 + rng.randrange(length)) for _ in range(n)]


def nested(depth):
    """Correct brackets of mixed kinds, `depth` levels deep."""
    rng = random.Random(depth)
    pairs = [rng.choice(PAIRS) for _ in range(depth)]
    return "".join(pair[0] for pair in pairs) + "".join(pair[1] for pair in reversed(pairs))


def cases():
    """Yields (name, templates, description, hint)."""
    first = ["Hello {name}!", "{n} (file|files) [from {sender}]", "Call me (maybe]", "See you {day", "8-) or :("]
    yield "sample/1", first, "", ""
    yield "sample/2", [r"8-\) or :\(", r"a lone \ and {x}", "{{name}}", "[a)}", "({[]})]"], "", ""

    yield "secret/01-small/01-one-pair", ["()"], "One pair", ""
    yield "secret/01-small/02-one-character", ["(", ")", "[", "]", "{", "}", "x", " "], "One character each", ""
    yield "secret/01-small/03-random", templates("small", 20, 15), "Short random templates", ""

    yield "secret/02-edge/01-empty", [""], "One empty template", "A template may be empty."
    yield "secret/02-edge/02-empty-lines", ["", "(", "", "", ")", ""], "Empty templates between others", ""
    yield (
        "secret/02-edge/03-spaces",
        ["  (", "   )  ", "( )", "   ", " [ ( ] ) ", "{  "],
        "Spaces at the start and at the end",
        "Spaces belong to the template wherever they stand.",
    )
    yield (
        "secret/02-edge/04-backslashes",
        ["\\\\(", "\\\\\\(", "(\\)", "(\\\\)", "\\", "(\\", "\\\\", "()\\", "\\ (", "[\\\\\\\\]", "\\a)", "{\\\\\\}"],
        "Backslashes before brackets, before backslashes and at the end",
        "A backslash may be plain text too.",
    )
    yield (
        "secret/02-edge/05-first-error",
        ["((((", "(()", "()(", "[()[", "([)]", "(}{)", "))((", "{[(])}", "(((((((((())"],
        "Several errors in one template",
        "Which of the errors is the first, and what if brackets are only unclosed?",
    )
    yield "secret/02-edge/06-crossed", ["([)]", "[(])", "{(})", "([{)]}", "(]"], "Pairs that cross", ""
    yield "secret/02-edge/07-no-brackets", ["<a href='x'> & \"y\" </a>", "\\n\\t %s ${", "^_^ ~ |"], "Other signs", ""

    yield "secret/03-medium/01-random", templates("medium", 500, 80), "500 random templates", ""
    yield (
        "secret/03-medium/02-deep",
        [nested(1500), nested(1500)[:-1], "(" + nested(1400) + "]"],
        "1,500 levels deep",
        "How deep may your call stack get?",
    )
    yield (
        "secret/03-medium/03-long-line",
        ["a" * 100_000 + ")", "b" * 70_000, " " * 65_536 + "{"],
        "Long lines with one bracket at most",
        "Can your way of reading take a long line?",
    )

    yield "secret/04-large/01-many", templates("large", 100_000, 9), "100,000 short templates", ""
    yield "secret/04-large/02-deep", [nested(500_000)], "One template, 500,000 levels deep", ""


def write(name, lines, description, hint):
    path = PACKAGE / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"{len(lines)}\n" + "".join(f"{line}\n" for line in lines)
    answer = subprocess.run([sys.executable, SOLUTION], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
    path.with_suffix(".in").write_text(text)
    path.with_suffix(".ans").write_bytes(answer)
    notes = {"description": description, "hint": hint}
    notes = "".join(f"{key}: '{value}'\n" for key, value in notes.items() if value)
    if notes:
        path.with_suffix(".yaml").write_text(notes)


for case in cases():
    write(*case)
