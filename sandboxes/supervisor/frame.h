#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FRAME_HEADER = 16, FRAME_PAYLOAD_MAX = 65536, PREAMBLE = 8 };

enum frame_type {
  FRAME_HELLO = 1, FRAME_FILE = 2, FRAME_RUN = 3, FRAME_DATA = 4,
  FRAME_READY = 128, FRAME_ACK = 129, FRAME_OUT = 130, FRAME_COLLECTED = 131, FRAME_RESULT = 132, FRAME_FAULT = 133
};

enum { DATA_END = 1 };

struct frame {
  uint8_t type, flags;
  uint32_t seq, length;
  const uint8_t *payload; /* points into the bytes that were parsed */
};

enum frame_status { FRAME_MORE, FRAME_WHOLE, FRAME_BAD };

/* How many bytes can be thrown away; sets `found` when the opening is among them. */
size_t preamble_skip(const uint8_t *bytes, size_t length, bool *found);

/* Reads one frame from the engine. FRAME_BAD sets `problem`. A whole frame is FRAME_HEADER + frame->length bytes. */
enum frame_status frame_parse(const uint8_t *bytes, size_t length, struct frame *frame, const char **problem);

void frame_header(uint8_t *bytes, uint8_t type, uint8_t flags, uint32_t seq, size_t length);

uint64_t get_little(const uint8_t *bytes, int size);
void put_little(uint8_t *bytes, uint64_t value, int size);

#endif
