# expect: MLE
import os
import socket
import time


def attack():
    for _ in range(10):
        if os.fork() == 0:
            receivers = []
            sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            for _ in range(200):
                receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                receiver.bind(("127.0.0.1", 0))
                receivers.append(receiver)
                for _ in range(8):
                    sender.sendto(bytes(60000), receiver.getsockname())
            time.sleep(60)
    time.sleep(60)
