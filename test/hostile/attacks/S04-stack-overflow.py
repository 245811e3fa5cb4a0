# expect: RTE | MLE | TLE
import sys


def attack():
    sys.setrecursionlimit(10**9)
    nested = []
    for _ in range(10**6):
        nested = [nested]
    repr(nested)
    attack()
