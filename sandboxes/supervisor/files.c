/*
 * Files that go into /box, and those that a run left in /tmp. Theory of operation: /box belongs to root, a program can
 * only read it. What a program left is hostile: it is opened one component at a time without following links, with
 * the run's own uid, after all processes are dead (so nothing changes under our hands), and only a regular file is
 * read.
 */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "channel.h"

enum { KEEP_MODE = 0555, KEEP_LARGEST = 64 * 1024 * 1024 };

static struct {
  int box; /* the directory; 0 until it is opened */
  int fd;
  uint32_t seq; /* 0: none */
  uint32_t mode;
  uint64_t missing;
  char name[NAME_LONGEST + 1];
} file;

static int create(const char *name) {
  if (file.box == 0) file.box = open("/box", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file.box < 0) fault_errno("/box", errno);
  unlinkat(file.box, name, 0);
  return openat(file.box, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

/* Ends the file: 0 when it is good. Else nothing of it stays. */
static int finish(int fd, const char *name, mode_t mode, int error) {
  if (fd >= 0 && error == 0 && fchmod(fd, mode) != 0) error = errno;
  if (fd >= 0 && close(fd) != 0 && error == 0) error = errno;
  if (error != 0) unlinkat(file.box, name, 0);
  return error;
}

static void acknowledge(int error) {
  error = finish(file.fd, file.name, file.mode, error);
  put_little(channel_space_wait(), (uint32_t)error, 4);
  channel_queue(FRAME_ACK, 0, file.seq, 4);
  file.seq = 0;
}

void file_begin(uint32_t seq, const struct file_request *request) {
  file.seq = seq;
  file.mode = request->mode;
  file.missing = request->size;
  memcpy(file.name, request->name, sizeof file.name);
  file.fd = create(file.name);
  if (file.fd < 0 || file.missing == 0) acknowledge(file.fd < 0 ? errno : 0);
}

bool file_pending(void) { return file.seq != 0; }

bool file_data(uint32_t seq, const uint8_t *bytes, size_t length) {
  if (file.seq == 0 || seq != file.seq) return false;
  if (length > file.missing) fault("a FILE has more bytes than it announced");
  file.missing -= length;
  while (length > 0) {
    ssize_t written = write(file.fd, bytes, length);
    if (written < 0) {
      acknowledge(errno);
      return true;
    }
    bytes += written;
    length -= (size_t)written;
  }
  if (file.missing == 0) acknowledge(0);
  return true;
}

/* Opens a regular file below /tmp with the rights of the run, -1 otherwise. */
static int open_left(const char *path, uid_t uid, off_t *size) {
  char directory[NAME_LONGEST + 1];
  struct stat facts;
  bool nested = path_directory(path, directory);
  setfsgid(uid);
  setfsuid(uid);
  int at = open("/tmp", O_PATH | O_DIRECTORY | O_CLOEXEC);
  int inner = nested ? openat(at, directory, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : at;
  const char *name = nested ? strchr(path, '/') + 1 : path;
  int fd = openat(inner, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  setfsuid(0);
  setfsgid(0);
  if (nested && inner >= 0) close(inner);
  if (at >= 0) close(at);
  if (fd >= 0 && fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode)) {
    *size = facts.st_size;
    return fd;
  }
  if (fd >= 0) close(fd);
  return -1;
}

static int copy(int from, int to, off_t size) {
  for (off_t at = 0; at < size;) {
    ssize_t length = sendfile(to, from, &at, (size_t)(size - at));
    if (length < 0) return errno;
    if (length == 0) return EIO;
  }
  return 0;
}

bool file_keep(const char *from, const char *to, uid_t uid) {
  off_t size;
  int fd = open_left(from, uid, &size);
  if (fd < 0) return false;
  int error = EFBIG;
  if (size <= KEEP_LARGEST) {
    int kept = create(to);
    error = finish(kept, to, KEEP_MODE, kept < 0 ? errno : copy(fd, kept, size));
  }
  close(fd);
  return error == 0;
}

ssize_t file_collect(const char *name, uid_t uid, uint8_t *bytes, size_t room) {
  off_t size;
  ssize_t length = 0;
  int fd = open_left(name, uid, &size);
  if (fd < 0) return -1;
  for (ssize_t got = 1; got > 0 && length < size && (size_t)size <= room; length += got)
    got = read(fd, bytes + length, (size_t)(size - length));
  close(fd);
  return length == size ? length : -1;
}
