/*
 * The supervisor: PID 1 of a box. Theory of operation: it takes frames from the engine one by one (docs/sandbox.md),
 * puts files into the box, runs programs in it under limits, and reports facts. It judges nothing and knows no
 * expected answer. It has one thread, allocates nothing, and holds three capabilities: to change to a run's uid, its
 * gid, and to kill. Anything unexpected from the engine, or from the kernel, is a FAULT, and ends the box.
 */
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup.h"
#include "channel.h"
#include "files.h"
#include "request.h"
#include "run.h"
#include "seccomp.h"

enum { VERSION = 1 };

static struct hello_request hello; /* uids is 0 until HELLO */
static uint32_t last_seq, runs;

static void check(const char *problem) {
  if (problem != NULL) fault(problem);
}

static void on_hello(const struct frame *frame) {
  check(hello_decode(frame->payload, frame->length, &hello));
  channel_next(frame);
  run_open();
  uint8_t *space = channel_space_wait();
  put_little(space, VERSION, 4);
  put_little(space + 4, cgroup_version(), 4);
  put_little(space + 8, run_cpus(), 4);
  put_little(space + 12, 0, 4);
  channel_queue(FRAME_READY, 0, 0, 16);
}

static void on_file(const struct frame *frame) {
  struct file_request request;
  check(file_decode(frame->payload, frame->length, &request));
  channel_next(frame);
  file_begin(last_seq, &request);
}

static void on_run(const struct frame *frame) {
  struct run_request request;
  check(run_decode(frame->payload, frame->length, &request));
  channel_next(frame);
  run_program(last_seq, hello.first_uid + runs++ % hello.uids, &request);
}

static void on_data(const struct frame *frame) {
  if (frame->seq > last_seq) fault("DATA came for a request that was not made");
  file_data(frame->seq, frame->payload, frame->length); /* else it is of a request that is over */
  channel_next(frame);
}

static void on_request(const struct frame *frame) {
  if (frame->seq <= last_seq) fault("a request has a sequence number that does not grow");
  if (file_pending()) fault("a request came before the end of a FILE");
  last_seq = frame->seq;
  frame->type == FRAME_FILE ? on_file(frame) : on_run(frame);
}

static void on_frame(const struct frame *frame) {
  if ((frame->type == FRAME_HELLO) != (hello.uids == 0)) fault("HELLO is not the first frame, or not the only one");
  if (frame->type == FRAME_HELLO) on_hello(frame);
  else if (frame->type == FRAME_DATA) on_data(frame);
  else on_request(frame);
}

/* The kernel's last choice when memory is out, as far as the box's rights go. */
static void be_spared(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (write(fd, "-1000", 5) < 0) (void)!write(fd, "0", 1);
  close(fd);
}

int main(void) {
  if (getpid() != 1) return 2; /* it kills every process that it sees */
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  umask(077);
  channel_open();
  be_spared();
  seccomp_deny();
  for (;;) {
    struct frame frame;
    channel_flush();
    if (channel_peek(&frame)) on_frame(&frame);
    else channel_wait();
  }
}
