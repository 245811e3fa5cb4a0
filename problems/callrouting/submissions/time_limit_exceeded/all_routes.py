"""Too slow: tries every route of the table for every call."""

import sys


def main():
    routes = {}
    next(sys.stdin)
    for line in sys.stdin:
        operation, digits, *carrier = line.split()
        if operation == "add":
            routes[digits] = carrier[0]
        elif operation == "remove":
            routes.pop(digits, None)
        else:
            longest = max((prefix for prefix in routes if digits.startswith(prefix)), key=len, default=None)
            print(routes.get(longest, "none"))


main()
