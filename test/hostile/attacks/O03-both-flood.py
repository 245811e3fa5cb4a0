# expect: OLE
import os


def attack():
    while True:
        os.write(1, b"spam" * 16384)
        os.write(2, b"spam" * 16384)
