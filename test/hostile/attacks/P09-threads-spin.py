# expect: TLE cpu
import hashlib
import threading


def spin():
    block = bytes(1 << 20)
    while True:
        hashlib.sha256(block)  # without the interpreter's lock


def attack():
    for _ in range(4):
        threading.Thread(target=spin).start()
