/*
 * What a busy machine has taken from a program. Theory of operation: the kernel counts for each thread how long it
 * could have run and waited for a CPU. A wall time limit is there for programs that sleep; such waiting is not theirs.
 * It is only looked up when a limit would be passed without it.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "supervisor.h"

static _Alignas(struct dirent64) char entries[4096];

/* The second number of the thread's schedstat: nanoseconds in the run queue. */
static uint64_t thread_wait(int tasks, const char *name) {
  char path[sizeof "/schedstat" + 32], text[128], *rest;
  if ((size_t)snprintf(path, sizeof path, "%s/schedstat", name) >= sizeof path) return 0;
  int fd = openat(tasks, path, O_RDONLY | O_CLOEXEC);
  ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (fd >= 0) close(fd);
  if (length <= 0) return 0; /* it has ended, or this kernel does not count */
  text[length] = 0;
  strtoull(text, &rest, 10);
  return strtoull(rest, NULL, 10);
}

uint64_t schedule_wait_ns(pid_t pid) {
  char path[32];
  uint64_t longest = 0;
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  int tasks = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (tasks < 0) return 0;
  for (ssize_t length; (length = getdents64(tasks, entries, sizeof entries)) > 0;) {
    for (ssize_t at = 0; at < length;) {
      const struct dirent64 *entry = (const void *)(entries + at);
      at += entry->d_reclen;
      uint64_t waited = entry->d_name[0] == '.' ? 0 : thread_wait(tasks, entry->d_name);
      if (waited > longest) longest = waited;
    }
  }
  close(tasks);
  return longest;
}
