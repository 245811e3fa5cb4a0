#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NAME_LONGEST = 100, COLLECT_MOST = 8 };

struct hello_request {
  uint32_t first_uid, uids;
};

struct file_request {
  uint32_t mode;
  uint64_t size;
  char name[NAME_LONGEST + 1];
};

struct run_request {
  int64_t cpu_limit_ns, wall_limit_ns;
  uint64_t memory_limit, stdout_limit, stderr_limit, stderr_keep, file_size_limit, stack_limit;
  uint32_t process_limit, open_files_limit;
  char **argv, **envp;
  const char *keep_from, *keep_to; /* NULL when nothing is kept */
  char **collect;
  uint16_t collects;
};

/* Each returns NULL, or what is wrong with the payload. */
const char *hello_decode(const uint8_t *payload, size_t length, struct hello_request *request);
const char *file_decode(const uint8_t *payload, size_t length, struct file_request *request);
/* The request points into a copy of the payload, good until the next call. */
const char *run_decode(const uint8_t *payload, size_t length, struct run_request *request);

/* Splits a relative path at its first slash; false when there is none. `directory` has room for NAME_LONGEST + 1. */
bool path_directory(const char *path, char *directory);

#endif
