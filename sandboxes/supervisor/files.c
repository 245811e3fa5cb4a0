/*
 * Files that go into /box, and those that a run left in /tmp. Theory of operation: /box belongs to root, a program can
 * only read it. What a program left is hostile: it is opened one component at a time without following links, with the
 * run's own uid, when all processes are dead (so nothing changes under our hands), and only if it is a regular file.
 */
#include <sys/fsuid.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include "supervisor.h"

enum { KEEP_MODE = 0555, KEEP_MAX = 64 * 1024 * 1024 };

static struct {
  int fd;
  uint32_t seq; /* 0: none */
  mode_t mode;
  uint64_t missing;
  char path[NAME_MAX_BYTES + 8];
} writing;

/* Makes the file at writing.path, in place of one that is there. */
static int create(const char *name) {
  stpcpy(stpcpy(writing.path, "/box/"), name);
  unlink(writing.path);
  return writing.fd = open(writing.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* Ends the file. Returns 0 when it is good, else errno, and nothing of it stays. */
static int finish(mode_t mode, int error) {
  if (writing.fd < 0) return error;
  if (error == 0 && fchmod(writing.fd, mode) != 0) error = errno;
  if (close(writing.fd) != 0 && error == 0) error = errno;
  if (error != 0) unlink(writing.path);
  return error;
}

static void acknowledge(int error) {
  uint32_t code = (uint32_t)finish(writing.mode, error);
  channel_send(ACK, writing.seq, &code, sizeof code);
  writing.seq = 0;
}

void file_begin(uint32_t seq, const struct file *file, const char *name) {
  writing.seq = seq;
  writing.mode = file->mode;
  writing.missing = file->size;
  if (create(name) < 0) acknowledge(errno);
  else if (file->size == 0) acknowledge(0);
}

bool file_pending(void) { return writing.seq != 0; }

void file_data(const struct frame *frame) {
  size_t length = frame->header.length;
  if (writing.seq == 0 || frame->header.seq != writing.seq) return;
  if (length > writing.missing) fault("a FILE has more bytes than it announced", 0);
  int error = 0;
  for (size_t at = 0; at < length && error == 0;) {
    ssize_t written = write(writing.fd, frame->payload + at, length - at);
    if (written < 0) error = errno;
    else at += (size_t)written;
  }
  writing.missing -= length;
  if (error != 0 || writing.missing == 0) acknowledge(error);
}

/* Opens a regular file below /tmp with the rights of the run; -1 when it is anything else. */
static int open_left(const char *path, uid_t uid, off_t *size) {
  char directory[NAME_MAX_BYTES + 1] = ".";
  bool nested = path_directory(path, directory);
  struct stat facts;
  setfsgid(uid);
  setfsuid(uid);
  int tmp = open("/tmp", O_PATH | O_DIRECTORY | O_CLOEXEC);
  int inner = openat(tmp, directory, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int fd = openat(inner, nested ? strchr(path, '/') + 1 : path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  setfsuid(0);
  setfsgid(0);
  close(inner);
  close(tmp);
  bool good = fd >= 0 && fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
  if (good) *size = facts.st_size;
  else close(fd);
  return good ? fd : -1;
}

static int copy(int from, int to, off_t size) {
  for (off_t at = 0; at < size;) {
    ssize_t length = sendfile(to, from, &at, (size_t)(size - at));
    if (length <= 0) return length == 0 ? EIO : errno;
  }
  return 0;
}

bool file_keep(char *const keep[2], uid_t uid) {
  off_t size = 0;
  int error = ENOENT, fd = open_left(keep[0], uid, &size);
  if (fd >= 0 && size <= KEEP_MAX) error = finish(KEEP_MODE, create(keep[1]) < 0 ? errno : copy(fd, writing.fd, size));
  close(fd);
  return error == 0;
}

ssize_t file_collect(const char *path, uid_t uid, uint8_t *bytes, size_t room) {
  off_t size = 0;
  int fd = open_left(path, uid, &size);
  ssize_t length = fd >= 0 && (size_t)size <= room ? read(fd, bytes, (size_t)size) : -1;
  close(fd);
  return length == size ? length : -1;
}
