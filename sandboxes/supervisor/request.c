/*
 * The payloads of HELLO, FILE and RUN. Theory of operation: pure like frame.c. What is decoded has been checked: counts
 * against what is there, names against leaving their directory. A RUN is copied, since more input arrives while it is
 * in use; each of its strings takes at least one byte of a payload, which bounds the number of pointers.
 */
#include "protocol.h"
#include <string.h>

enum { LOWEST_UID = 1000 };
_Static_assert(sizeof(struct limits) == 80 && sizeof(struct file) == 16, "requests are copied as they are");

static char text[PAYLOAD_MAX];
static char *strings[PAYLOAD_MAX];

const char *hello_decode(const struct frame *frame, struct hello *hello) {
  if (frame->header.length != sizeof *hello) return "HELLO has a wrong length";
  memcpy(hello, frame->payload, sizeof *hello);
  if (hello->version != VERSION) return "HELLO asks for another protocol version";
  bool fits = hello->first_uid >= LOWEST_UID && hello->uids > 0 && (uint64_t)hello->first_uid + hello->uids <= INT32_MAX;
  return fits ? NULL : "HELLO gives uids out of range";
}

static bool name_ok(const char *name, size_t length) {
  if (length == 0 || length > NAME_MAX_BYTES || memchr(name, '/', length) != NULL || memchr(name, 0, length) != NULL)
    return false;
  return !(name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.')));
}

/* A name, or `directory/name`. */
static bool path_ok(const char *path) {
  const char *slash = strchr(path, '/');
  if (slash == NULL) return name_ok(path, strlen(path));
  return name_ok(path, (size_t)(slash - path)) && name_ok(slash + 1, strlen(slash + 1));
}

bool path_directory(const char *path, char directory[NAME_MAX_BYTES + 1]) {
  const char *slash = strchr(path, '/');
  if (slash == NULL) return false;
  memcpy(directory, path, (size_t)(slash - path));
  directory[slash - path] = 0;
  return true;
}

const char *file_decode(const struct frame *frame, struct file *file, char name[NAME_MAX_BYTES + 1]) {
  size_t length = frame->header.length;
  if (length <= sizeof *file || length > sizeof *file + NAME_MAX_BYTES) return "FILE has a wrong length";
  memcpy(file, frame->payload, sizeof *file);
  length -= sizeof *file;
  if (file->mode > 0777 || file->zero != 0) return "FILE has a wrong mode";
  memcpy(name, frame->payload + sizeof *file, length);
  name[length] = 0;
  return name_ok(name, length) ? NULL : "FILE has a name that is not allowed";
}

/* Points `count` strings from `*at` on, then NULL, and moves on; NULL when there are not as many before `end`. */
static char **take(char ***to, size_t count, char **at, const char *end) {
  char **first = *to;
  for (size_t i = 0; i < count; i++) {
    char *zero = *at < end ? memchr(*at, 0, (size_t)(end - *at)) : NULL;
    if (zero == NULL) return NULL;
    *(*to)++ = *at;
    *at = zero + 1;
  }
  *(*to)++ = NULL;
  return first;
}

static const char *names_problem(const struct request *request) {
  if (request->argv[0][0] != '/') return "RUN's program has no absolute path";
  char **keep = request->keep;
  if (keep[0] != NULL && !(path_ok(keep[0]) && name_ok(keep[1], strlen(keep[1])))) return "RUN keeps a wrong name";
  for (char **name = request->collect; *name != NULL; name++)
    if (!path_ok(*name)) return "RUN collects a wrong name";
  return NULL;
}

const char *run_decode(const struct frame *frame, struct request *request) {
  struct limits *limits = &request->limits;
  if (frame->header.length < sizeof *limits) return "RUN has a wrong length";
  size_t length = frame->header.length - sizeof *limits;
  memcpy(limits, frame->payload, sizeof *limits);
  memcpy(text, frame->payload + sizeof *limits, length);
  if (limits->argc < 1 || limits->keepc > 1 || limits->collectc > COLLECT_MAX) return "RUN has a count out of range";
  char **to = strings, *at = text, *end = text + length;
  if ((request->argv = take(&to, limits->argc, &at, end)) == NULL ||
      (request->envp = take(&to, limits->envc, &at, end)) == NULL ||
      (request->keep = take(&to, 2U * limits->keepc, &at, end)) == NULL ||
      (request->collect = take(&to, limits->collectc, &at, end)) == NULL)
    return "RUN has fewer strings than it says";
  return at == end ? names_problem(request) : "RUN has bytes after its last string";
}
