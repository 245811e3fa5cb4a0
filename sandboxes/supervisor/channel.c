/*
 * The stream to and from the engine. Theory of operation: two static buffers. Neither side of the stream ever blocks:
 * input is read while there is room, output is queued and written when the engine takes it. So a slow engine slows a
 * program down (its pipes fill) but never the limits. The end of the input means that the engine is gone: the
 * supervisor exits, and the kernel kills everything else in the box.
 */
#include <stdio.h>
#include "supervisor.h"

enum { BUFFER = 4 * (HEADER + PAYLOAD_MAX), TEXT_MAX = 400 };

static struct buffer {
  int fd;
  size_t start, end;
  uint8_t bytes[BUFFER];
} in, out;
static bool opened; /* whether the opening was seen */

static int take_over(int fd) {
  int taken = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  if (taken < 0 || fcntl(taken, F_SETFL, fcntl(taken, F_GETFL) | O_NONBLOCK) != 0) _exit(1);
  return taken;
}

void channel_open(void) {
  in.fd = take_over(0);
  out.fd = take_over(1);
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int fd = 0; fd < 3; fd++)
    if (null < 0 || dup2(null, fd) != fd) _exit(1);
  close(null);
}

static void compact(struct buffer *buffer) {
  if (buffer->start == 0) return;
  memmove(buffer->bytes, buffer->bytes + buffer->start, buffer->end - buffer->start);
  buffer->end -= buffer->start;
  buffer->start = 0;
}

static bool again(ssize_t length) { return length < 0 && (errno == EAGAIN || errno == EINTR); }

static void fill(void) {
  if (in.end == BUFFER) compact(&in);
  ssize_t length = read(in.fd, in.bytes + in.end, BUFFER - in.end);
  if (length > 0) in.end += (size_t)length;
  else if (!again(length)) _exit(0);
}

void channel_flush(void) {
  while (out.start < out.end) {
    ssize_t length = write(out.fd, out.bytes + out.start, out.end - out.start);
    if (again(length)) return;
    if (length < 0) _exit(0);
    out.start += (size_t)length;
  }
  out.start = out.end = 0;
}

bool channel_peek(struct frame *frame) {
  const char *problem;
  if (!opened) in.start += opening_skip(in.bytes + in.start, in.end - in.start, &opened);
  if (!opened) return false;
  enum status status = frame_parse(in.bytes + in.start, in.end - in.start, frame, &problem);
  if (status == FRAME_BAD) fault(problem, 0);
  return status == FRAME_WHOLE;
}

void channel_next(const struct frame *frame) {
  in.start += HEADER + frame->header.length;
  if (in.start == in.end) in.start = in.end = 0;
}

void channel_poll(struct pollfd polls[2]) {
  polls[0] = (struct pollfd){.fd = in.fd, .events = in.end - in.start < BUFFER ? POLLIN : 0};
  polls[1] = (struct pollfd){.fd = out.start < out.end ? out.fd : -1, .events = POLLOUT};
}

void channel_serve(const struct pollfd polls[2]) {
  if (polls[1].revents != 0) channel_flush();
  if (polls[0].revents & POLLIN) fill();
  else if (polls[0].revents != 0) _exit(0);
}

void channel_wait(void) {
  struct pollfd polls[2];
  channel_poll(polls);
  if (poll_ns(polls, 2, UINT64_MAX) > 0) channel_serve(polls);
}

uint8_t *channel_space(size_t *room) {
  if (BUFFER - out.end < HEADER + PAYLOAD_MAX) compact(&out);
  size_t space = BUFFER - out.end;
  *room = space <= HEADER ? 0 : space - HEADER > PAYLOAD_MAX ? PAYLOAD_MAX : space - HEADER;
  return out.bytes + out.end + HEADER;
}

uint8_t *channel_space_wait(void) {
  for (size_t room;; channel_wait()) {
    uint8_t *space = channel_space(&room);
    if (room == PAYLOAD_MAX) return space;
  }
}

void channel_queue(uint8_t type, uint8_t flags, uint32_t seq, size_t length) {
  struct header header = {.magic = MAGIC, .type = type, .flags = flags, .seq = seq, .length = (uint32_t)length};
  memcpy(out.bytes + out.end, &header, HEADER);
  out.end += HEADER + length;
}

void channel_send(uint8_t type, uint32_t seq, const void *payload, size_t length) {
  memcpy(channel_space_wait(), payload, length);
  channel_queue(type, 0, seq, length);
  channel_flush();
}

noreturn void fault(const char *what, int error) {
  size_t room;
  char *text = (char *)channel_space(&room);
  if (room > TEXT_MAX) channel_queue(FAULT, 0, 0, (size_t)snprintf(text, TEXT_MAX, error == 0 ? "%s" : "%s: %s", what, strerror(error)));
  for (int tries = 0; out.start < out.end && tries < 10; tries++) {
    channel_flush();
    poll_ns(&(struct pollfd){.fd = out.fd, .events = POLLOUT}, 1, 100 * MILLISECOND);
  }
  _exit(1);
}
