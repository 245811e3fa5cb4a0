# expect: AC
import os
import stat


def attack():
    """No file of the image gives rights to who runs it, or can be written by everybody."""
    found = []
    for directory, folders, files in os.walk("/"):
        if directory == "/":
            folders[:] = [name for name in folders if name not in ("proc", "sys")]
        for name in files:
            path = os.path.join(directory, name)
            facts = os.lstat(path)
            if stat.S_ISREG(facts.st_mode) and facts.st_mode & (stat.S_ISUID | stat.S_ISGID | stat.S_IWOTH):
                found.append(path)
            if os.getxattr and "security.capability" in os.listxattr(path, follow_symlinks=False):
                found.append(path)
    for path in ("/etc/shadow", "/etc/hostname", "/etc/gshadow", "/root", "/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug"):
        try:
            if os.path.isdir(path) and os.listdir(path) or open(path, "rb").read(1):
                found.append(path)
        except OSError:
            pass
    for act in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.chroot("/tmp"), lambda: os.nice(-1)):
        try:
            act()
            found.append("privilege")
        except OSError:
            pass
    print("right" if not found else found)
