# expect: TLE cpu
import signal


def attack():
    for name in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(name, signal.SIG_IGN)
    while True:
        pass
