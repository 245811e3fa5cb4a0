# expect: MLE | TLE | RTE; replaced
import os
import time


def spare_me():
    with open("/proc/self/oom_score_adj", "w") as file:
        try:
            file.write("0")
            file.flush()
        except OSError:
            pass


def attack():
    """Fills memory with files, which belong to no process, and with tiny processes: who is to be killed then?"""
    spare_me()
    for _ in range(55):
        if os.fork() == 0:
            time.sleep(60)
    try:
        for count in range(10):
            with open(f"/tmp/{count}", "wb") as file:
                file.write(bytes(30 << 20))
    except OSError:
        pass
    kept = []
    while True:
        kept.append(b"x" * (64 << 10))
