# expect: OLE stdout | TLE | WA
import os


def attack():
    for _ in range(2_000_000):
        os.write(1, b"x")
