"""Too slow: keeps the order of use in a list, and searches it at every use."""

import sys


def main():
    _, capacity = map(int, sys.stdin.readline().split())
    values = {}
    order = []
    hits = misses = evictions = 0
    for line in sys.stdin:
        operation, key, *value = line.split()
        if operation == "get" and key not in values:
            misses += 1
            print("-")
        elif operation == "get":
            hits += 1
            order.remove(key)
            order.append(key)
            print(values[key])
        elif operation == "put" and capacity > 0:
            if key in values:
                order.remove(key)
            elif len(order) == capacity:
                del values[order.pop(0)]
                evictions += 1
            values[key] = value[0]
            order.append(key)
        elif operation == "drop" and key in values:
            order.remove(key)
            del values[key]
    print(hits, misses, evictions)


main()
