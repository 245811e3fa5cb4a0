"""Too slow: goes through the whole log for each of the streams."""

import sys


def main():
    next(sys.stdin)
    log = [line.split() for line in sys.stdin]
    for stream in dict.fromkeys(name for name, _, _ in log):
        transits = [int(received) - int(sent) for name, sent, received in log if name == stream]
        jitter = 0
        for previous, current in zip(transits, transits[1:]):
            jitter += (abs(current - previous) - jitter) / 16
        transits.sort()
        rank = 0.95 * (len(transits) - 1)
        below, above = transits[int(rank)], transits[min(int(rank) + 1, len(transits) - 1)]
        p95 = below + (rank - int(rank)) * (above - below)
        print(f"{stream} {jitter:.6f} {sum(transits) / len(transits):.6f} {p95:.6f}")


main()
