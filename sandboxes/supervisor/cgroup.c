/*
 * Control group facts, version 1 or 2. Theory of operation: the files are opened once and read with pread, which makes
 * the kernel write them anew; nothing is opened or allocated while a program runs. Docker shows a box its own group
 * at /sys/fs/cgroup.
 */
#include "cgroup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "channel.h"

static uint32_t version;
static int cpu_fd, memory_fd, oom_fd;

static int open_either(const char *path, const char *other) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 && other != NULL) fd = open(other, O_RDONLY | O_CLOEXEC);
  if (fd < 0) fault_errno(path, errno);
  return fd;
}

void cgroup_open(void) {
  if (access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0) {
    version = 2;
    cpu_fd = open_either("/sys/fs/cgroup/cpu.stat", NULL);
    memory_fd = open_either("/sys/fs/cgroup/memory.stat", NULL);
    oom_fd = open_either("/sys/fs/cgroup/memory.events", NULL);
  } else {
    version = 1;
    cpu_fd = open_either("/sys/fs/cgroup/cpuacct/cpuacct.usage", "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage");
    memory_fd = open_either("/sys/fs/cgroup/memory/memory.stat", NULL);
    oom_fd = open_either("/sys/fs/cgroup/memory/memory.oom_control", NULL);
  }
}

uint32_t cgroup_version(void) { return version; }

static const char *text_of(int fd) {
  static char text[16384];
  ssize_t length = pread(fd, text, sizeof text - 1, 0);
  if (length <= 0) fault_errno("a control group's file cannot be read", length < 0 ? errno : 0);
  text[length] = 0;
  return text;
}

/* The number in the line that starts with `key` (with its space). */
static uint64_t field(const char *text, const char *key) {
  size_t length = strlen(key);
  for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, key, length) == 0) return strtoull(line + length, NULL, 10);
  }
  fault("a control group's file lacks a field");
}

int64_t cgroup_cpu_ns(void) {
  const char *text = text_of(cpu_fd);
  return version == 1 ? strtoll(text, NULL, 10) : (int64_t)field(text, "usage_usec ") * 1000;
}

uint64_t cgroup_memory(void) {
  const char *text = text_of(memory_fd);
  return version == 1 ? field(text, "total_rss ") + field(text, "total_shmem ") : field(text, "anon ") + field(text, "shmem ");
}

uint64_t cgroup_oom_kills(void) { return field(text_of(oom_fd), "oom_kill "); }
