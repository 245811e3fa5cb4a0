# expect: AC
import os


def attack():
    """Pseudo terminals come from a pool of the whole host, and their buffers are charged to nobody."""
    try:
        os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY)
        print("a terminal")
    except OSError:
        print("right")
