# expect: AC
import ctypes
import os
import socket
import struct

SO_ATTACH_FILTER, SO_ATTACH_REUSEPORT_CBPF, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 26, 51, 22, 2


def attack():
    """Programs for the kernel's BPF machine: compiled memory that no limit of the box counts."""
    code = struct.pack("<HBBI", 6, 0, 0, 0x7FFF0000)
    buffer = ctypes.create_string_buffer(code)
    program = struct.pack("HxxxxxxQ", 1, ctypes.addressof(buffer))
    done = []
    for option in (SO_ATTACH_FILTER, SO_ATTACH_REUSEPORT_CBPF):
        for family in (socket.AF_UNIX, socket.AF_INET):
            try:
                socket.socket(family, socket.SOCK_DGRAM).setsockopt(socket.SOL_SOCKET, option, program)
                done.append((family, option))
            except OSError:
                pass
    libc = ctypes.CDLL(None)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program) == 0:
        done.append("prctl")
    if libc.syscall(317 if os.uname().machine == "x86_64" else 277, 1, 0, program) == 0:
        done.append("seccomp")
    print("right" if not done else done)
