# expect: AC; leftover
import os
import time


def attack():
    print("right", flush=True)
    if os.fork() == 0:
        time.sleep(3600)
    os._exit(0)
