# expect: AC
def attack():
    opened = []
    for path in (
        *(f"/proc/1/fd/{fd}" for fd in range(20)),
        "/dev/console",
        "/dev/tty",
        "/dev/tty0",
        "/dev/pts/0",
        "/dev/kmsg",
        "/dev/log",
        "/proc/kmsg",
        "/proc/sysrq-trigger",
        "/dev/mem",
        "/dev/vda",
        "/dev/fuse",
    ):
        try:
            with open(path, "wb") as file:
                file.write(b"spam")
            opened.append(path)
        except OSError:
            pass
    print("right" if not opened else opened)
