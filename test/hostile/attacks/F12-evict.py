# expect: AC
import os


def read_from_disk():
    return int(open("/proc/self/io").read().split("read_bytes: ")[1].split()[0])


def attack():
    """What others have read from the disk is in memory; sending it away would make them wait for the disk again."""
    fd = os.open("/usr/lib/python3.13/turtle.py", os.O_RDONLY)
    os.pread(fd, 1 << 20, 0)
    before = read_from_disk()
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
    os.pread(fd, 1 << 20, 0)
    again = read_from_disk() - before
    print("right" if again == 0 else again)
