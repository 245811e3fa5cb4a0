"""Too slow: every step makes a new stack, and copies the old one."""

import sys

CLOSER = {"(": ")", "[": "]", "{": "}"}


def first_error(template):
    stack = []
    escaped = False
    for column, char in enumerate(template, start=1):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in CLOSER:
            stack = stack + [(CLOSER[char], column)]
        elif char in ")]}":
            if not stack or stack[-1][0] != char:
                return f"unexpected {column}"
            stack = stack[:-1]
    return f"unclosed {stack[0][1]}" if stack else "ok"


_, *templates = sys.stdin.read().split("\n")
print("\n".join(map(first_error, templates[:-1])))
