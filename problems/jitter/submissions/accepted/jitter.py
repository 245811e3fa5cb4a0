import sys
from collections import defaultdict
from itertools import pairwise


def jitter(transits):
    estimate = 0.0
    for previous, current in pairwise(transits):
        estimate += (abs(current - previous) - estimate) / 16
    return estimate


def mean(values):
    return sum(values) / len(values)


def percentile(values, share):
    ordered = sorted(values)
    rank = share * (len(ordered) - 1)
    below = int(rank)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (rank - below) * (ordered[above] - ordered[below])


def main():
    next(sys.stdin)
    streams = defaultdict(list)  # name -> transit times; a dict keeps the order of first appearance
    for line in sys.stdin:
        name, sent, received = line.split()
        streams[name].append(int(received) - int(sent))
    for name, transits in streams.items():
        print(f"{name} {jitter(transits):.9f} {mean(transits):.9f} {percentile(transits, 0.95):.9f}")


main()
