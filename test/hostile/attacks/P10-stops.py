# expect: TLE wall
import os
import signal


def attack():
    for pid in (1, os.getppid()):
        try:
            os.kill(pid, signal.SIGSTOP)
            raise SystemExit(f"stopped {pid}")
        except PermissionError:
            pass
    os.kill(os.getpid(), signal.SIGSTOP)
