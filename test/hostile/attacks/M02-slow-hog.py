# expect: MLE
import time


def attack():
    kept = []
    while True:
        kept.append(b"x" * (2 << 20))
        time.sleep(0.01)
