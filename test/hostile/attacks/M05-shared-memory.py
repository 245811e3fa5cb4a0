# expect: AC
import ctypes
import os

SHMGET = {"x86_64": 29, "aarch64": 194}[os.uname().machine]
SEMGET = {"x86_64": 64, "aarch64": 190}[os.uname().machine]
MSGGET = {"x86_64": 68, "aarch64": 186}[os.uname().machine]


def attack():
    libc = ctypes.CDLL(None)
    got = [libc.syscall(SHMGET, 0, 1 << 20, 0o1666), libc.syscall(SEMGET, 0, 1, 0o1666), libc.syscall(MSGGET, 0, 0o1666)]
    print("right" if got == [-1, -1, -1] and not os.path.exists("/dev/shm") else got)
