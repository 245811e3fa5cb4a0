# expect: AC
import fnmatch
import os


def attack():
    found = []
    for directory, folders, files in os.walk("/"):
        if directory == "/":
            folders[:] = [name for name in folders if name not in ("proc", "sys", "usr", "lib", "lib64")]
        for name in files + folders:
            if any(fnmatch.fnmatch(name, wanted) for wanted in ("*.ans", "*.in", "*.out", "expected*", "test*", "*secret*", "answer*")):
                found.append(os.path.join(directory, name))
    for pid in ("1", "2", "self/task/1"):
        for secret in ("environ", "maps", "mem", "root", "cwd", "fd", "io", "stack", "auxv"):
            try:
                path = f"/proc/{pid}/{secret}"
                (os.listdir if secret in ("fd", "root", "cwd") else lambda it: open(it, "rb").read(1))(path)
                found.append(path)
            except OSError:
                pass
    for path in ("../../testcase", "/data", "/problems", "/work", "/host", "/mnt/data", "/var/run/docker.sock", "/run/docker.sock"):
        if os.path.exists(path):
            found.append(path)
    if open("/proc/1/cmdline").read() != "/sup/supervisor\0":
        found.append("/proc/1/cmdline")
    print("right" if not found else found)
