# expect: AC
import socket

PROTOCOLS = dict(icmp=1, dccp=33, icmp6=58, l2tp=115, sctp=132, udplite=136, mptcp=262, smc=256, raw=255)


def attack():
    """Of what the kernel can speak over IP, programs get TCP and UDP."""
    done = []
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET, 6):
            for name, protocol in PROTOCOLS.items():
                try:
                    socket.socket(family, kind, protocol)
                    done.append((name, family))
                except OSError:
                    pass
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        socket.socket(socket.AF_INET, kind), socket.socket(socket.AF_INET6, kind)
    print("right" if not done else done)
