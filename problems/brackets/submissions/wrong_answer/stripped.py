"""Wrong: strips the lines, so spaces at the start of a template no longer count."""

import sys

PAIRS = {")": "(", "]": "[", "}": "{"}


def first_error(template):
    stack = []
    escaped = False
    for column, char in enumerate(template, start=1):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in PAIRS.values():
            stack.append((char, column))
        elif char in PAIRS:
            if not stack or stack.pop()[0] != PAIRS[char]:
                return f"unexpected {column}"
    return f"unclosed {stack[0][1]}" if stack else "ok"


next(sys.stdin)
print("\n".join(first_error(line.strip()) for line in sys.stdin))
