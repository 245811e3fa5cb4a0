# expect: MLE
import os
import socket


def attack():
    for _ in range(3):
        os.fork()
    kept = []
    try:
        while True:
            pair = socket.socketpair()
            kept.append(pair)
            pair[0].setblocking(False)
            try:
                while True:
                    pair[0].send(bytes(1 << 16))
            except BlockingIOError:
                pass
    except OSError:
        import time

        time.sleep(60)
