"""Crashes: checks what is inside a pair of brackets by recursion, one level for each pair."""

import sys

CLOSER = {"(": ")", "[": "]", "{": "}"}


def first_error(template):
    def inside(column, closer, opened):
        """Checks from `column` to the bracket that closes what was opened; returns the column of that bracket."""
        while column < len(template):
            char = template[column]
            if char == "\\":
                column += 1
            elif char in CLOSER:
                column = inside(column + 1, CLOSER[char], column)
            elif char in ")]}":
                if char == closer:
                    return column
                raise ValueError(f"unexpected {column + 1}")
            column += 1
        if closer:
            unclosed.append(opened)
        return column

    unclosed = []
    try:
        inside(0, None, None)
    except ValueError as error:
        return str(error)
    return f"unclosed {min(unclosed) + 1}" if unclosed else "ok"


_, *templates = sys.stdin.read().split("\n")
print("\n".join(map(first_error, templates[:-1])))
