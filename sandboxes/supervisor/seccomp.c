/*
 * The system calls that are denied in a box, on top of Docker's own filter and whatever the version of that is. Theory
 * of operation: the supervisor needs none of these itself, so it puts the filter on itself at its start and every
 * program inherits it: a run pays nothing for it. What a library may try first gets ENOSYS (so that it falls back),
 * the rest EPERM; the system call table of another architecture ends the process.
 */
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include "supervisor.h"

#ifdef __x86_64__
enum { NATIVE = AUDIT_ARCH_X86_64, FOREIGN = 0x40000000 /* x32 */ };
#elif defined(__aarch64__)
enum { NATIVE = AUDIT_ARCH_AARCH64, FOREIGN = 0x40000000 };
#else
#error "the supervisor knows amd64 and arm64 only"
#endif

enum { NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET };

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define GIVE(action) BPF_STMT(BPF_RET | BPF_K, action)
#define WHEN(test, value, yes, no) BPF_JUMP(BPF_JMP | (test) | BPF_K, value, yes, no)
#define NO(call) WHEN(BPF_JEQ, SYS_##call, 0, 1), GIVE(SECCOMP_RET_ERRNO | EPERM)
#define NONE(call) WHEN(BPF_JEQ, SYS_##call, 0, 1), GIVE(SECCOMP_RET_ERRNO | ENOSYS)
/* Unix sockets; and TCP and UDP, of all that is spoken over IP. */
#define PROTOCOLS(call) WHEN(BPF_JEQ, SYS_##call, 0, 11), LOAD(args[0]), WHEN(BPF_JEQ, AF_UNIX, 8, 0), \
      WHEN(BPF_JEQ, AF_INET, 2, 0), WHEN(BPF_JEQ, AF_INET6, 1, 0), GIVE(SECCOMP_RET_ERRNO | EAFNOSUPPORT), \
      LOAD(args[2]), WHEN(BPF_JEQ, 0, 3, 0), WHEN(BPF_JEQ, IPPROTO_TCP, 2, 0), WHEN(BPF_JEQ, IPPROTO_UDP, 1, 0), \
      GIVE(SECCOMP_RET_ERRNO | EPROTONOSUPPORT), GIVE(SECCOMP_RET_ALLOW)
/* A call whose argument has this value. */
#define WITH(call, argument, value, error) WHEN(BPF_JEQ, SYS_##call, 0, 4), LOAD(args[argument]), \
      WHEN(BPF_JEQ, value, 0, 1), GIVE(SECCOMP_RET_ERRNO | (error)), LOAD(nr)
#define OPTION(level, name, error) WHEN(BPF_JEQ, SYS_setsockopt, 0, 6), LOAD(args[1]), WHEN(BPF_JEQ, level, 0, 3), \
      LOAD(args[2]), WHEN(BPF_JEQ, name, 0, 1), GIVE(SECCOMP_RET_ERRNO | (error)), LOAD(nr)

static struct sock_filter filter[] = {
    LOAD(arch), WHEN(BPF_JEQ, NATIVE, 1, 0), GIVE(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr), WHEN(BPF_JGE, FOREIGN, 0, 1), GIVE(SECCOMP_RET_KILL_PROCESS),
    /* other processes, and the kernel's insides */
    NO(ptrace), NO(process_vm_readv), NO(process_vm_writev), NO(kcmp), NO(perf_event_open), NO(bpf), NO(userfaultfd),
    NO(vmsplice), NO(personality), NO(syslog), NO(acct), NO(seccomp), NO(sync), NO(syncfs), NO(init_module),
    NO(finit_module), NO(delete_module), NO(kexec_load), NO(kexec_file_load), NO(reboot), NONE(pidfd_getfd),
    NONE(memfd_secret), NONE(io_uring_setup), NONE(io_uring_enter), NONE(io_uring_register), NONE(io_setup),
    /* what outlives a process */
    NO(add_key), NO(request_key), NO(keyctl), NO(shmget), NO(msgget), NO(semget), NO(mq_open),
    /* another view of the system */
    NO(unshare), NO(setns), NO(mount), NO(umount2), NO(pivot_root), NO(chroot), NO(name_to_handle_at),
    NO(open_by_handle_at), NO(fanotify_init), NO(quotactl), NO(swapon), NO(swapoff), NONE(open_tree), NONE(move_mount),
    NONE(fsopen), NONE(fsconfig), NONE(fsmount), NONE(fspick), NONE(mount_setattr), NONE(clone3),
    /* clock and names */
    NO(settimeofday), NO(clock_settime), NO(adjtimex), NO(clock_adjtime), NO(sethostname), NO(setdomainname),
#ifdef __x86_64__
    NO(iopl), NO(ioperm), NO(modify_ldt), NO(uselib), NO(_sysctl), NO(sysfs), NO(ustat),
#endif
    PROTOCOLS(socket), PROTOCOLS(socketpair),
    /* sizes that the memory limit relies on: nothing is done, silently; programs and protocols for the kernel to run */
    OPTION(SOL_SOCKET, SO_SNDBUF, 0), OPTION(SOL_SOCKET, SO_RCVBUF, 0), OPTION(SOL_SOCKET, SO_ATTACH_FILTER, EPERM),
    OPTION(SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, EPERM), OPTION(IPPROTO_TCP, TCP_ULP, ENOPROTOOPT),
    WITH(prctl, 0, PR_SET_SECCOMP, EPERM), WITH(prctl, 0, PR_SCHED_CORE, EPERM),
    /* the limit that main.c sets; and the eviction of files that others use too: not done, silently */
    WITH(setrlimit, 0, RLIMIT_CORE, EPERM), WITH(prlimit64, 1, RLIMIT_CORE, EPERM), WITH(fadvise64, 3, POSIX_FADV_DONTNEED, 0),
    WHEN(BPF_JEQ, SYS_clone, 0, 3), LOAD(args[0]), WHEN(BPF_JSET, NAMESPACES, 0, 1), GIVE(SECCOMP_RET_ERRNO | EPERM),
    GIVE(SECCOMP_RET_ALLOW)};

void seccomp_deny(void) {
  struct sock_fprog program = {.len = sizeof filter / sizeof *filter, .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fault("no_new_privs", errno);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) fault("the system call filter", errno);
}
