# expect: AC
import socket
import time

HOSTS = ("1.1.1.1", "8.8.8.8", "169.254.169.254", "172.17.0.1", "10.0.0.1", "192.168.0.1", "0.0.0.1", "255.255.255.255")
HOSTS6 = ("2606:4700::1111", "fd00:ec2::254", "fe80::1%lo", "ff02::1%lo", "::2")
NAMES = ("example.com", "host.docker.internal", "metadata.google.internal", "gateway.docker.internal", "docker")


def attack():
    """TCP, UDP, ICMP, names, the metadata service, the host and IPv6: nothing answers, and at once."""
    reached = []

    def attempt(what, act):
        try:
            act()
            reached.append(what)
        except OSError:
            pass

    begin = time.monotonic()
    for family, hosts in ((socket.AF_INET, HOSTS), (socket.AF_INET6, HOSTS6)):
        for host in hosts:
            for port in (53, 80, 443, 2375):
                attempt((host, port, "tcp"), lambda: socket.create_connection((host, port), 0.2))
                datagrams = socket.socket(family, socket.SOCK_DGRAM)
                datagrams.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                attempt((host, port, "udp"), lambda: datagrams.sendto(b"\0" * 12, (host, port)))
                datagrams.close()
    for family, kind in ((socket.AF_INET, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_DGRAM)):
        attempt(("icmp", kind), lambda: socket.socket(family, kind, 1).sendto(b"\x08\0\0\0\0\0\0\0", ("1.1.1.1", 0)))
    for name in NAMES:
        attempt(name, lambda: socket.getaddrinfo(name, 80))
    took = time.monotonic() - begin
    interfaces = [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]]
    routes = open("/proc/net/route").readlines()[1:]
    print("right" if not reached and took < 1 and interfaces == ["lo"] and not routes else (reached, took, interfaces, routes))
