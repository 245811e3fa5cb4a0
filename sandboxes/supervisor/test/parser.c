/*
 * Tests of the supervisor's parsers: `parser [seed] [count]`. Built with the address and undefined-behaviour sanitizers.
 * Every input lies in a heap block of exactly its own size, so that a read of one byte too many ends the test. Prints
 * a summary line; the exit status is 0 only when all held.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "protocol.h"

static uint64_t state;
static size_t checks;

static uint64_t any(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static size_t below(size_t limit) { return limit == 0 ? 0 : (size_t)(any() % limit); }

static void hold(bool holds, const char *what) {
  checks++;
  if (holds) return;
  printf("parser: FAILED: %s\n", what);
  exit(1);
}

static uint8_t *copy_of(const void *bytes, size_t length) {
  uint8_t *copy = calloc(length == 0 ? 1 : length, 1);
  if (copy == NULL) abort();
  if (length > 0) memcpy(copy, bytes, length);
  return length == 0 ? copy + 1 : copy;
}

static void release(uint8_t *copy, size_t length) { free(length == 0 ? copy - 1 : copy); }

static void fill(uint8_t *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) bytes[i] = (uint8_t)any();
}

static void put_little(uint8_t *bytes, uint64_t value, int size) {
  for (int i = 0; i < size; i++, value >>= 8) bytes[i] = (uint8_t)value;
}

static void frame_header(uint8_t *bytes, uint8_t type, uint8_t flags, uint32_t seq, size_t length) {
  put_little(bytes, MAGIC, 4);
  put_little(bytes + 4, type, 1);
  put_little(bytes + 5, flags, 1);
  put_little(bytes + 6, 0, 2);
  put_little(bytes + 8, seq, 4);
  put_little(bytes + 12, length, 4);
}

static struct frame frame_of(const uint8_t *payload, size_t length) {
  return (struct frame){.header.length = (uint32_t)length, .payload = payload};
}

/* --- frames --- */

static enum status parse(const uint8_t *bytes, size_t length, struct frame *frame) {
  const char *problem = NULL;
  uint8_t *copy = copy_of(bytes, length);
  enum status status = frame_parse(copy, length, frame, &problem);
  hold((status == FRAME_BAD) == (problem != NULL), "a bad frame, and only a bad one, has a problem");
  if (status == FRAME_WHOLE) {
    hold(frame->payload == copy + HEADER, "the payload follows the header");
    hold(frame->header.length <= length - HEADER, "the payload lies within what was given");
    for (size_t i = 0; i < frame->header.length; i++) checks += frame->payload[i] >> 8; /* touches every byte */
  }
  release(copy, length);
  return status;
}

static void valid_frames_at_every_split(void) {
  static uint8_t bytes[HEADER + 300];
  for (int type = HELLO; type <= DATA; type++) {
    size_t length = below(300);
    struct frame frame;
    fill(bytes, sizeof bytes);
    frame_header(bytes, (uint8_t)type, type == DATA, type == HELLO ? 0 : 77, length);
    for (size_t given = 0; given <= sizeof bytes; given++) {
      enum status status = parse(bytes, given, &frame);
      hold(status == (given < HEADER + length ? FRAME_MORE : FRAME_WHOLE), "a frame is whole at its last byte");
    }
    hold(frame.header.type == type && frame.header.length == length && frame.header.seq == (type == HELLO ? 0 : 77), "fields are read");
  }
}

static void frames_that_break_a_rule(void) {
  static const struct { int at; uint8_t value; const char *what; } broken[] = {
      {0, 0x40, "magic"}, {3, 0, "magic"}, {4, 0, "type 0"}, {4, 5, "type 5"}, {4, 128, "a type of the supervisor"},
      {4, 255, "type 255"}, {5, 2, "flag 2"}, {5, 255, "flags"}, {6, 1, "reserved"}, {7, 1, "reserved"},
      {8, 0, "seq 0"}, {15, 1, "16 MiB"}, {15, 255, "4 GiB"}, {14, 2, "128 KiB"}};
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    uint8_t bytes[HEADER];
    struct frame frame;
    frame_header(bytes, DATA, 0, 1, 10);
    bytes[broken[i].at] = broken[i].value;
    hold(parse(bytes, sizeof bytes - 1, &frame) == FRAME_MORE, "no judgement before the header is whole");
    hold(parse(bytes, sizeof bytes, &frame) == FRAME_BAD, broken[i].what);
  }
}

static void longest_frame(void) {
  static uint8_t bytes[HEADER + PAYLOAD_MAX];
  struct frame frame;
  frame_header(bytes, DATA, 0, 1, PAYLOAD_MAX);
  hold(parse(bytes, sizeof bytes, &frame) == FRAME_WHOLE, "65,536 bytes of payload are allowed");
  hold(parse(bytes, sizeof bytes - 1, &frame) == FRAME_MORE, "one byte is missing");
  frame_header(bytes, DATA, 0, 1, PAYLOAD_MAX + 1);
  hold(parse(bytes, sizeof bytes, &frame) == FRAME_BAD, "65,537 bytes of payload are not allowed");
}

static void random_frames(size_t count) {
  uint8_t bytes[HEADER + 64];
  struct frame frame;
  for (size_t i = 0; i < count; i++) {
    size_t length = below(sizeof bytes + 1);
    frame_header(bytes, (uint8_t)(1 + below(4)), 0, 1, below(80));
    if (any() % 4 == 0) fill(bytes, sizeof bytes);
    for (size_t flips = below(3); flips > 0; flips--) bytes[below(HEADER)] ^= (uint8_t)(1 << below(8));
    parse(bytes, length, &frame);
  }
}

/* --- the opening --- */

static const uint8_t opening[OPENING] = {0, 'A', 'S', 'S', 'A', 'Y', 1, '\n'};

static size_t skip(const uint8_t *bytes, size_t length, bool *found) {
  uint8_t *copy = copy_of(bytes, length);
  size_t skipped = opening_skip(copy, length, found);
  hold(skipped <= length, "no more is skipped than was given");
  release(copy, length);
  return skipped;
}

/* As the supervisor does: bytes arrive in two parts, what is skipped is gone. */
static void opening_is_found(const uint8_t *bytes, size_t length, size_t split) {
  bool found;
  size_t skipped = skip(bytes, split, &found);
  if (!found) skipped += skip(bytes + skipped, length - skipped, &found);
  hold(found && skipped == length - 3, "the opening is found behind garbage, and nothing after it is skipped");
}

static void openings(size_t count) {
  static const char *const garbage[] = {"", "{\"stream\":true}", "\0ASSAY\1", "\0\0\0ASS", "\0ASSAY\2\n"};
  static const size_t lengths[] = {0, 15, 7, 6, 8};
  uint8_t bytes[64];
  for (int i = 0; i < 5; i++) {
    size_t length = lengths[i] + OPENING + 3;
    memcpy(bytes, garbage[i], lengths[i]);
    memcpy(bytes + lengths[i], opening, OPENING);
    memset(bytes + length - 3, 'x', 3);
    for (size_t split = 0; split <= length; split++) opening_is_found(bytes, length, split);
  }
  for (size_t i = 0; i < count; i++) {
    bool found;
    size_t length = below(sizeof bytes);
    for (size_t j = 0; j < length; j++) bytes[j] = opening[below(OPENING)];
    skip(bytes, length, &found);
  }
}

/* --- payloads --- */

static void hellos(void) {
  static const struct { uint32_t version, first, count; bool good; } cases[] = {
      {1, 20000, 512, true}, {1, 1000, 1, true}, {2, 20000, 512, false}, {1, 0, 512, false}, {1, 999, 1, false},
      {1, 20000, 0, false}, {1, UINT32_MAX, 1, false}, {1, 1000, UINT32_MAX, false}, {1, INT32_MAX, 1, false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint8_t payload[13] = {0};
    struct hello hello;
    put_little(payload, cases[i].version, 4);
    put_little(payload + 4, cases[i].first, 4);
    put_little(payload + 8, cases[i].count, 4);
    for (size_t length = 0; length <= sizeof payload; length++) {
      uint8_t *copy = copy_of(payload, length);
      struct frame frame = frame_of(copy, length);
      hold((hello_decode(&frame, &hello) == NULL) == (cases[i].good && length == 12), "HELLO");
      release(copy, length);
    }
  }
}

static const char *decode_file(uint32_t mode, uint64_t size, const char *name, size_t length) {
  uint8_t payload[16 + 128] = {0};
  struct file file;
  char kept[NAME_MAX_BYTES + 1];
  put_little(payload, mode, 4);
  put_little(payload + 8, size, 8);
  memcpy(payload + 16, name, length);
  uint8_t *copy = copy_of(payload, 16 + length);
  struct frame frame = frame_of(copy, 16 + length);
  const char *problem = file_decode(&frame, &file, kept);
  hold(problem != NULL || (strlen(kept) == length && memcmp(kept, name, length) == 0), "FILE's name is kept");
  hold(problem != NULL || (file.mode == mode && file.size == size), "FILE's mode and size are kept");
  release(copy, 16 + length);
  return problem;
}

static void files(void) {
  static const char *const bad[] = {"", ".", "..", "a/b", "/", "/etc", "../x"};
  char name[128];
  memset(name, 'n', sizeof name);
  hold(decode_file(0444, 5, "main.py", 7) == NULL, "a plain FILE");
  hold(decode_file(0777, UINT64_MAX, "...", 3) == NULL && decode_file(0, 0, ".a", 2) == NULL, "FILEs at the edge");
  hold(decode_file(0444, 5, name, 100) == NULL && decode_file(0444, 5, name, 101) != NULL, "a name of 100 bytes");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) hold(decode_file(0444, 5, bad[i], strlen(bad[i])) != NULL, bad[i]);
  hold(decode_file(0444, 5, "a\0b", 3) != NULL, "NUL in a name");
  hold(decode_file(01777, 5, "a", 1) != NULL, "a mode with more than permissions");
  for (size_t length = 0; length < 17; length++) {
    struct file file;
    char kept[NAME_MAX_BYTES + 1];
    uint8_t *copy = copy_of(name, length);
    struct frame frame = frame_of(copy, length);
    hold(file_decode(&frame, &file, kept) != NULL, "a FILE that is cut off");
    release(copy, length);
  }
}

static const char strings[] = "/bin/a\0one\0\0A=1\0B=\0feedback/x\0program\0p\0d/q";
enum { FIXED = 80, ARGC = 72, ENVC = 74, KEEPC = 76, COLLECTC = 78 };

static size_t good_run(uint8_t *payload) {
  memset(payload, 0, FIXED);
  put_little(payload, UINT64_MAX, 8);
  put_little(payload + ARGC, 3, 2);
  put_little(payload + ENVC, 2, 2);
  put_little(payload + KEEPC, 1, 2);
  put_little(payload + COLLECTC, 2, 2);
  memcpy(payload + FIXED, strings, sizeof strings);
  return FIXED + sizeof strings;
}

static const char *decode_run(const uint8_t *payload, size_t length, struct request *request) {
  uint8_t *copy = copy_of(payload, length);
  struct frame frame = frame_of(copy, length);
  const char *problem = run_decode(&frame, request);
  release(copy, length);
  if (problem != NULL) return problem;
  for (char **arg = request->argv; *arg != NULL; arg++) checks += strlen(*arg) > PAYLOAD_MAX;
  for (char **env = request->envp; *env != NULL; env++) checks += strlen(*env) > PAYLOAD_MAX;
  for (char **path = request->collect; *path != NULL; path++) hold(strlen(*path) > 0, "a collected name is not empty");
  hold(request->argv[0][0] == '/', "a decoded RUN can be run");
  return NULL;
}

static void runs(void) {
  uint8_t payload[FIXED + sizeof strings + 8];
  struct request request;
  size_t length = good_run(payload);
  hold(decode_run(payload, length, &request) == NULL, "a plain RUN");
  hold(strcmp(request.argv[1], "one") == 0 && request.argv[2][0] == 0 && request.argv[3] == NULL, "argv");
  hold(strcmp(request.envp[0], "A=1") == 0 && request.envp[2] == NULL, "the environment");
  hold(strcmp(request.keep[0], "feedback/x") == 0 && strcmp(request.keep[1], "program") == 0, "keep");
  hold(request.limits.cpu_ns == UINT64_MAX, "the limits");
  hold(request.collect[2] == NULL && strcmp(request.collect[1], "d/q") == 0, "collect");
  for (size_t given = 0; given < length; given++) hold(decode_run(payload, given, &request) != NULL, "a RUN that is cut off");
  payload[length] = 0;
  hold(decode_run(payload, length + 1, &request) != NULL, "a RUN with more strings than it says");
  for (int at = ARGC; at < FIXED; at++)
    for (int value = 0; value < 256; value++) {
      good_run(payload);
      bool same = payload[at] == value;
      payload[at] = (uint8_t)value;
      hold((decode_run(payload, length, &request) == NULL) <= (same || value < 8), "a RUN with a wrong count");
    }
}

static void put_strings(uint8_t *payload, size_t *length, size_t count, const char *string) {
  for (size_t i = 0; i < count; i++, *length += strlen(string) + 1) memcpy(payload + *length, string, strlen(string) + 1);
}

/* As many strings as the counts say, so that nothing but a count can be wrong. */
static bool counts_ok(size_t argc, size_t envc, size_t keepc, size_t collectc) {
  uint8_t payload[FIXED + 128] = {0};
  struct request request;
  size_t length = FIXED;
  put_little(payload + ARGC, argc, 2);
  put_little(payload + ENVC, envc, 2);
  put_little(payload + KEEPC, keepc, 2);
  put_little(payload + COLLECTC, collectc, 2);
  put_strings(payload, &length, argc, "/a");
  put_strings(payload, &length, envc, "B=1");
  put_strings(payload, &length, 2 * keepc + collectc, "c");
  return decode_run(payload, length, &request) == NULL;
}

static void run_counts(void) {
  for (size_t argc = 0; argc < 3; argc++)
    for (size_t envc = 0; envc < 3; envc++)
      for (size_t keepc = 0; keepc < 4; keepc++)
        for (size_t collectc = 0; collectc <= COLLECT_MAX + 2; collectc++)
          hold(counts_ok(argc, envc, keepc, collectc) == (argc > 0 && keepc < 2 && collectc <= COLLECT_MAX), "counts");
}

static const char *decode_names(const char *from, const char *to, const char *collect) {
  uint8_t payload[FIXED + 512] = {0};
  struct request request;
  const char *const all[] = {"/a", from, to, collect};
  size_t length = FIXED;
  put_little(payload + ARGC, 1, 2);
  put_little(payload + KEEPC, 1, 2);
  put_little(payload + COLLECTC, 1, 2);
  for (int i = 0; i < 4; i++) {
    memcpy(payload + length, all[i], strlen(all[i]) + 1);
    length += strlen(all[i]) + 1;
  }
  return decode_run(payload, length, &request);
}

static void run_names(void) {
  static const char *const bad[] = {"", ".", "..", "/", "/x", "x/", "a//b", "../a", "a/..", "./a", "a/b/c", "a/."};
  hold(decode_names("a", "b", "c/d") == NULL, "plain names");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    hold(decode_names(bad[i], "b", "c") != NULL, "a bad name to keep from");
    hold(decode_names("a", bad[i], "c") != NULL, "a bad name to keep to");
    hold(decode_names("a", "b", bad[i]) != NULL, "a bad name to collect");
  }
  hold(decode_names("a", "b/c", "c") != NULL, "a file is kept in /box itself");
}

static void most_strings(void) {
  static uint8_t payload[PAYLOAD_MAX];
  struct request request;
  memset(payload, 0, sizeof payload);
  memcpy(payload + FIXED, "/", 2);
  put_little(payload + ARGC, 60000, 2);
  put_little(payload + ENVC, PAYLOAD_MAX - FIXED - 60000 - 1, 2);
  hold(decode_run(payload, sizeof payload, &request) == NULL, "as many strings as a frame can hold");
  put_little(payload + ENVC, 65535, 2);
  hold(decode_run(payload, sizeof payload, &request) != NULL, "more strings than a frame can hold");
}

static void random_payloads(size_t count) {
  uint8_t payload[FIXED + sizeof strings];
  struct request run;
  struct file file;
  struct hello hello;
  char name[NAME_MAX_BYTES + 1], directory[NAME_MAX_BYTES + 1];
  for (size_t i = 0; i < count; i++) {
    size_t length = below(4) == 0 ? below(sizeof payload + 1) : sizeof payload;
    good_run(payload);
    if (any() % 8 == 0) fill(payload, sizeof payload);
    for (size_t flips = below(4); flips > 0; flips--) payload[below(sizeof payload)] = (uint8_t)(any() % 3 == 0 ? 0 : any());
    if (decode_run(payload, length, &run) == NULL)
      for (char **path = run.collect; *path != NULL; path++) path_directory(*path, directory);
    size_t rest = below(sizeof payload - FIXED);
    uint8_t *copy = copy_of(payload + FIXED, rest);
    struct frame frame = frame_of(copy, rest);
    file_decode(&frame, &file, name);
    hello_decode(&frame, &hello);
    release(copy, rest);
  }
}

int main(int argc, char **argv) {
  uint64_t seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
  size_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : 300000;
  state = seed * 2654435769U + 88172645463325252U;
  valid_frames_at_every_split();
  frames_that_break_a_rule();
  longest_frame();
  random_frames(count);
  openings(count);
  hellos();
  files();
  runs();
  run_counts();
  run_names();
  most_strings();
  random_payloads(count);
  printf("parser: %zu checks held (seed %llu, %zu random inputs a parser)\n", checks, (unsigned long long)seed, count);
  return 0;
}
