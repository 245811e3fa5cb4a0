# expect: AC
import ctypes
import mmap
import os
import socket

# Names and numbers on amd64; on arm64 the machine code below is left out.
CALLS = dict(
    io_uring_setup=425, userfaultfd=323, bpf=321, perf_event_open=298, keyctl=250, add_key=248, request_key=249,
    unshare=272, setns=308, mount=165, umount2=166, pivot_root=155, chroot=161, open_by_handle_at=304, name_to_handle_at=303,
    clone3=435, memfd_secret=447, fsopen=430, open_tree=428, mount_setattr=442, kexec_load=246, init_module=175,
    finit_module=313, iopl=172, ioperm=173, modify_ldt=154, acct=163, swapon=167, reboot=169, syslog=103, quotactl=179,
    fanotify_init=300, vmsplice=278, personality=135, settimeofday=164, clock_settime=227, adjtimex=159, sethostname=170,
    ptrace=101, kcmp=312, pidfd_getfd=438, process_vm_readv=310, shmget=29, msgget=68, semget=64, mq_open=240,
)
ARM = dict(
    io_uring_setup=425, userfaultfd=282, bpf=280, perf_event_open=241, keyctl=219, unshare=97, setns=268, mount=40,
    chroot=51, clone3=435, memfd_secret=447, ptrace=117, personality=92, shmget=194, msgget=186, semget=190, mq_open=180,
)
FAMILIES = dict(netlink=16, packet=17, alg=38, vsock=40, xdp=44, rxrpc=33, rds=21, key=15, can=29, smc=43, tipc=30, bluetooth=31)
NAMESPACES = dict(user=0x10000000, mount=0x20000, network=0x40000000, pid=0x20000000, ipc=0x8000000, uts=0x4000000, cgroup=0x2000000)


def survives(code):
    """Whether a process lives on after it has run machine code."""
    child = os.fork()
    if child == 0:
        memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        memory.write(bytes.fromhex(code))
        ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1]) != 31


def attack():
    libc = ctypes.CDLL(None)
    amd64 = os.uname().machine == "x86_64"
    zero = ctypes.c_long(0)
    done = [name for name, number in (CALLS if amd64 else ARM).items() if libc.syscall(number, zero, zero, zero, zero, zero, zero) >= 0]
    # Its contexts are counted for the whole host.
    if libc.syscall(206 if amd64 else 0, ctypes.c_long(1000), ctypes.byref(ctypes.c_ulong(0))) == 0:
        done.append("io_setup")
    for name, family in FAMILIES.items():
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            if libc.socket(family, kind, 0) >= 0 or libc.socketpair(family, kind, 0, (ctypes.c_int * 2)()) >= 0:
                done.append(name)
    for name, flag in NAMESPACES.items():
        child = libc.syscall(56 if amd64 else 220, ctypes.c_long(flag | 17), zero, zero, zero, zero)
        if child == 0:
            os._exit(0)
        if child > 0:
            done.append(f"namespace {name}")
    if amd64:
        done += [name for name, code in {
            "int 0x80": "b814000000 cd80 c3",  # getpid of the 32-bit table
            "x32": "b827000040 0f05 c3",  # getpid with the x32 bit
        }.items() if survives(code)]
    print("right" if not done else done)
