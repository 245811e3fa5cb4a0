# expect: AC
import ctypes
import errno
import os
import socket
import struct

SO_ATTACH_FILTER, SO_ATTACH_REUSEPORT_CBPF, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 26, 51, 22, 2
TCP_ULP, PR_SCHED_CORE = 31, 62


def attack():
    """Programs for the kernel's BPF machine (compiled, they are memory that no limit counts), and what else runs in it."""
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
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program) == 0:
        done.append("prctl")
    if libc.syscall(317 if os.uname().machine == "x86_64" else 277, 1, 0, program) == 0:
        done.append("seccomp")
    server = socket.create_server(("127.0.0.1", 0))
    connection = socket.create_connection(server.getsockname())
    try:
        connection.setsockopt(socket.IPPROTO_TCP, TCP_ULP, b"tls")
        done.append("TLS")
    except OSError as error:
        if error.errno != errno.ENOPROTOOPT:
            done.append(error)
    if libc.prctl(PR_SCHED_CORE, 1, 0, 0, 0) == 0 or ctypes.get_errno() != errno.EPERM:
        done.append("a core of its own")
    print("right" if not done else done)
