/*
 * Cleaning between runs. Theory of operation: a program can write to /tmp, /dev/mqueue and (where a box has it)
 * /dev/shm, and nowhere else. When all are empty, as nearly always, looking is all that is done. Otherwise a process
 * with the run's own uid deletes, so that a mistake of ours could hit nothing but the run's own files. It is alone in
 * the box, so no name changes under its hands. It walks with one open directory, down with openat and up with `..`: depth
 * costs neither memory nor path length. The supervisor then looks again.
 */
#include "clean.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "channel.h"
#include "child.h"
#include "clock.h"
#include "process.h"

enum { PLACES = 3, LISTS = 3 };

static struct place {
  const char *path;
  uint32_t dirt;
  int fd; /* -1: this box has no such place */
} places[PLACES] = {{"/tmp", DIRTY_TMP, -1}, {"/dev/mqueue", DIRTY_MQUEUE, -1}, {"/dev/shm", DIRTY_SHM, -1}};

static const char *const list_paths[LISTS] = {"/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg"};
static int lists[LISTS];
static _Alignas(struct dirent64) char entries[8192];

void clean_open(void) {
  for (int i = 0; i < PLACES; i++) {
    places[i].fd = open(places[i].path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (places[i].fd < 0 && (errno != ENOENT || i == 0)) fault_errno(places[i].path, errno);
  }
  for (int i = 0; i < LISTS; i++) lists[i] = open(list_paths[i], O_RDONLY | O_CLOEXEC);
}

static bool dots(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

/* The next names of a directory, the dots left out, one after the other from `*at` on; NULL when that was all. */
static const char *next_name(ssize_t *at, ssize_t length) {
  while (*at < length) {
    const struct dirent64 *entry = (const struct dirent64 *)(const void *)(entries + *at);
    *at += entry->d_reclen;
    if (!dots(entry->d_name)) return entry->d_name;
  }
  return NULL;
}

static bool empty(int fd) {
  lseek(fd, 0, SEEK_SET);
  for (ssize_t length; (length = getdents64(fd, entries, sizeof entries)) != 0;) {
    ssize_t at = 0;
    if (length < 0 || next_name(&at, length) != NULL) return false;
  }
  return true;
}

/* A list of the kernel's is empty when it is its heading only. */
static bool list_empty(int fd) {
  char text[1024];
  ssize_t length = pread(fd, text, sizeof text, 0);
  const char *end = length > 0 ? memchr(text, '\n', (size_t)length) : NULL;
  return end != NULL && end + 1 == text + length;
}

static uint32_t look(void) {
  uint32_t dirt = 0;
  for (int i = 0; i < PLACES; i++)
    if (places[i].fd >= 0 && !empty(places[i].fd)) dirt |= places[i].dirt;
  for (int i = 0; i < LISTS; i++)
    if (lists[i] >= 0 && !list_empty(lists[i])) dirt |= DIRTY_SYSV;
  return dirt;
}

/* Opens a directory that could not be removed because something is in it, -1 when it is none. */
static int open_directory(int at, const char *name) {
  if (fchmodat(at, name, 0700, 0) != 0) return -1;
  return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Removes all that can be removed at once. Returns the first directory that has something in it, -1 if there is none. */
static int delete_here(int here) {
  lseek(here, 0, SEEK_SET);
  for (ssize_t length; (length = getdents64(here, entries, sizeof entries)) > 0;) {
    ssize_t at = 0;
    for (const char *name; (name = next_name(&at, length)) != NULL;) {
      if (unlinkat(here, name, 0) == 0 || unlinkat(here, name, AT_REMOVEDIR) == 0) continue;
      int inner = open_directory(here, name);
      if (inner >= 0) return inner;
    }
  }
  return -1;
}

static void delete_below(const char *path) {
  int here = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  for (long depth = 0; here >= 0 && depth >= 0;) {
    int next = delete_here(here);
    depth += next >= 0 ? 1 : -1;
    if (next < 0 && depth >= 0) next = openat(here, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    close(here);
    here = next;
  }
}

static void cleaner(uid_t uid) {
  if (child_become(uid) != 0) _exit(1);
  for (int i = 0; i < PLACES; i++)
    if (places[i].fd >= 0) delete_below(places[i].path);
  _exit(0);
}

uint32_t clean(uid_t uid) {
  if (look() == 0) return 0;
  struct tally tally = {.main = fork()};
  if (tally.main < 0) return look();
  if (tally.main == 0) cleaner(uid);
  for (int64_t deadline = now_ns() + SECOND, left; process_reap(&tally) && (left = deadline - now_ns()) > 0;) process_wait(left);
  uint32_t slow = tally.main == 0 ? 0 : DIRTY_SLOW;
  uint32_t alive = process_end_all(&tally) ? 0 : DIRTY_PROCESSES;
  return slow | alive | look();
}
