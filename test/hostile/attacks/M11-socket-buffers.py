# expect: MLE
import os
import socket


def fill(family):
    """Bytes that were sent and not read are in no process: with control groups 1 the kernel charges them to nobody."""
    listener = socket.socket(family)
    listener.bind((("127.0.0.1", "::1")[family == socket.AF_INET6], 0))
    listener.listen()
    kept = []
    try:
        for _ in range(110):
            sender = socket.create_connection(listener.getsockname()[:2])
            receiver, _ = listener.accept()
            receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
            kept += [sender, receiver]
            sender.setblocking(False)
            try:
                while True:
                    sender.send(bytes(1 << 20))
            except BlockingIOError:
                pass
    except OSError:
        pass
    os.read(gate[0], 1)


def attack():
    global gate
    gate = os.pipe()
    for number in range(10):
        if os.fork() == 0:
            fill((socket.AF_INET, socket.AF_INET6)[number % 2])
    os.wait()
