import sys

CLOSER = {"(": ")", "[": "]", "{": "}"}


def first_error(template):
    """Returns "ok", or what is wrong and the column where it is."""
    open_brackets = []  # (the bracket that must close it, its column), the innermost last
    escaped = False
    for column, char in enumerate(template, start=1):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in CLOSER:
            open_brackets.append((CLOSER[char], column))
        elif char in ")]}":
            if not open_brackets or open_brackets.pop()[0] != char:
                return f"unexpected {column}"
    if open_brackets:
        return f"unclosed {open_brackets[0][1]}"
    return "ok"


def main():
    _, *templates = sys.stdin.read().split("\n")
    templates.pop()  # behind the last newline
    print("\n".join(map(first_error, templates)))


main()
