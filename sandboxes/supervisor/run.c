/*
 * One run. Theory of operation: a loop waits for whatever comes first: input from the engine, room in the program's
 * standard input, its output, the end of a child, or the next look at the limits. The looks come every 10 ms while a
 * limit is far and closer and closer as it nears, so that a program is stopped within about a millisecond of it.
 *
 * Output is not read at each write of the program, which would wake this process for every line: after a read that found
 * little, a stream is left alone for a millisecond. A pipe that runs full is read at once.
 *
 * The run ends when the main process ends or a limit is passed. Then everything is killed, and only after that the
 * pipes are emptied, the files are taken, the box is cleaned, and RESULT is sent: no process sees any of it.
 */
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup.h"
#include "channel.h"
#include "child.h"
#include "clean.h"
#include "clock.h"
#include "files.h"
#include "process.h"

enum cause { CAUSE_NONE, CAUSE_CPU, CAUSE_WALL, CAUSE_MEMORY, CAUSE_STDOUT, CAUSE_STDERR };
enum { STDOUT = 0, STDERR = 1, STREAMS = 2, LITTLE = 16384, COLLECT_LARGEST = 61440 };

static const int64_t look_at_most = 10 * MILLISECOND, look_at_least = MILLISECOND / 2, rest = MILLISECOND;

struct stream {
  int fd; /* -1 once it has ended */
  uint64_t limit, keep, bytes;
  enum cause cause;
  int64_t resume; /* not to be read before */
};

static int64_t cpus;

static struct {
  uint32_t seq;
  const struct run_request *request;
  struct tally tally;
  enum cause cause;
  int stdin_fd; /* -1 once it is closed */
  size_t fed; /* bytes of the first DATA frame that the program has got already */
  bool input_over; /* END was seen */
  struct stream streams[STREAMS];
  int64_t started, next_look, next_sample;
  int64_t cpu_before, cpu;
  uint64_t oom_kills_before, memory_peak;
} run;

void run_open(void) {
  cpu_set_t set;
  cpus = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
  process_open();
  child_open();
  clean_open();
  cgroup_open();
}

uint32_t run_cpus(void) { return (uint32_t)cpus; }

/* CPU time of all programs so far: that of the box without our own. */
static int64_t cpu_now(void) { return cgroup_cpu_ns() - clock_ns(CLOCK_PROCESS_CPUTIME_ID); }

static void sample_memory(void) {
  uint64_t memory = cgroup_memory();
  if (memory > run.memory_peak) run.memory_peak = memory;
  if (memory > run.request->memory_limit && run.cause == CAUSE_NONE) run.cause = CAUSE_MEMORY;
}

/* A pipe, our end of which never blocks. The program may open it by the name /dev/stdin and so on. */
static void make_pipe(int ends[2], int ours) {
  if (pipe2(ends, O_CLOEXEC) != 0) fault_errno("pipe", errno);
  if (fchmod(ends[0], 0666) != 0) fault_errno("fchmod of a pipe", errno);
  fcntl(ends[ours], F_SETFL, O_NONBLOCK | (ours == 1 ? O_WRONLY : O_RDONLY));
}

static void start(uid_t uid) {
  int input[2], output[STREAMS][2];
  make_pipe(input, 1);
  for (int i = 0; i < STREAMS; i++) make_pipe(output[i], 0);
  run.oom_kills_before = cgroup_oom_kills();
  run.started = now_ns();
  run.cpu_before = cpu_now();
  run.tally.main = child_start(run.request, uid, (int[]){input[0], output[STDOUT][1], output[STDERR][1]});
  close(input[0]);
  run.stdin_fd = input[1];
  for (int i = 0; i < STREAMS; i++) {
    close(output[i][1]);
    run.streams[i].fd = output[i][0];
    run.streams[i].resume = run.started + rest;
  }
}

static void close_input(void) {
  if (run.stdin_fd >= 0) close(run.stdin_fd);
  run.stdin_fd = -1;
}

/* Gives the program a frame of input. False when its pipe is full: the frame is to be offered again. */
static bool feed_frame(const struct frame *frame) {
  if (run.input_over) fault("DATA came after the END of a run's input");
  while (run.stdin_fd >= 0 && run.fed < frame->length) {
    ssize_t length = write(run.stdin_fd, frame->payload + run.fed, frame->length - run.fed);
    if (length < 0 && errno == EAGAIN) return false;
    if (length < 0) close_input(); /* nobody reads any more, which is the program's right */
    else run.fed += (size_t)length;
  }
  run.fed = 0;
  run.input_over = frame->flags & DATA_END;
  if (run.input_over) close_input();
  return true;
}

/* Returns whether input waits for room in the program's pipe. */
static bool feed(void) {
  struct frame frame;
  while (channel_peek(&frame)) {
    if (frame.type != FRAME_DATA || frame.seq > run.seq) fault("another frame than DATA came during a run");
    if (frame.seq == run.seq && !feed_frame(&frame)) return true;
    channel_next(&frame);
  }
  return false;
}

/* Reads once. Returns whether there may be more at once. */
static bool read_stream(int index) {
  struct stream *stream = &run.streams[index];
  size_t room;
  uint8_t *space = channel_space(&room);
  if (stream->fd < 0 || room == 0) return false;
  ssize_t length = read(stream->fd, space, room);
  if (length == 0) {
    close(stream->fd);
    stream->fd = -1;
  }
  if (length <= 0) return false;
  uint64_t before = stream->bytes, wanted = before < stream->keep ? stream->keep - before : 0;
  stream->bytes += (uint64_t)length;
  if (stream->bytes > stream->limit && run.cause == CAUSE_NONE) run.cause = stream->cause;
  if (wanted > (uint64_t)length) wanted = (uint64_t)length;
  if (wanted > 0) channel_queue(FRAME_OUT, (uint8_t)(index + 1), run.seq, wanted);
  return length >= LITTLE || (size_t)length == room;
}

static void read_streams(const struct pollfd polls[STREAMS], int64_t now) {
  for (int i = 0; i < STREAMS; i++)
    if (polls[i].revents != 0) run.streams[i].resume = read_stream(i) ? 0 : now + rest;
  channel_flush();
}

static void look_at_limits(int64_t now) {
  if (now < run.next_look) return;
  int64_t cpu_left = run.request->cpu_limit_ns - (cpu_now() - run.cpu_before);
  int64_t wall_left = run.request->wall_limit_ns - (now - run.started);
  if (now >= run.next_sample) {
    sample_memory();
    run.next_sample = now + look_at_most;
  }
  if (run.cause == CAUSE_NONE && cpu_left <= 0) run.cause = CAUSE_CPU;
  if (run.cause == CAUSE_NONE && wall_left <= 0) run.cause = CAUSE_WALL;
  int64_t wait = cpu_left / cpus < wall_left ? cpu_left / cpus : wall_left;
  if (wait > run.next_sample - now) wait = run.next_sample - now;
  run.next_look = now + (wait < look_at_least ? look_at_least : wait);
}

static void wait_for_events(bool input_waits) {
  enum { CHILD = 2, INPUT = 3, OUTPUT = 4, POLLS = OUTPUT + STREAMS };
  struct pollfd polls[POLLS];
  int64_t now = now_ns(), until = run.next_look;
  size_t room;
  channel_space(&room);
  channel_poll(polls);
  polls[CHILD] = (struct pollfd){.fd = process_fd(), .events = POLLIN};
  polls[INPUT] = (struct pollfd){.fd = run.stdin_fd, .events = input_waits ? POLLOUT : 0};
  for (int i = 0; i < STREAMS; i++) {
    const struct stream *stream = &run.streams[i];
    bool resting = stream->resume > now;
    polls[OUTPUT + i] = (struct pollfd){.fd = resting || room == 0 ? -1 : stream->fd, .events = POLLIN};
    if (resting && stream->fd >= 0 && stream->resume < until) until = stream->resume;
  }
  struct timespec time = timespec_of(until > now ? until - now : 0);
  if (ppoll(polls, POLLS, &time, NULL) <= 0) return;
  channel_serve(polls);
  if (polls[INPUT].revents & POLLERR) close_input();
  read_streams(polls + OUTPUT, now_ns());
}

/* Takes what the dead have written. When a pipe has no more at once it never will. */
static void drain(void) {
  for (int i = 0; i < STREAMS; i++) {
    ssize_t before;
    do {
      before = (ssize_t)run.streams[i].bytes;
      channel_space_wait();
      read_stream(i);
    } while ((ssize_t)run.streams[i].bytes != before);
    if (run.streams[i].fd >= 0) close(run.streams[i].fd);
  }
}

/* Kills what is left. Returns how many processes outlived a main process that ended by itself; sets `dirty`. */
static uint32_t end_all(uint32_t *dirty) {
  process_reap(&run.tally);
  bool by_itself = run.tally.main == 0 && run.cause == CAUSE_NONE;
  run.tally.killed = 0;
  *dirty = process_end_all(&run.tally) ? 0 : DIRTY_PROCESSES;
  return by_itself ? run.tally.killed : 0;
}

static void collect(uid_t uid) {
  for (size_t i = 0; i < run.request->collects; i++) {
    uint8_t *space = channel_space_wait();
    ssize_t length = file_collect(run.request->collect[i], uid, space + 4, COLLECT_LARGEST);
    if (length < 0) continue;
    put_little(space, i, 4);
    channel_queue(FRAME_COLLECTED, 0, run.seq, 4 + (size_t)length);
  }
}

struct outcome {
  int64_t wall_ns, clean_ns;
  uint32_t oom_kills, leftovers, kept, dirty;
  int start_error;
};

static void send_result(const struct outcome *outcome) {
  uint8_t *at = channel_space_wait(), *const start = at;
  int status = run.tally.status;
  bool exited = WIFEXITED(status) && outcome->start_error == 0;
#define PUT(value, size) (put_little(at, (uint64_t)(value), size), at += (size))
  PUT(exited ? WEXITSTATUS(status) : -1, 4);
  PUT(WIFSIGNALED(status) ? WTERMSIG(status) : 0, 4);
  PUT(run.cause, 4);
  PUT(outcome->start_error, 4);
  PUT(run.cpu, 8);
  PUT(outcome->wall_ns, 8);
  PUT(run.memory_peak, 8);
  PUT(run.streams[STDOUT].bytes, 8);
  PUT(run.streams[STDERR].bytes, 8);
  PUT(outcome->oom_kills, 4);
  PUT(outcome->leftovers, 4);
  PUT(outcome->kept, 4);
  PUT(outcome->dirty, 4);
  PUT(outcome->clean_ns, 8);
#undef PUT
  channel_queue(FRAME_RESULT, 0, run.seq, (size_t)(at - start));
  channel_flush();
}

static void finish(uid_t uid) {
  struct outcome outcome = {0};
  outcome.leftovers = end_all(&outcome.dirty);
  outcome.wall_ns = now_ns() - run.started;
  run.cpu = cpu_now() - run.cpu_before;
  if (run.cpu < 0) run.cpu = 0;
  outcome.oom_kills = (uint32_t)(cgroup_oom_kills() - run.oom_kills_before);
  if (run.tally.memory_peak > run.memory_peak) run.memory_peak = run.tally.memory_peak;
  outcome.start_error = child_start_error();
  close_input();
  drain();
  if (run.request->keep_from != NULL) outcome.kept = file_keep(run.request->keep_from, run.request->keep_to, uid);
  collect(uid);
  int64_t cleaning = now_ns();
  outcome.dirty |= clean(uid);
  outcome.clean_ns = now_ns() - cleaning;
  send_result(&outcome);
}

void run_program(uint32_t seq, uid_t uid, const struct run_request *request) {
  memset(&run, 0, sizeof run);
  run.seq = seq;
  run.request = request;
  run.streams[STDOUT] = (struct stream){.limit = request->stdout_limit, .keep = request->stdout_limit, .cause = CAUSE_STDOUT};
  run.streams[STDERR] = (struct stream){.limit = request->stderr_limit, .keep = request->stderr_keep, .cause = CAUSE_STDERR};
  start(uid);
  while (run.tally.main != 0 && run.cause == CAUSE_NONE) {
    wait_for_events(feed());
    process_reap(&run.tally);
    look_at_limits(now_ns());
  }
  finish(uid);
}
