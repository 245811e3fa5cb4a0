/*
 * The processes of the box. Theory of operation: the supervisor is PID 1, so whatever a program leaves behind becomes
 * its child, whoever the parent was. kill(-1) reaches everything in the box but PID 1, and when wait4 says ECHILD
 * nothing else is left in it.
 */
#include "process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "clock.h"

enum { REAP_AT_ONCE = 256 };

static int signal_fd;

void process_open(void) {
  sigset_t all, child;
  for (int number = 1; number <= SIGRTMAX; number++) signal(number, SIG_DFL);
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  signal_fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signal_fd < 0) fault_errno("signalfd", errno);
}

int process_fd(void) { return signal_fd; }

bool process_reap(struct tally *tally) {
  struct signalfd_siginfo news;
  (void)!read(signal_fd, &news, sizeof news);
  for (int i = 0; i < REAP_AT_ONCE; i++) {
    int status;
    struct rusage usage;
    pid_t pid = wait4(-1, &status, WNOHANG, &usage);
    if (pid <= 0) return pid == 0;
    uint64_t peak = (uint64_t)usage.ru_maxrss * 1024;
    if (peak > tally->memory_peak) tally->memory_peak = peak;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) tally->killed++;
    if (pid != tally->main) continue;
    tally->main = 0;
    tally->status = status;
  }
  return true;
}

void process_wait(int64_t ns) {
  struct pollfd poll = {.fd = signal_fd, .events = POLLIN};
  struct timespec time = timespec_of(ns);
  ppoll(&poll, 1, &time, NULL);
}

bool process_end_all(struct tally *tally) {
  for (int64_t deadline = now_ns() + SECOND; now_ns() < deadline; process_wait(5 * MILLISECOND)) {
    kill(-1, SIGKILL);
    if (!process_reap(tally)) return true;
  }
  return false;
}
