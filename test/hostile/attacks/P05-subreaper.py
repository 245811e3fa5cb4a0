# expect: AC; leftover
import ctypes
import os
import time

PR_SET_CHILD_SUBREAPER = 36


def attack():
    assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0
    ready, tell = os.pipe()
    for _ in range(3):
        if os.fork() == 0:
            if os.fork() == 0:
                os.setsid()
                os.write(tell, b"x")
                time.sleep(3600)
            os._exit(0)
    for _ in range(3):
        os.read(ready, 1)
    print("right")
