/*
 * Frames. Theory of operation: pure functions on bytes that came from outside. They read nothing beyond `length`, keep
 * no state, and refuse a frame as soon as its header is there: a length is never believed before it was checked.
 */
#include "protocol.h"
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && sizeof(struct header) == HEADER, "frames are copied as they are");
static const uint8_t opening[OPENING] = {0, 'A', 'S', 'S', 'A', 'Y', 1, '\n'};

size_t opening_skip(const uint8_t *bytes, size_t length, bool *found) {
  size_t start = 0, rest = 0;
  for (; start < length; start++) {
    rest = length - start < OPENING ? length - start : OPENING;
    if (memcmp(bytes + start, opening, rest) == 0) break;
  }
  *found = start < length && rest == OPENING;
  return *found ? start + OPENING : start;
}

static const char *header_problem(const struct header *header) {
  if (header->magic != MAGIC) return "a frame does not start with its magic number";
  if (header->type < HELLO || header->type > DATA) return "a frame has an unknown type";
  if (header->flags > (header->type == DATA ? DATA_END : 0)) return "a frame has unknown flags";
  if (header->zero != 0) return "a frame has a reserved field that is not zero";
  if ((header->seq == 0) != (header->type == HELLO)) return "a frame has a wrong sequence number";
  return header->length > PAYLOAD_MAX ? "a frame is too long" : NULL;
}

enum status frame_parse(const uint8_t *bytes, size_t length, struct frame *frame, const char **problem) {
  if (length < HEADER) return FRAME_MORE;
  memcpy(&frame->header, bytes, HEADER);
  frame->payload = bytes + HEADER;
  *problem = header_problem(&frame->header);
  if (*problem != NULL) return FRAME_BAD;
  return length - HEADER < frame->header.length ? FRAME_MORE : FRAME_WHOLE;
}
