/*
 * The processes of the box. Theory of operation: the supervisor is PID 1, so whatever a program leaves behind becomes
 * its child, whoever the parent was. kill(-1) reaches everything in the box but PID 1, and when wait4 knows of no
 * child nothing else is left in it.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include "supervisor.h"

enum { REAP_AT_ONCE = 256, END_SECONDS = 5 };
static int signal_fd;

uint64_t clock_ns(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

uint64_t now_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

int poll_ns(struct pollfd *polls, nfds_t count, uint64_t ns) {
  struct timespec time = {.tv_sec = (time_t)(ns / SECOND), .tv_nsec = (long)(ns % SECOND)};
  return ppoll(polls, count, ns == UINT64_MAX ? NULL : &time, NULL);
}

void process_open(void) {
  sigset_t all, child;
  for (int number = 1; number <= SIGRTMAX; number++) signal(number, SIG_DFL);
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  signal_fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  if (signal_fd < 0) fault("signalfd", errno);
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

void process_wait(uint64_t ns) { poll_ns(&(struct pollfd){.fd = signal_fd, .events = POLLIN}, 1, ns); }

bool process_end_all(struct tally *tally) {
  for (uint64_t deadline = now_ns() + END_SECONDS * SECOND; process_reap(tally); process_wait(5 * MILLISECOND)) {
    if (now_ns() > deadline) return false;
    kill(-1, SIGKILL);
  }
  return true;
}
