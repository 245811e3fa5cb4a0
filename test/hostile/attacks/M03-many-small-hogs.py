# expect: MLE
import os
import time


def attack():
    for _ in range(20):
        if os.fork() == 0:
            hog = b"x" * (10 << 20)
            time.sleep(60)
    time.sleep(60)
