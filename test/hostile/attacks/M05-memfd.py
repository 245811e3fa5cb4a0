# expect: MLE
import os


def attack():
    files = []
    while True:
        files.append(os.memfd_create("hog"))
        os.write(files[-1], bytes(16 << 20))
