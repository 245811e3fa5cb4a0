# expect: AC
import ctypes
import os
import socket

RENAME_WHITEOUT = 4


def attack():
    """Things that must not be followed or opened by whoever cleans up."""
    os.mkdir("/tmp/inner")
    for place in ("/tmp", "/tmp/inner"):
        os.symlink("/box", f"{place}/box")
        os.symlink("/proc/1/root", f"{place}/root")
        os.symlink("/box/main.py", f"{place}/main")
        os.mkfifo(f"{place}/fifo", 0o600)
        socket.socket(socket.AF_UNIX).bind(f"{place}/socket")
        os.link(f"{place}/fifo", f"{place}/fifo2")
    open("/tmp/moved", "w").close()
    ctypes.CDLL(None).renameat2(-100, b"/tmp/moved", -100, b"/tmp/inner/moved", RENAME_WHITEOUT)
    try:
        os.link("/box/main.py", "/tmp/hard")
        os.mknod("/tmp/device", 0o20666, os.makedev(1, 1))
    except OSError:
        print("right")
