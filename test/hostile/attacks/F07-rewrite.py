# expect: AC
import os
import sys


def attack():
    done = []
    for path in ("/box/main.py", "/box/attack.py", "/box/probe", sys.executable, "/proc/1/exe", "/sup/supervisor", "/sup/check.py", "/etc/ld.so.preload", "/etc/passwd"):
        for act in (
            lambda: os.open(path, os.O_WRONLY),
            lambda: os.chmod(path, 0o777),
            lambda: os.unlink(path),
            lambda: os.rename("/tmp/new", path),
            lambda: os.truncate(path, 0),
            lambda: os.open(path, os.O_WRONLY | os.O_CREAT),
        ):
            open("/tmp/new", "w").close()
            try:
                act()
                done.append(path)
            except OSError:
                pass
    for path in ("/box", "/", "/tmp", "/usr", "/sup"):
        try:
            os.rename(path, "/tmp/moved") or os.chmod(path, 0o777)
            done.append(path)
        except OSError:
            pass
    print("right" if not done else done)
