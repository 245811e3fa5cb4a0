# expect: RTE signal:SIGKILL
import ctypes
import os

TGKILL = {"x86_64": 234, "aarch64": 131}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    assert libc.kill(1, 9) == -1 and libc.kill(os.getppid(), 9) == -1 and libc.kill(-1, 9) == -1
    assert libc.syscall(TGKILL, 1, 1, 9) == -1
    os.kill(os.getpid(), 9)
