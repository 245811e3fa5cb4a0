"""Judges a plan or a cycle.

    validate.py input answer feedback_dir [partial_credit SHARE] < output

Exits with 42 if the output is right and with 43 if it is wrong; any other exit means that the package is at fault.
The answer is one right output, with the fewest waves. With partial_credit, a valid plan with more waves gets SHARE of
the points; without it, and in a test group that has no points to share, it is simply right.
"""

import re
import sys
from pathlib import Path

ACCEPTED, WRONG = 42, 43
LONGEST_OUTPUT = 2 * 1024 * 1024  # bytes; 100,000 numbers of 6 digits need a third of it
NUMBER = re.compile(rb"[0-9]{1,7}")


class WrongAnswer(Exception):
    pass


def require(ok, fault):
    if not ok:
        raise WrongAnswer(fault)


def read_output(stream):
    """Returns the word and the numbers that follow it. The output may be anything at all."""
    data = stream.read(LONGEST_OUTPUT + 1)
    require(len(data) <= LONGEST_OUTPUT, "The output is longer than any answer.")
    word, *tokens = data.split() or [b""]
    for token in tokens:
        require(NUMBER.fullmatch(token), f"{token[:20]!r} is not a number from 1 to n.")
    return word.lower(), [int(token) for token in tokens]


def check_plan(numbers, n, needs):
    """Returns the number of waves of a valid plan."""
    require(len(numbers) == n + 1, f"A plan has {n + 1} numbers, not {len(numbers)}.")
    count, *waves = numbers
    for service, wave in enumerate(waves, start=1):
        require(1 <= wave <= count, f"Service {service} is in wave {wave} of {count}.")
    for a, b in needs:
        require(waves[b - 1] < waves[a - 1], f"Service {a} needs {b}, but is in wave {waves[a - 1]}, not after it.")
    return count


def check_cycle(numbers, n, needs):
    require(len(numbers) >= 2, "A cycle has at least one service.")
    length, *services = numbers
    require(len(services) == length, f"The cycle has {len(services)} services, not {length}.")
    require(len(set(services)) == length, "A service appears twice in the cycle.")
    known = set(needs)
    for a, b in zip(services, services[1:] + services[:1]):
        require((a, b) in known, f"Service {a} does not need {b}.")


def judge(output, answer, n, needs):
    """Returns whether the output is as good as can be, or raises WrongAnswer."""
    word, numbers = output
    require(word in (b"plan", b"cycle"), f"The output begins with {word[:20]!r}, not with plan or cycle.")
    if word == b"plan":
        waves = check_plan(numbers, n, needs)
    else:
        check_cycle(numbers, n, needs)
    if word.decode() != answer[0] or (word == b"plan" and waves < int(answer[1])):
        raise ValueError("The output is right, and the answer of the package is not.")
    return word == b"cycle" or waves == int(answer[1])


def tell(feedback_dir, words):
    """Tells staff, and candidates too where the case is a sample."""
    for name in "judgemessage.txt", "teammessage.txt":
        Path(feedback_dir, name).write_text(f"{words}\n")


def main():
    input_file, answer_file, feedback_dir, *options = sys.argv[1:]
    header, *lines = Path(input_file).read_text().splitlines()
    n, _ = map(int, header.split())
    needs = [tuple(map(int, line.split())) for line in lines]
    answer = Path(answer_file).read_text().split(maxsplit=2)
    try:
        best = judge(read_output(sys.stdin.buffer), answer, n, needs)
    except WrongAnswer as fault:
        tell(feedback_dir, fault)
        sys.exit(WRONG)
    if not best and options:
        option, share = options
        if option != "partial_credit":
            raise ValueError(f"Unknown option {option}.")
        Path(feedback_dir, "score_multiplier.txt").write_text(f"{float(share)}\n")
        tell(feedback_dir, "A valid plan, but with more waves than need be.")
    sys.exit(ACCEPTED)


main()
