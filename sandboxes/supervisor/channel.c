/*
 * The stream to and from the engine. Theory of operation: two static buffers. Neither side of the stream ever blocks:
 * input is read only while there is room, output is queued and written when the engine takes it, so a slow engine
 * slows the program down (its pipes fill) but never the limits. The end of the input means that the engine is gone:
 * the supervisor exits, and the kernel kills everything else in the box.
 */
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"

enum { BUFFER = 4 * (FRAME_HEADER + FRAME_PAYLOAD_MAX) };

struct buffer {
  int fd;
  size_t start, end;
  uint8_t bytes[BUFFER];
};

static struct buffer in, out;
static bool opened; /* whether the opening was seen */

static int take_over(int fd, int flags) {
  int taken = fcntl(fd, F_DUPFD_CLOEXEC, 3);
  if (taken < 0) _exit(1);
  if (flags != 0) fcntl(taken, F_SETFL, fcntl(taken, F_GETFL) | flags);
  return taken;
}

void channel_open(void) {
  in.fd = take_over(0, O_NONBLOCK);
  out.fd = take_over(1, O_NONBLOCK);
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) _exit(1);
  for (int fd = 0; fd < 3; fd++) dup2(null, fd);
  if (null > 2) close(null);
}

static void compact(struct buffer *buffer) {
  if (buffer->start == 0) return;
  memmove(buffer->bytes, buffer->bytes + buffer->start, buffer->end - buffer->start);
  buffer->end -= buffer->start;
  buffer->start = 0;
}

static void fill(void) {
  if (in.end == BUFFER) compact(&in);
  ssize_t length = read(in.fd, in.bytes + in.end, BUFFER - in.end);
  if (length == 0 || (length < 0 && errno != EAGAIN && errno != EINTR)) _exit(0);
  if (length > 0) in.end += (size_t)length;
}

void channel_flush(void) {
  while (out.start < out.end) {
    ssize_t length = write(out.fd, out.bytes + out.start, out.end - out.start);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length < 0) _exit(0);
    out.start += (size_t)length;
  }
  out.start = out.end = 0;
}

bool channel_peek(struct frame *frame) {
  if (!opened) in.start += preamble_skip(in.bytes + in.start, in.end - in.start, &opened);
  if (!opened) return false;
  const char *problem;
  enum frame_status status = frame_parse(in.bytes + in.start, in.end - in.start, frame, &problem);
  if (status == FRAME_BAD) fault(problem);
  return status == FRAME_WHOLE;
}

void channel_next(const struct frame *frame) {
  in.start += FRAME_HEADER + frame->length;
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

static void wait_for(struct pollfd polls[2], int64_t ns) {
  struct timespec time = timespec_of(ns);
  if (ppoll(polls, 2, ns < 0 ? NULL : &time, NULL) > 0) channel_serve(polls);
}

void channel_wait(void) {
  struct pollfd polls[2];
  channel_poll(polls);
  wait_for(polls, -1);
}

uint8_t *channel_space(size_t *room) {
  if (BUFFER - out.end < FRAME_HEADER + FRAME_PAYLOAD_MAX) compact(&out);
  size_t space = BUFFER - out.end;
  *room = space <= FRAME_HEADER ? 0 : space - FRAME_HEADER;
  if (*room > FRAME_PAYLOAD_MAX) *room = FRAME_PAYLOAD_MAX;
  return out.bytes + out.end + FRAME_HEADER;
}

uint8_t *channel_space_wait(void) {
  for (;;) {
    size_t room;
    uint8_t *space = channel_space(&room);
    if (room == FRAME_PAYLOAD_MAX) return space;
    channel_wait();
  }
}

void channel_queue(enum frame_type type, uint8_t flags, uint32_t seq, size_t length) {
  frame_header(out.bytes + out.end, (uint8_t)type, flags, seq, length);
  out.end += FRAME_HEADER + length;
}

noreturn void fault_errno(const char *what, int error) {
  size_t room;
  char *text = (char *)channel_space(&room);
  int length = snprintf(text, room, error == 0 ? "%s" : "%s: %s", what, strerror(error));
  if (room > 0 && length > 0) channel_queue(FRAME_FAULT, 0, 0, (size_t)length < room ? (size_t)length : room - 1);
  int64_t deadline = now_ns() + SECOND;
  for (channel_flush(); out.start < out.end && now_ns() < deadline; channel_flush()) {
    struct pollfd poll = {.fd = out.fd, .events = POLLOUT};
    struct timespec time = timespec_of(100 * MILLISECOND);
    ppoll(&poll, 1, &time, NULL);
  }
  _exit(1);
}

noreturn void fault(const char *what) { fault_errno(what, 0); }
