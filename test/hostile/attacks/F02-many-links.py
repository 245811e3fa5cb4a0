# expect: RTE exit:1
import os


def attack():
    open("/tmp/file", "w").close()
    for count in range(1_000_000):
        os.link("/tmp/file", f"/tmp/{count}")
