# expect: AC
import os
import socket


def attack():
    """Leaves something wherever it can for the next run; what it can is for the probe to see."""
    home = "/tmp/.local/lib/python3.13/site-packages"
    os.makedirs(home)
    for path in (
        *(f"{place}/state" for place in ("/tmp", "/dev/mqueue", "/dev/shm", "/var/tmp", "/run", "/run/lock", "/box", "/", "/dev")),
        "/box/__pycache__",
        f"{home}/usercustomize.py",
        f"{home}/poison.pth",
    ):
        try:
            with open(path, "w") as file:
                file.write("print('poison')\n")
        except OSError:
            pass
    name = socket.socket(socket.AF_UNIX)
    name.bind("\0poison")
    name.listen()
    socket.socket(socket.AF_UNIX).bind("/tmp/socket")
    print("right")
