# expect: RTE signal:SIGABRT
import os
import resource


def attack():
    """A limit of 1 is what keeps the kernel from starting a host's crash handler too: it may be neither raised nor lowered."""
    assert "core file size        1                    1 " in open("/proc/self/limits").read()
    for wanted in (resource.RLIM_INFINITY, 2, 0):
        for set_limit in (resource.setrlimit, lambda *limit: resource.prlimit(0, *limit)):
            try:
                set_limit(resource.RLIMIT_CORE, (wanted, wanted))
                raise SystemExit(f"set the limit to {wanted}")
            except (ValueError, PermissionError):
                pass
    open("/proc/self/coredump_filter", "w").write("0xff")
    os.abort()
