/* The map of the supervisor: what each file does for the others. */
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "protocol.h"

#define MILLISECOND UINT64_C(1000000) /* times are in nanoseconds */
#define SECOND (1000 * MILLISECOND)

/* channel.c: the stream to and from the engine. Its end ends the supervisor, in channel_serve. */
void channel_open(void); /* takes over standard input and output; 0, 1 and 2 become /dev/null */
bool channel_peek(struct frame *frame); /* the next whole frame, if there is one; it stays until channel_next */
void channel_next(const struct frame *frame);
void channel_poll(struct pollfd polls[2]); /* what to wait for; channel_serve then reads and writes */
void channel_serve(const struct pollfd polls[2]);
void channel_wait(void);
uint8_t *channel_space(size_t *room); /* where a payload may be put; room is 0 when the engine reads too slowly */
uint8_t *channel_space_wait(void); /* the same, with room for the largest payload */
void channel_queue(uint8_t type, uint8_t flags, uint32_t seq, size_t length); /* sends what was put there */
void channel_send(uint8_t type, uint32_t seq, const void *payload, size_t length);
void channel_flush(void);
noreturn void fault(const char *what, int error); /* FAULT, with errno's text unless error is 0; and the end */

/* process.c: time, and the processes of the box. */
struct tally {
  pid_t main; /* the process whose status is wanted; 0 once it has ended */
  int status;
  uint32_t killed; /* how many were ended by SIGKILL */
  uint64_t memory_peak; /* of the largest process, in bytes */
};
uint64_t clock_ns(clockid_t clock);
uint64_t now_ns(void);
int poll_ns(struct pollfd *polls, nfds_t count, uint64_t ns);
void process_open(void); /* blocks all signals */
int process_fd(void); /* readable when children have ended */
bool process_reap(struct tally *tally); /* takes ended children in; whether others live */
void process_wait(uint64_t ns);
bool process_end_all(struct tally *tally); /* kills everything else; false when something lives on for 5 s */

/* child.c: the start of a program. Faults when anything but execve fails; `error` is errno of that, or 0. */
pid_t child_start(const struct request *request, uid_t uid, const int fds[3], int *error);
int child_become(uid_t uid); /* gives up every privilege; -1 with errno */

/* seccomp.c: denies to us and all our descendants the system calls that no honest program needs. */
void seccomp_deny(void);

/* cgroup.c: facts about the whole box, ourselves included. Returns the version. */
uint32_t cgroup_open(void);
uint64_t cgroup_cpu_ns(void); /* of the ended processes too */
uint64_t cgroup_memory(void); /* anonymous, shared (so tmpfs too) and sockets', no page cache */
uint64_t cgroup_oom_kills(void);

/* schedule.c: how long the one of a process's threads that waited longest has waited for a CPU. */
uint64_t schedule_wait_ns(pid_t pid);

/* files.c: files into /box, each answered by one ACK; and files that a run left in /tmp. */
void file_begin(uint32_t seq, const struct file *file, const char *name);
void file_data(const struct frame *frame); /* drops what belongs to no open file */
bool file_pending(void);
bool file_keep(char *const keep[2], uid_t uid);
ssize_t file_collect(const char *path, uid_t uid, uint8_t *bytes, size_t room); /* -1: no regular file, or larger */

/* clean.c: deletes what the run of this uid left, and verifies. Returns DIRTY_ bits. */
void clean_open(void);
uint32_t clean(uid_t uid);

/* run.c: one run from its start to its RESULT. */
uint32_t run_open(void); /* returns the number of CPUs */
void run_program(uint32_t seq, uid_t uid, const struct request *request);
