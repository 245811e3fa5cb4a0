/*
 * What a program's process does between fork and execve: it takes its descriptors, its limits and its uid, and drops
 * every privilege. Theory of operation: a page shared with the supervisor says how it failed; execve takes it out of
 * the program's reach. A failure before execve is a fault of ours, a failure of execve is the program's.
 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "channel.h"
#include "clock.h"

struct failure {
  int error; /* 0 while nothing has failed */
  const char *step; /* NULL when it is execve; the address is good on both sides of the fork */
};

static volatile struct failure *failure;

void child_open(void) {
  failure = mmap(NULL, sizeof *failure, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (failure == MAP_FAILED) fault_errno("mmap", errno);
}

static void need(bool done, const char *step) {
  if (done) return;
  failure->error = errno;
  failure->step = step;
  _exit(127);
}

/* Lowers a limit for good; the box's own limit stays where it is lower already. */
static void limit(int resource, uint64_t value) {
  struct rlimit now;
  need(getrlimit((unsigned)resource, &now) == 0, "getrlimit");
  if (now.rlim_max < value) value = now.rlim_max;
  now = (struct rlimit){.rlim_cur = value, .rlim_max = value};
  need(setrlimit((unsigned)resource, &now) == 0, "setrlimit");
}

static void limits(const struct run_request *request) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, (uint64_t)(request->cpu_limit_ns / SECOND) + 2); /* a backstop: the supervisor comes first */
  limit(RLIMIT_FSIZE, request->file_size_limit);
  limit(RLIMIT_STACK, request->stack_limit);
  limit(RLIMIT_NOFILE, request->open_files_limit);
  limit(RLIMIT_NPROC, request->process_limit); /* counted by uid, and the uid is this run's own */
}

/* The kernel's first choice when memory is out. Failure is no harm: the supervisor is far smaller. */
static void volunteer(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)!write(fd, "1000", 4);
  close(fd);
}

int child_become(uid_t uid) {
  if (setgroups(0, NULL) != 0 || setresgid(uid, uid, uid) != 0) return -1;
  return setresuid(uid, uid, uid);
}

static void make_directories(const struct run_request *request) {
  char directory[NAME_LONGEST + 1];
  for (size_t i = 0; i < request->collects; i++)
    if (path_directory(request->collect[i], directory)) need(mkdir(directory, 0755) == 0 || errno == EEXIST, "mkdir");
}

static void run(const struct run_request *request, uid_t uid, const int fds[3]) {
  sigset_t none;
  sigemptyset(&none);
  need(setsid() >= 0, "setsid");
  for (int i = 0; i < 3; i++) need(dup2(fds[i], i) == i, "dup2");
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC); /* they are that already; this is for the day when one is forgotten */
  volunteer();
  limits(request);
  umask(022);
  need(child_become(uid) == 0, "taking the program's uid");
  need(chdir("/tmp") == 0, "chdir /tmp");
  make_directories(request);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(request->argv[0], request->argv, request->envp);
  need(false, NULL);
}

pid_t child_start(const struct run_request *request, uid_t uid, const int fds[3]) {
  failure->error = 0;
  pid_t pid = fork();
  if (pid < 0) fault_errno("a process for the program cannot be made", errno);
  if (pid == 0) run(request, uid, fds);
  return pid;
}

int child_start_error(void) {
  if (failure->error != 0 && failure->step != NULL) fault_errno(failure->step, failure->error);
  return failure->error;
}
