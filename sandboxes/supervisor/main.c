/*
 * The supervisor: PID 1 of a box. Theory of operation: it takes frames from the engine one by one (docs/sandbox.md),
 * puts files into the box, runs programs in it under limits, and reports facts. It judges nothing and knows no
 * expected answer. It has one thread, allocates nothing, and holds three capabilities: to change to a run's uid, to
 * its gid, and to kill. Anything unexpected from the engine, or from the kernel, is a FAULT and the end of the box.
 */
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include "supervisor.h"

static struct hello hello; /* uids is 0 until HELLO has come */
static uint32_t last_seq, runs;

static void check(const char *problem) { if (problem != NULL) fault(problem, 0); }

static void on_hello(const struct frame *frame) {
  check(hello_decode(frame, &hello));
  struct ready ready = {.version = VERSION, .cgroup_version = cgroup_open(), .cpus = run_open()};
  channel_send(READY, 0, &ready, sizeof ready);
}

static void on_request(const struct frame *frame) {
  struct file file;
  struct request request;
  char name[NAME_MAX_BYTES + 1];
  if (frame->header.seq <= last_seq) fault("a request has a sequence number that does not grow", 0);
  if (file_pending()) fault("a request came before the end of a FILE", 0);
  last_seq = frame->header.seq;
  if (frame->header.type == FILE_) {
    check(file_decode(frame, &file, name));
    file_begin(last_seq, &file, name);
  } else {
    check(run_decode(frame, &request));
    run_program(last_seq, hello.first_uid + runs++ % hello.uids, &request);
  }
}

static void on_frame(const struct frame *frame) {
  const struct header *header = &frame->header;
  if ((header->type == HELLO) != (hello.uids == 0)) fault("HELLO is not the first frame, or not the only one", 0);
  if (header->type == DATA && header->seq > last_seq) fault("DATA came for a request that was not made", 0);
  if (header->type == HELLO) on_hello(frame);
  else if (header->type == DATA) file_data(frame);
  else on_request(frame);
}

/* Last in line when memory is out. Where it is refused, the programs are larger than we are. */
static void be_spared(void) {
  int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  (void)!write(fd, "0", 1);
  close(fd);
}

int main(void) {
  if (getpid() != 1) return 2; /* it kills every process that it sees */
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  umask(077);
  channel_open();
  be_spared();
  /* No core file has room in 1 byte, and at a limit of 1, not of 0, the kernel does not start a host's crash handler either. */
  if (setrlimit(RLIMIT_CORE, &(struct rlimit){.rlim_cur = 1, .rlim_max = 1}) != 0) fault("the limit on core files", errno);
  seccomp_deny();
  for (struct frame frame;;) {
    while (!channel_peek(&frame)) channel_wait();
    channel_next(&frame); /* its bytes stay where they are until the next wait */
    on_frame(&frame);
  }
}
