# expect: AC; leftover
import os


def attack():
    """A process that is another one at every moment, thousands of times a second: whom to kill?"""
    print("right", flush=True)
    if os.fork() != 0:
        os._exit(0)
    while True:
        if os.fork() != 0:
            os._exit(0)
