# expect: TLE wall
import time


def attack():
    print("right", flush=True)
    time.sleep(3600)
