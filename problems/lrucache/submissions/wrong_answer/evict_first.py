"""Wrong: makes room before it looks whether the key is stored already, and evicts although nothing new comes."""

import sys
from collections import OrderedDict


def main():
    _, capacity = map(int, sys.stdin.readline().split())
    entries = OrderedDict()
    hits = misses = evictions = 0
    for line in sys.stdin:
        operation, key, *value = line.split()
        if operation == "put" and capacity > 0:
            if len(entries) == capacity:
                entries.popitem(last=False)
                evictions += 1
            entries[key] = value[0]
            entries.move_to_end(key)
        elif operation == "drop":
            entries.pop(key, None)
        elif operation == "get":
            if key in entries:
                hits += 1
                entries.move_to_end(key)
                print(entries[key])
            else:
                misses += 1
                print("-")
    print(hits, misses, evictions)


main()
