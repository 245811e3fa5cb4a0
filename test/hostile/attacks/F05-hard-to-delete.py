# expect: AC
import os


def attack():
    """A tree as deep as it gets, with names that are hard on a cleaner, in directories that nobody may enter."""
    odd = [b"x" * 255, b"new\nline", b"\xff\xfe", b"-rf", b" ", b"*", "\u202e".encode()]
    os.mkdir("/tmp/odd")
    for name in odd:
        os.mkdir(b"/tmp/odd/" + name)
        open(b"/tmp/odd/" + name + b"/" + name, "w").close()
        os.chmod(b"/tmp/odd/" + name, 0)
    os.chmod("/tmp/odd", 0)
    os.mkfifo("/tmp/fifo")
    os.symlink("/", "/tmp/root")
    os.symlink("loop", "/tmp/loop")
    depth = 0
    try:
        while depth < 10_000:
            os.mkdir(b"d" * 255)
            os.chdir(b"d" * 255)
            depth += 1
    except OSError:
        pass
    for _ in range(50):
        os.chdir("..")
        os.chmod("d" * 255, 0)
    print("right" if depth > 3000 else depth)
