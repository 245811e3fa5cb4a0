# expect: AC; input: 4 MiB
import os
import time


def attack():
    os.read(0, 1000)
    os.close(0)
    time.sleep(0.1)
    print("right")
