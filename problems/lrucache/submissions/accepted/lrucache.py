import sys
from collections import OrderedDict


class LruCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.entries = OrderedDict()  # the least recently used entry comes first
        self.hits = self.misses = self.evictions = 0

    def put(self, key, value):
        if self.capacity == 0:
            return
        if key not in self.entries and len(self.entries) == self.capacity:
            self.entries.popitem(last=False)
            self.evictions += 1
        self.entries[key] = value
        self.entries.move_to_end(key)

    def get(self, key):
        """Returns the value, or None for a miss."""
        if key not in self.entries:
            self.misses += 1
            return None
        self.hits += 1
        self.entries.move_to_end(key)
        return self.entries[key]

    def drop(self, key):
        self.entries.pop(key, None)


def main():
    _, capacity = map(int, sys.stdin.readline().split())
    cache = LruCache(capacity)
    for line in sys.stdin:
        match line.split():
            case ["put", key, value]:
                cache.put(key, value)
            case ["get", key]:
                value = cache.get(key)
                print("-" if value is None else value)
            case ["drop", key]:
                cache.drop(key)
    print(cache.hits, cache.misses, cache.evictions)


main()
