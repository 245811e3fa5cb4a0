/*
 * The system calls that are denied in a box, on top of Docker's own filter and whatever the version of that is. Theory
 * of operation: the supervisor needs none of these itself, so it puts the filter on itself at its start and every
 * program inherits it: a run pays nothing for it. What a program may probe for gets ENOSYS (so that it falls back),
 * the rest EPERM; a foreign system call table ends the process.
 */
#include "seccomp.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "channel.h"

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#else
#error "the supervisor knows amd64 and arm64 only"
#endif

enum { X32 = 0x40000000, FILTER_MOST = 256 };

/* Calls newer than the C library's headers; these numbers are the same on all architectures. */
enum { IO_URING_SETUP = 425, IO_URING_ENTER, IO_URING_REGISTER, OPEN_TREE, MOVE_MOUNT, FSOPEN, FSCONFIG, FSMOUNT, FSPICK,
       CLONE3 = 435, PIDFD_GETFD = 438, MOUNT_SETATTR = 442, QUOTACTL_FD = 443, MEMFD_SECRET = 447, STATMOUNT = 457,
       LISTMOUNT = 458, LSM_SET_SELF_ATTR = 460, OPEN_TREE_ATTR = 467 };

static const uint32_t not_permitted[] = {
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_perf_event_open, SYS_bpf, SYS_userfaultfd,
    SYS_add_key, SYS_request_key, SYS_keyctl,
    SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open, SYS_vmsplice,
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_name_to_handle_at,
    SYS_open_by_handle_at, SYS_fanotify_init, SYS_quotactl, SYS_swapon, SYS_swapoff, SYS_acct,
    SYS_personality, SYS_syslog, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime,
    SYS_sethostname, SYS_setdomainname,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot,
#ifdef SYS_kexec_file_load
    SYS_kexec_file_load,
#endif
#ifdef __x86_64__
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS_ustat, SYS__sysctl, SYS_sysfs,
#endif
};

static const uint32_t not_there[] = {IO_URING_SETUP, IO_URING_ENTER, IO_URING_REGISTER, OPEN_TREE, MOVE_MOUNT, FSOPEN,
                                     FSCONFIG, FSMOUNT, FSPICK, CLONE3, PIDFD_GETFD, MOUNT_SETATTR, QUOTACTL_FD,
                                     MEMFD_SECRET, STATMOUNT, LISTMOUNT, LSM_SET_SELF_ATTR, OPEN_TREE_ATTR};

static const uint32_t namespaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;

static struct sock_filter filter[FILTER_MOST];
static unsigned short size;

static void add(uint16_t code, uint32_t value, uint8_t if_true, uint8_t if_false) {
  if (size == FILTER_MOST) fault("the system call filter is too long");
  filter[size++] = (struct sock_filter){.code = code, .jt = if_true, .jf = if_false, .k = value};
}

static void load(size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }
static void give(uint32_t action) { add(BPF_RET | BPF_K, action, 0, 0); }
static void give_error(uint32_t error) { give(SECCOMP_RET_ERRNO | error); }

/* The next `skip` instructions are for when the loaded word is this value. */
static void when_equal(uint32_t value, uint8_t skip) { add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip); }

static void deny(const uint32_t *calls, size_t count, uint32_t error) {
  for (size_t i = 0; i < count; i++) {
    when_equal(calls[i], 1);
    give_error(error);
  }
}

static void deny_clone_of_namespaces(void) {
  when_equal(SYS_clone, 4);
  load(offsetof(struct seccomp_data, args[0]));
  add(BPF_JMP | BPF_JSET | BPF_K, namespaces, 0, 1);
  give_error(EPERM);
  give(SECCOMP_RET_ALLOW);
}

static void allow_plain_sockets(uint32_t call) {
  when_equal(call, 6);
  load(offsetof(struct seccomp_data, args[0]));
  add(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 3, 0);
  add(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 2, 0);
  add(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 1, 0);
  give_error(EAFNOSUPPORT);
  give(SECCOMP_RET_ALLOW);
}

void seccomp_deny(void) {
  load(offsetof(struct seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0);
  give(SECCOMP_RET_KILL_PROCESS);
  load(offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
  add(BPF_JMP | BPF_JGE | BPF_K, X32, 0, 1);
  give(SECCOMP_RET_KILL_PROCESS);
#endif
  deny(not_permitted, sizeof not_permitted / sizeof *not_permitted, EPERM);
  deny(not_there, sizeof not_there / sizeof *not_there, ENOSYS);
  deny_clone_of_namespaces();
  allow_plain_sockets(SYS_socket);
  allow_plain_sockets(SYS_socketpair);
  give(SECCOMP_RET_ALLOW);
  struct sock_fprog program = {.len = size, .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fault_errno("no_new_privs", errno);
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) != 0) fault_errno("the system call filter", errno);
}
