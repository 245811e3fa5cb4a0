# expect: OLE stdout
import os


def attack():
    os.write(1, b"x" * (64 << 20))
