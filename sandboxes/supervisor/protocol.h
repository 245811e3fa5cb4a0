/* The protocol as docs/sandbox.md has it. Numbers are little-endian, as both of our architectures are. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HEADER = 16, PAYLOAD_MAX = 65536, OPENING = 8, MAGIC = 0x31595341, VERSION = 1, NAME_MAX_BYTES = 100, COLLECT_MAX = 8 };

enum { HELLO = 1, FILE_ = 2, RUN = 3, DATA = 4, READY = 128, ACK = 129, OUT = 130, COLLECTED = 131, RESULT = 132, FAULT = 133 };
enum { DATA_END = 1, OUT_STDOUT = 1, OUT_STDERR = 2 };

struct header { uint32_t magic; uint8_t type, flags; uint16_t zero; uint32_t seq, length; };
struct hello { uint32_t version, first_uid, uids; };
struct file { uint32_t mode, zero; uint64_t size; };
struct ready { uint32_t version, cgroup_version, cpus, zero; };

struct limits {
  uint64_t cpu_ns, wall_ns, memory, output, errors, errors_keep, file_size, stack;
  uint32_t processes, open_files;
  uint16_t argc, envc, keepc, collectc;
};

enum cause { CAUSE_NONE, CAUSE_CPU, CAUSE_WALL, CAUSE_MEMORY, CAUSE_STDOUT, CAUSE_STDERR };
enum { DIRTY_PROCESSES = 1, DIRTY_TMP = 2, DIRTY_MQUEUE = 4, DIRTY_SHM = 8, DIRTY_SYSV = 16, DIRTY_SLOW = 32 };

struct result {
  int32_t exit_code;
  uint32_t signal, cause, start_errno;
  uint64_t cpu_ns, wall_ns, memory_peak, stdout_bytes, stderr_bytes;
  uint32_t oom_kills, leftovers, kept, dirty;
  uint64_t clean_ns;
};

/* A RUN, decoded. The strings lie in a copy of the payload, good until the next one is decoded. */
struct request {
  struct limits limits;
  char **argv, **envp, **keep, **collect; /* each ends with NULL; keep is empty, or from and to */
};

enum status { FRAME_MORE, FRAME_WHOLE, FRAME_BAD };
struct frame { struct header header; const uint8_t *payload; /* points into the parsed bytes */ };

/* How many bytes can be thrown away; sets `found` when the opening is among them. */
size_t opening_skip(const uint8_t *bytes, size_t length, bool *found);
/* Reads a frame from the engine. FRAME_BAD sets `problem`. A whole frame takes HEADER + header.length bytes. */
enum status frame_parse(const uint8_t *bytes, size_t length, struct frame *frame, const char **problem);

/* Each returns NULL, or what is wrong with the payload. */
const char *hello_decode(const struct frame *frame, struct hello *hello);
const char *file_decode(const struct frame *frame, struct file *file, char name[NAME_MAX_BYTES + 1]);
const char *run_decode(const struct frame *frame, struct request *request);
/* The directory in `directory/name`; false when the path has none. */
bool path_directory(const char *path, char directory[NAME_MAX_BYTES + 1]);
