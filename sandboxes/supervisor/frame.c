/*
 * Frames of the protocol (docs/sandbox.md). Theory of operation: pure functions on bytes that came from outside. They
 * read nothing beyond `length`, keep no state, and refuse a frame as soon as its header is there, so that a length is
 * never trusted before it was checked.
 */
#include "frame.h"

#include <string.h>

static const uint32_t magic = 0x31595341;
static const uint8_t opening[PREAMBLE] = {0, 'A', 'S', 'S', 'A', 'Y', 1, '\n'};

uint64_t get_little(const uint8_t *bytes, int size) {
  uint64_t value = 0;
  for (int i = size - 1; i >= 0; i--) value = value << 8 | bytes[i];
  return value;
}

void put_little(uint8_t *bytes, uint64_t value, int size) {
  for (int i = 0; i < size; i++, value >>= 8) bytes[i] = (uint8_t)value;
}

size_t preamble_skip(const uint8_t *bytes, size_t length, bool *found) {
  *found = false;
  for (size_t start = 0; start < length; start++) {
    size_t rest = length - start < PREAMBLE ? length - start : PREAMBLE;
    if (memcmp(bytes + start, opening, rest) != 0) continue;
    *found = rest == PREAMBLE;
    return *found ? start + PREAMBLE : start;
  }
  return length;
}

static const char *header_problem(const uint8_t *bytes, const struct frame *frame) {
  if (get_little(bytes, 4) != magic) return "a frame does not start with its magic number";
  if (frame->type < FRAME_HELLO || frame->type > FRAME_DATA) return "a frame has an unknown type";
  if (frame->flags > (frame->type == FRAME_DATA ? DATA_END : 0)) return "a frame has unknown flags";
  if (get_little(bytes + 6, 2) != 0) return "a frame has a reserved field that is not zero";
  if ((frame->seq == 0) != (frame->type == FRAME_HELLO)) return "a frame has a wrong sequence number";
  if (frame->length > FRAME_PAYLOAD_MAX) return "a frame is too long";
  return NULL;
}

enum frame_status frame_parse(const uint8_t *bytes, size_t length, struct frame *frame, const char **problem) {
  if (length < FRAME_HEADER) return FRAME_MORE;
  frame->type = bytes[4];
  frame->flags = bytes[5];
  frame->seq = (uint32_t)get_little(bytes + 8, 4);
  frame->length = (uint32_t)get_little(bytes + 12, 4);
  frame->payload = bytes + FRAME_HEADER;
  *problem = header_problem(bytes, frame);
  if (*problem != NULL) return FRAME_BAD;
  return length - FRAME_HEADER < frame->length ? FRAME_MORE : FRAME_WHOLE;
}

void frame_header(uint8_t *bytes, uint8_t type, uint8_t flags, uint32_t seq, size_t length) {
  put_little(bytes, magic, 4);
  bytes[4] = type;
  bytes[5] = flags;
  put_little(bytes + 6, 0, 2);
  put_little(bytes + 8, seq, 4);
  put_little(bytes + 12, length, 4);
}
