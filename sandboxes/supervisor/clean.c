/*
 * Cleaning between runs. Theory of operation: a program can write to /tmp, /dev/mqueue and (where a box has it)
 * /dev/shm, and nowhere else. When all are empty, as nearly always, looking is all that is done. Otherwise a process
 * with the run's own uid deletes, which can hit nothing but the run's own files, and the supervisor looks again. That
 * process is alone in the box, so no name changes under its hands; it holds one open directory, going down with openat
 * and up with `..`: depth costs neither memory nor path length.
 */
#include <dirent.h>
#include <sys/stat.h>
#include "supervisor.h"

enum { PLACES = 3, LISTS = 3 };
static struct { const char *path; uint32_t dirt; int fd; /* -1: this box has none */ } places[PLACES] = {
    {"/tmp", DIRTY_TMP, -1}, {"/dev/mqueue", DIRTY_MQUEUE, -1}, {"/dev/shm", DIRTY_SHM, -1}};
static const char *const list_paths[LISTS] = {"/proc/sysvipc/shm", "/proc/sysvipc/sem", "/proc/sysvipc/msg"};
static int lists[LISTS];
static _Alignas(struct dirent64) char entries[2048];

void clean_open(void) {
  for (int i = 0; i < PLACES; i++) {
    places[i].fd = open(places[i].path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (places[i].fd < 0 && (errno != ENOENT || i == 0)) fault(places[i].path, errno);
  }
  for (int i = 0; i < LISTS; i++) lists[i] = open(list_paths[i], O_RDONLY | O_CLOEXEC);
}

/* The next name among the entries, from `*at` on, the dots left out; NULL when that was all. */
static const char *next_name(ssize_t *at, ssize_t length) {
  while (*at < length) {
    const struct dirent64 *entry = (const void *)(entries + *at);
    *at += entry->d_reclen;
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) return entry->d_name;
  }
  return NULL;
}

static bool place_empty(int fd) {
  lseek(fd, 0, SEEK_SET);
  for (ssize_t length; (length = getdents64(fd, entries, sizeof entries)) != 0;) {
    ssize_t at = 0;
    if (length < 0 || next_name(&at, length) != NULL) return false;
  }
  return true;
}

/* A list of the kernel's is empty when it has nothing but its heading. */
static bool list_empty(int fd) {
  char text[512];
  ssize_t length = pread(fd, text, sizeof text, 0);
  const char *end = length > 0 ? memchr(text, '\n', (size_t)length) : NULL;
  return end != NULL && end + 1 == text + length;
}

static uint32_t look(void) {
  uint32_t dirt = 0;
  for (int i = 0; i < PLACES; i++)
    if (places[i].fd >= 0 && !place_empty(places[i].fd)) dirt |= places[i].dirt;
  for (int i = 0; i < LISTS; i++)
    if (lists[i] >= 0 && !list_empty(lists[i])) dirt |= DIRTY_SYSV;
  return dirt;
}

/* Removes all that can be removed at once. Returns the first directory that has something in it, -1 if there is none. */
static int delete_here(int here) {
  for (ssize_t length; (length = getdents64(here, entries, sizeof entries)) > 0;) {
    ssize_t at = 0;
    for (const char *name; (name = next_name(&at, length)) != NULL;) {
      if (unlinkat(here, name, 0) == 0 || unlinkat(here, name, AT_REMOVEDIR) == 0) continue;
      if (fchmodat(here, name, 0700, 0) != 0) continue;
      int inner = openat(here, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (inner >= 0) return inner;
    }
  }
  return -1;
}

static void delete_below(const char *path) {
  int here = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  for (long depth = 0; here >= 0;) {
    int next = delete_here(here);
    depth += next >= 0 ? 1 : -1;
    if (next < 0 && depth >= 0) next = openat(here, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    close(here);
    here = next;
  }
}

static noreturn void deleter(uid_t uid) {
  if (child_become(uid) != 0) _exit(1);
  for (int i = 0; i < PLACES; i++)
    if (places[i].fd >= 0) delete_below(places[i].path);
  _exit(0);
}

uint32_t clean(uid_t uid) {
  uint32_t dirt = look();
  struct tally tally = {.main = dirt == 0 ? 0 : fork()};
  if (tally.main < 0 || dirt == 0) return dirt;
  if (tally.main == 0) deleter(uid);
  for (uint64_t now, end = now_ns() + SECOND; process_reap(&tally) && (now = now_ns()) < end;) process_wait(end - now);
  uint32_t slow = tally.main == 0 ? 0 : DIRTY_SLOW;
  return slow | (process_end_all(&tally) ? 0 : DIRTY_PROCESSES) | look();
}
