# expect: MLE; replaced; memory: 64 MiB
import os
import struct

BASE, SIZE = 0x400000, 8192
# write(3, BASE, 4096), for ever, in amd64's machine code.
WRITE = bytes.fromhex("48be0000400000000000 ba00100000 bf03000000 b801000000 0f05 eb e3")


def program():
    """The smallest that can run: beside it the supervisor is large, and a memory file's pages belong to no process."""
    start = BASE + 120
    header = b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<HHIQQQIHHHHHH", 2, 62, 1, start, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    segment = struct.pack("<IIQQQQQQ", 1, 5, 0, BASE, BASE, SIZE, SIZE, 4096)
    return (header + segment + WRITE).ljust(SIZE, b"\x90")


def attack():
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("0")
    os.dup2(os.memfd_create("program", 0), 10)
    os.write(10, program())
    for count in range(2):
        with open(f"/tmp/{count}", "wb") as file:
            file.write(bytes(25 << 20))
    os.dup2(os.memfd_create("hog", 0), 3)
    os.set_inheritable(3, True)
    if os.uname().machine == "x86_64":
        os.execve(10, ["program"], {})
    while True:
        os.write(3, bytes(4096))
