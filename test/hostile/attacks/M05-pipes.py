# expect: MLE | RTE
import fcntl
import os


def attack():
    """Each process may have a hundred pipes or so; children hold theirs too."""
    while os.fork() != 0:
        try:
            while True:
                read, write = os.pipe()
                os.set_blocking(write, False)
                try:
                    fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 1 << 20)
                except OSError:
                    pass
                try:
                    while True:
                        os.write(write, bytes(1 << 16))
                except BlockingIOError:
                    pass
        except OSError:
            pass
    import time

    time.sleep(60)
