# expect: OLE stdout
import os


def attack():
    while True:
        os.write(1, b"spam" * 16384)
