/*
 * The start of a program. Theory of operation: between vfork and execve the child takes its descriptors, its limits and
 * its uid, and drops every privilege, in the memory of the supervisor, which waits. So a start copies no page tables, a
 * plain variable says how it failed, and the supervisor goes on at the moment when the program starts. No other process
 * of the run's uid exists then. A failure before execve is a fault of ours, one of execve the program's.
 */
#include <grp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include "supervisor.h"

enum { NICE = 10 };
static volatile int start_error;
static const char *volatile failed_step; /* NULL when it is execve */

static void need(bool done, const char *step) {
  if (done) return;
  start_error = errno;
  failed_step = step;
  _exit(127);
}

/* Lowers a limit for good; the box's own limit stays where it is lower already. */
static void limit(unsigned resource, uint64_t value) {
  struct rlimit now;
  need(getrlimit(resource, &now) == 0, "getrlimit");
  if (now.rlim_max < value) value = now.rlim_max;
  need(setrlimit(resource, &(struct rlimit){.rlim_cur = value, .rlim_max = value}) == 0, "setrlimit");
}

static void set_limits(const struct limits *limits) {
  limit(RLIMIT_CPU, limits->cpu_ns / SECOND + 2); /* a backstop, of each process: the supervisor comes first */
  limit(RLIMIT_FSIZE, limits->file_size);
  limit(RLIMIT_STACK, limits->stack);
  limit(RLIMIT_NOFILE, limits->open_files);
  limit(RLIMIT_NPROC, limits->processes); /* counted by uid, and the uid is this run's own */
}

/* First in line when memory is out, and behind the supervisor for the CPU. Where it is refused no harm is done. */
static void step_back(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  (void)!write(fd, "1000", 4);
  close(fd);
  setpriority(PRIO_PROCESS, 0, NICE); /* counts within the box only */
}

int child_become(uid_t uid) {
  return setgroups(0, NULL) != 0 || setresgid(uid, uid, uid) != 0 || setresuid(uid, uid, uid) != 0 ? -1 : 0;
}

static noreturn void run(const struct request *request, uid_t uid, const int fds[3]) {
  char directory[NAME_MAX_BYTES + 1];
  sigset_t none;
  sigemptyset(&none);
  need(setsid() >= 0, "setsid");
  for (int i = 0; i < 3; i++) need(dup2(fds[i], i) == i, "dup2");
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC); /* they are that already; this is for the day when one is forgotten */
  step_back();
  set_limits(&request->limits);
  umask(022);
  need(child_become(uid) == 0, "taking the program's uid");
  need(chdir("/tmp") == 0, "chdir /tmp");
  for (char **path = request->collect; *path != NULL; path++)
    if (path_directory(*path, directory)) need(mkdir(directory, 0755) == 0 || errno == EEXIST, "mkdir in /tmp");
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(request->argv[0], request->argv, request->envp);
  need(false, NULL);
  _exit(127);
}

pid_t child_start(const struct request *request, uid_t uid, const int fds[3], int *error) {
  start_error = 0;
  failed_step = NULL;
  pid_t pid = vfork();
  if (pid == 0) run(request, uid, fds);
  if (pid < 0) fault("a process for the program cannot be made", errno);
  if (failed_step != NULL) fault(failed_step, start_error);
  *error = start_error;
  return pid;
}
