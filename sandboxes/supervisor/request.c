/*
 * The payloads of HELLO, FILE and RUN. Theory of operation: pure like frame.c. Whatever is decoded has been checked:
 * counts against what is there, names against leaving their directory, numbers against overflow. A RUN is copied,
 * since it is in use while more input arrives; each of its strings takes at least one byte of a payload, which bounds
 * the number of pointers.
 */
#include "request.h"

#include <string.h>

#include "frame.h"

enum { VERSION = 1, RUN_FIXED = 80, LOWEST_UID = 1000, FILE_FIXED = 16 };

static char text[FRAME_PAYLOAD_MAX];
static char *strings[FRAME_PAYLOAD_MAX];

const char *hello_decode(const uint8_t *payload, size_t length, struct hello_request *request) {
  if (length != 12) return "HELLO has a wrong length";
  if (get_little(payload, 4) != VERSION) return "HELLO asks for another protocol version";
  request->first_uid = (uint32_t)get_little(payload + 4, 4);
  request->uids = (uint32_t)get_little(payload + 8, 4);
  if (request->first_uid < LOWEST_UID || request->uids == 0 || (uint64_t)request->first_uid + request->uids > INT32_MAX)
    return "HELLO gives uids out of range";
  return NULL;
}

/* A component is 1 to 100 bytes, has no slash, and is neither `.` nor `..`. */
static bool component_ok(const char *name, size_t length) {
  if (length == 0 || length > NAME_LONGEST || memchr(name, '/', length) != NULL || memchr(name, 0, length) != NULL)
    return false;
  return !(name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.')));
}

static bool name_ok(const char *name) { return component_ok(name, strlen(name)); }

/* A name, or a directory's name and a name. */
static bool path_ok(const char *path) {
  const char *slash = strchr(path, '/');
  if (slash == NULL) return name_ok(path);
  return component_ok(path, (size_t)(slash - path)) && name_ok(slash + 1);
}

bool path_directory(const char *path, char *directory) {
  const char *slash = strchr(path, '/');
  if (slash == NULL) return false;
  memcpy(directory, path, (size_t)(slash - path));
  directory[slash - path] = 0;
  return true;
}

const char *file_decode(const uint8_t *payload, size_t length, struct file_request *request) {
  if (length < FILE_FIXED + 1 || length > FILE_FIXED + NAME_LONGEST) return "FILE has a wrong length";
  request->mode = (uint32_t)get_little(payload, 4);
  request->size = get_little(payload + 8, 8);
  if (request->mode > 0777 || get_little(payload + 4, 4) != 0) return "FILE has a wrong mode";
  if (request->size > INT64_MAX) return "FILE has a wrong size";
  if (!component_ok((const char *)payload + FILE_FIXED, length - FILE_FIXED)) return "FILE has a name that is not allowed";
  memcpy(request->name, payload + FILE_FIXED, length - FILE_FIXED);
  request->name[length - FILE_FIXED] = 0;
  return NULL;
}

static int64_t duration(const uint8_t *bytes) {
  uint64_t value = get_little(bytes, 8);
  return value > INT64_MAX / 4 ? INT64_MAX / 4 : (int64_t)value;
}

static void run_numbers(const uint8_t *payload, struct run_request *request) {
  request->cpu_limit_ns = duration(payload);
  request->wall_limit_ns = duration(payload + 8);
  request->memory_limit = get_little(payload + 16, 8);
  request->stdout_limit = get_little(payload + 24, 8);
  request->stderr_limit = get_little(payload + 32, 8);
  request->stderr_keep = get_little(payload + 40, 8);
  request->file_size_limit = get_little(payload + 48, 8);
  request->stack_limit = get_little(payload + 56, 8);
  request->process_limit = (uint32_t)get_little(payload + 64, 4);
  request->open_files_limit = (uint32_t)get_little(payload + 68, 4);
}

/* Points `count` strings from `*at` on, then NULL; false when there are not as many. */
static bool take(char **to, size_t count, char **at, const char *end) {
  for (size_t i = 0; i < count; i++) {
    char *zero = *at < end ? memchr(*at, 0, (size_t)(end - *at)) : NULL;
    if (zero == NULL) return false;
    to[i] = *at;
    *at = zero + 1;
  }
  to[count] = NULL;
  return true;
}

static const char *names_problem(const struct run_request *request) {
  if (request->argv[0][0] != '/') return "RUN's program has no absolute path";
  if (request->keep_from != NULL && !(path_ok(request->keep_from) && name_ok(request->keep_to)))
    return "RUN keeps a file whose name is not allowed";
  for (size_t i = 0; i < request->collects; i++)
    if (!path_ok(request->collect[i])) return "RUN collects a file whose name is not allowed";
  return NULL;
}

const char *run_decode(const uint8_t *payload, size_t length, struct run_request *request) {
  if (length < RUN_FIXED || length > FRAME_PAYLOAD_MAX) return "RUN has a wrong length";
  size_t argc = get_little(payload + 72, 2), envc = get_little(payload + 74, 2);
  size_t keeps = get_little(payload + 76, 2), collects = get_little(payload + 78, 2);
  if (argc < 1 || keeps > 1 || collects > COLLECT_MOST) return "RUN has a count out of range";
  if (argc + envc + 2 * keeps + collects > length - RUN_FIXED) return "RUN has fewer strings than it says";
  run_numbers(payload, request);
  memcpy(text, payload + RUN_FIXED, length - RUN_FIXED);
  char *at = text, *end = text + length - RUN_FIXED;
  char **env = strings + argc + 1, **keep = env + envc + 1, **collect = keep + 2 * keeps + 1;
  if (!take(strings, argc, &at, end) || !take(env, envc, &at, end) || !take(keep, 2 * keeps, &at, end) ||
      !take(collect, collects, &at, end))
    return "RUN has fewer strings than it says";
  if (at != end) return "RUN has bytes after its last string";
  request->argv = strings;
  request->envp = env;
  request->keep_from = keep[0];
  request->keep_to = keeps == 1 ? keep[1] : NULL;
  request->collect = collect;
  request->collects = (uint16_t)collects;
  return names_problem(request);
}
