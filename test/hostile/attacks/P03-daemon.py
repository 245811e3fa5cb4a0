# expect: AC; leftover
import os
import signal
import time


def attack():
    ready, tell = os.pipe()
    if os.fork() == 0:
        os.setsid()
        for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(name, signal.SIG_IGN)
        for _ in range(3):
            os.fork()
        os.write(tell, b"x")
        while True:
            time.sleep(1)
    os.read(ready, 1)
    print("right")
