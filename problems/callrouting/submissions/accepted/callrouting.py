import sys

LONGEST = 15


def carrier_of(number, routes):
    """Returns the carrier of the longest prefix of `number` that is in `routes`."""
    for length in range(min(len(number), LONGEST), 0, -1):
        carrier = routes.get(number[:length])
        if carrier is not None:
            return carrier
    return "none"


def main():
    routes = {}  # prefix -> carrier
    next(sys.stdin)
    for line in sys.stdin:
        match line.split():
            case ["add", prefix, carrier]:
                routes[prefix] = carrier
            case ["remove", prefix]:
                routes.pop(prefix, None)
            case ["call", number]:
                print(carrier_of(number, routes))


main()
