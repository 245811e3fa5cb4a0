/*
 * Control group facts, version 1 or 2. Theory of operation: the files are opened once and read with pread, which makes
 * the kernel write them anew; nothing is opened while a program runs. Docker shows a box its own group there.
 */
#include <stdlib.h>
#include "supervisor.h"

#define ROOT "/sys/fs/cgroup/"
static uint32_t version;
static int cpu_fd, memory_fd, oom_fd, sockets_fd, sockets6_fd;
/* What a socket can hold: engine/sandbox/container.ts sets the sizes of its two buffers. */
enum { SOCKET_BYTES = 256 * 1024 };

static int open_fact(const char *path, const char *other) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0 && other != NULL) fd = open(other, O_RDONLY | O_CLOEXEC);
  if (fd < 0) fault(path, errno);
  return fd;
}

uint32_t cgroup_open(void) {
  version = access(ROOT "cgroup.controllers", F_OK) == 0 ? 2 : 1;
  cpu_fd = version == 2 ? open_fact(ROOT "cpu.stat", NULL)
                        : open_fact(ROOT "cpuacct/cpuacct.usage", ROOT "cpu,cpuacct/cpuacct.usage");
  memory_fd = open_fact(version == 2 ? ROOT "memory.stat" : ROOT "memory/memory.stat", NULL);
  oom_fd = open_fact(version == 2 ? ROOT "memory.events" : ROOT "memory/memory.oom_control", NULL);
  sockets_fd = open_fact("/proc/net/sockstat", NULL);
  sockets6_fd = open("/proc/net/sockstat6", O_RDONLY | O_CLOEXEC); /* not there without IPv6 */
  return version;
}

static const char *text_of(int fd) {
  static char text[16384];
  ssize_t length = pread(fd, text, sizeof text - 1, 0);
  if (length <= 0) fault("a control group's file cannot be read", length < 0 ? errno : 0);
  text[length] = 0;
  return text;
}

/* The number in the line that starts with `key`, its space included. */
static uint64_t field(const char *text, const char *key) {
  for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, key, strlen(key)) == 0) return strtoull(line + strlen(key), NULL, 10);
  }
  fault("a control group's file lacks a field", 0);
}

uint64_t cgroup_cpu_ns(void) {
  const char *text = text_of(cpu_fd);
  return version == 2 ? field(text, "usage_usec ") * 1000 : strtoull(text, NULL, 10);
}

/* Version 1 charges nobody for what was sent over the loopback and not read yet: so as much as it can be. */
static uint64_t socket_bytes(void) {
  const char *text = text_of(sockets_fd);
  uint64_t sockets = field(text, "TCP: inuse ") + field(text, "UDP: inuse ");
  if (sockets6_fd >= 0) sockets += field(text_of(sockets6_fd), "TCP6: inuse ") + field(text_of(sockets6_fd), "UDP6: inuse ");
  return sockets * SOCKET_BYTES;
}

uint64_t cgroup_memory(void) {
  const char *text = text_of(memory_fd);
  if (version == 2) return field(text, "anon ") + field(text, "shmem ") + field(text, "sock ");
  uint64_t programs = field(text, "total_rss ") + field(text, "total_shmem ");
  return programs + socket_bytes();
}

uint64_t cgroup_oom_kills(void) { return field(text_of(oom_fd), "oom_kill "); }
