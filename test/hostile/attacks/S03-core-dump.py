# expect: RTE signal:SIGABRT
import os
import resource


def attack():
    for wanted in (resource.RLIM_INFINITY, 1):
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (wanted, wanted))
            raise SystemExit("raised the limit")
        except ValueError:
            pass
    open("/proc/self/coredump_filter", "w").write("0xff")
    os.abort()
