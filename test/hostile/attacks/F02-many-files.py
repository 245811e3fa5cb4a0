# expect: RTE exit:1
import os


def attack():
    for count in range(1_000_000):
        (lambda path: open(path, "w").close(), os.mkdir, lambda path: os.symlink("/etc/shadow", path))[count % 3](f"/tmp/{count}")
