# expect: RTE | OLE file
import os


def attack():
    for count in range(10):
        os.posix_fallocate(os.open(f"/tmp/{count}", os.O_CREAT | os.O_WRONLY), 0, 31 << 20)
    os.posix_fallocate(os.open("/tmp/large", os.O_CREAT | os.O_WRONLY), 0, 1 << 40)
