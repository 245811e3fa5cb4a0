# expect: AC
import ctypes
import os
import signal

X86 = dict(ptrace=101, process_vm_readv=310, process_vm_writev=311, pidfd_open=434, pidfd_getfd=438, kcmp=312, prlimit=302)
ARM = dict(ptrace=117, process_vm_readv=270, process_vm_writev=271, pidfd_open=434, pidfd_getfd=438, kcmp=272, prlimit=261)
CALLS = {"x86_64": X86, "aarch64": ARM}[os.uname().machine]
PTRACE_ATTACH, PTRACE_SEIZE, RLIMIT_NPROC = 16, 0x4206, 6


def attack():
    libc = ctypes.CDLL(None)
    call = lambda name, *args: libc.syscall(CALLS[name], *(ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args))
    buffer = (ctypes.c_ulong * 2)(ctypes.addressof(ctypes.create_string_buffer(64)), 64)
    done = []
    sibling = os.fork()
    if sibling == 0:
        signal.pause()
    for pid in (1, os.getppid(), sibling):
        for name in ("process_vm_readv", "process_vm_writev"):
            if call(name, pid, buffer, 1, buffer, 1, 0) >= 0:
                done.append((name, pid))
        for request in (PTRACE_ATTACH, PTRACE_SEIZE):
            if call("ptrace", request, pid, 0, 0) >= 0:
                done.append(("ptrace", pid))
        if call("pidfd_getfd", call("pidfd_open", pid, 0), 0, 0) >= 0:
            done.append(("pidfd_getfd", pid))
    if call("kcmp", 1, os.getpid(), 0, 0, 0) >= 0 or call("prlimit", 1, RLIMIT_NPROC, buffer, 0) >= 0:
        done.append("kcmp or prlimit")
    for path in ("mem", "environ", "maps", "fd", "fd/0", "fd/3", "root", "cwd", "io", "stack", "map_files", "task/1/mem", "syscall", "personality"):
        try:
            os.open(f"/proc/1/{path}", os.O_RDONLY)
            done.append(path)
        except OSError:
            pass
    os.kill(sibling, 9)
    print("right" if not done else done)
