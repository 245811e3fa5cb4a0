# expect: RTE | OLE file
import os


def attack():
    os.truncate(os.open("/tmp/sparse", os.O_CREAT | os.O_WRONLY), 1 << 50)
