# expect: OLE stderr
import os


def attack():
    while True:
        os.write(2, b"spam" * 16384)
