# expect: AC
import os


def attack():
    written = []
    for fd in range(3, 256):
        try:
            os.write(fd, b"spam")
            written.append(fd)
        except OSError:
            pass
    print("right" if not written and len(os.listdir("/proc/self/fd")) == 4 else written)
