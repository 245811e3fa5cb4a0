# expect: RTE | TLE | MLE
import threading
import time


def attack():
    while True:
        threading.Thread(target=time.sleep, args=(60,)).start()
