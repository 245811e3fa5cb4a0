/*
 * One run. Theory of operation: a loop waits for whatever comes first: input from the engine, room in the program's
 * standard input, its output, the end of a child, or the next look at the limits. The looks come every 10 ms while a
 * limit is far, and sooner and sooner as it nears. Output is not read at each write of the program, which would wake
 * this process for every line: after a read that found little, a stream is left alone for a millisecond.
 * The run ends when the main process ends or a limit is passed. Then everything is killed, and only after that the
 * pipes are emptied, the files are taken, the box is cleaned, and RESULT is sent: no process sees any of it.
 */
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "supervisor.h"

enum { STDOUT = 0, STDERR = 1, STREAMS = 2, LITTLE = 16384, COLLECT_LARGEST = 61440, WALL_AT_MOST = 4 };
static const uint64_t look_at_most = 10 * MILLISECOND, look_at_least = MILLISECOND / 2, rest = MILLISECOND;
static uint64_t cpus;

struct stream {
  int fd; /* -1 once it has ended */
  uint64_t limit, keep, *bytes, resume /* not to be read before */;
};

static struct {
  uint32_t seq;
  const struct request *request;
  struct tally tally;
  struct result result;
  int stdin_fd; /* -1 once it is closed */
  size_t fed; /* bytes of the first DATA frame that the program has got already */
  bool input_over; /* END was seen */
  struct stream streams[STREAMS];
  uint64_t started, next_look, cpu_before, memory_before, oom_kills_before;
  uint64_t held_up; /* while the program's input was still on its way, or its output was not taken */
  uint64_t waited; /* by the main process for a CPU that was not the run's own; looked up only when it decides */
} run;

uint32_t run_open(void) {
  cpu_set_t set;
  cpus = sched_getaffinity(0, sizeof set, &set) == 0 ? (uint64_t)CPU_COUNT(&set) : 1;
  process_open();
  clean_open();
  return (uint32_t)cpus;
}

/*
 * CPU time of all programs so far: that of the box without our own, which is read first, since reading it brings our part
 * of the box's account up to date. What runs on other CPUs is accounted at their next clock tick.
 */
static uint64_t cpu_now(void) {
  uint64_t ours = clock_ns(CLOCK_PROCESS_CPUTIME_ID);
  return cgroup_cpu_ns() - ours;
}

static uint64_t minus(uint64_t a, uint64_t b) { return a > b ? a - b : 0; }
static void end_for(enum cause cause) { if (run.result.cause == CAUSE_NONE) run.result.cause = cause; }
static void note_memory(uint64_t bytes) { if (bytes > run.result.memory_peak) run.result.memory_peak = bytes; }

/* The next look comes before any limit can be passed, if that is not too soon. */
static void plan_look(uint64_t now, uint64_t cpu_left, uint64_t wall_left) {
  uint64_t wait = cpu_left / cpus < wall_left ? cpu_left / cpus : wall_left;
  if (wait > look_at_most) wait = look_at_most;
  run.next_look = now + (wait < look_at_least ? look_at_least : wait);
}

/* The wall time; where that passes the limit, without what was not the program's own, unless that has gone on too long. */
static uint64_t wall_used(uint64_t now) {
  uint64_t passed = now - run.started, limit = run.request->limits.wall_ns;
  if (passed < limit || passed / WALL_AT_MOST >= limit) return passed;
  if (minus(passed, run.held_up + run.waited) >= limit && run.tally.main != 0)
    run.waited = minus(schedule_wait_ns(run.tally.main), minus(cpu_now(), run.cpu_before));
  return minus(passed, run.held_up + run.waited);
}

static void look(uint64_t now) {
  const struct limits *limits = &run.request->limits;
  uint64_t cpu = cpu_now(), cpu_left = minus(limits->cpu_ns, minus(cpu, run.cpu_before));
  uint64_t wall_left = minus(limits->wall_ns, wall_used(now));
  note_memory(minus(cgroup_memory(), run.memory_before));
  if (run.result.memory_peak > limits->memory) end_for(CAUSE_MEMORY);
  if (cpu_left == 0) end_for(CAUSE_CPU);
  if (wall_left == 0) end_for(CAUSE_WALL);
  plan_look(now, cpu_left, wall_left);
}

/* A pipe, our end of which never blocks. The program may open the other by a name such as /dev/stdin. */
static void make_pipe(int ends[2], int ours) {
  if (pipe2(ends, O_CLOEXEC) != 0 || fchmod(ends[0], 0666) != 0 || fcntl(ends[ours], F_SETFL, O_NONBLOCK) != 0)
    fault("a pipe for the program", errno);
}

static void start(uid_t uid) {
  int input[2], output[STREAMS][2], error;
  make_pipe(input, 1);
  make_pipe(output[STDOUT], 0);
  make_pipe(output[STDERR], 0);
  run.memory_before = cgroup_memory(); /* our own, and the files in /box */
  run.oom_kills_before = cgroup_oom_kills();
  run.cpu_before = cpu_now();
  run.tally.main = child_start(run.request, uid, (int[]){input[0], output[STDOUT][1], output[STDERR][1]}, &error);
  run.result.start_errno = (uint32_t)error;
  run.started = now_ns();
  plan_look(run.started, run.request->limits.cpu_ns, run.request->limits.wall_ns);
  run.stdin_fd = input[1];
  close(input[0]);
  for (int i = 0; i < STREAMS; i++) {
    close(output[i][1]);
    run.streams[i].fd = output[i][0];
    run.streams[i].resume = run.started + rest;
  }
}

static void close_fd(int *fd) {
  if (*fd >= 0) close(*fd);
  *fd = -1;
}

/* Gives the program a frame of input. False when its pipe is full: the frame is to be offered again. */
static bool feed_frame(const struct frame *frame) {
  if (run.input_over) fault("DATA came after the END of a run's input", 0);
  while (run.stdin_fd >= 0 && run.fed < frame->header.length) {
    ssize_t length = write(run.stdin_fd, frame->payload + run.fed, frame->header.length - run.fed);
    if (length < 0 && errno == EAGAIN) return false;
    if (length < 0) close_fd(&run.stdin_fd); /* nobody reads any more, which is the program's right */
    else run.fed += (size_t)length;
  }
  run.fed = 0;
  run.input_over = frame->header.flags & DATA_END;
  if (run.input_over) close_fd(&run.stdin_fd);
  return true;
}

/* Returns whether input waits for room in the program's pipe. */
static bool feed(void) {
  struct frame frame;
  for (; channel_peek(&frame); channel_next(&frame)) {
    if (frame.header.type != DATA || frame.header.seq > run.seq) fault("another frame than DATA came during a run", 0);
    if (frame.header.seq == run.seq && !feed_frame(&frame)) return true;
  }
  return false;
}

/* Reads once. Returns how much; 0 when there is nothing now. */
static size_t read_stream(int index) {
  struct stream *stream = &run.streams[index];
  size_t room;
  uint8_t *space = channel_space(&room);
  if (stream->fd < 0 || room == 0) return 0;
  ssize_t length = read(stream->fd, space, room);
  if (length == 0) close_fd(&stream->fd);
  if (length <= 0) return 0;
  uint64_t wanted = minus(stream->keep, *stream->bytes);
  *stream->bytes += (uint64_t)length;
  if (*stream->bytes > stream->limit) end_for(index == STDOUT ? CAUSE_STDOUT : CAUSE_STDERR);
  if (wanted > (uint64_t)length) wanted = (uint64_t)length;
  if (wanted > 0) channel_queue(OUT, index == STDOUT ? OUT_STDOUT : OUT_STDERR, run.seq, wanted);
  return (size_t)length;
}

/* Whether the program may be waiting for the engine: to send more input, or to take the output that there is. */
static bool is_held_up(bool input_waits) {
  size_t room;
  channel_space(&room);
  return room == 0 || (run.stdin_fd >= 0 && !input_waits && !run.input_over);
}

static void wait_for_events(bool input_waits) {
  enum { CHILD = 2, INPUT = 3, OUTPUT = 4, POLLS = OUTPUT + STREAMS };
  struct pollfd polls[POLLS] = {[CHILD] = {.fd = process_fd(), .events = POLLIN},
                                [INPUT] = {.fd = run.stdin_fd, .events = input_waits ? POLLOUT : 0}};
  uint64_t now = now_ns(), until = run.next_look;
  size_t room;
  channel_space(&room);
  channel_poll(polls);
  for (int i = 0; i < STREAMS; i++) {
    const struct stream *stream = &run.streams[i];
    bool resting = stream->resume > now;
    polls[OUTPUT + i] = (struct pollfd){.fd = resting || room == 0 ? -1 : stream->fd, .events = POLLIN};
    if (resting && stream->fd >= 0 && stream->resume < until) until = stream->resume;
  }
  if (poll_ns(polls, POLLS, minus(until, now)) <= 0) return;
  channel_serve(polls);
  if (polls[INPUT].revents & POLLERR) close_fd(&run.stdin_fd);
  for (int i = 0; i < STREAMS; i++)
    if (polls[OUTPUT + i].revents != 0 && read_stream(i) < LITTLE) run.streams[i].resume = now_ns() + rest;
  channel_flush();
}

/* Takes what the dead have written: when a pipe has no more now, it never will. */
static void drain(void) {
  for (int i = 0; i < STREAMS; i++) {
    do channel_space_wait();
    while (read_stream(i) > 0);
    close_fd(&run.streams[i].fd);
  }
}

static void collect(uid_t uid) {
  for (uint16_t i = 0; run.request->collect[i] != NULL; i++) {
    uint8_t *space = channel_space_wait();
    ssize_t length = file_collect(run.request->collect[i], uid, space + 4, COLLECT_LARGEST);
    if (length < 0) continue;
    memcpy(space, &(uint16_t[2]){i, 0}, 4);
    channel_queue(COLLECTED, 0, run.seq, 4 + (size_t)length);
  }
}

/* Kills what is left, and reads the facts when all are dead. */
static void end_all(void) {
  struct result *result = &run.result;
  process_reap(&run.tally);
  note_memory(minus(cgroup_memory(), run.memory_before));
  bool by_itself = result->cause == CAUSE_NONE;
  run.tally.killed = 0;
  result->dirty = process_end_all(&run.tally) ? 0 : DIRTY_PROCESSES;
  result->leftovers = by_itself ? run.tally.killed : 0;
  result->wall_ns = wall_used(now_ns());
  result->cpu_ns = minus(cpu_now(), run.cpu_before);
  result->oom_kills = (uint32_t)(cgroup_oom_kills() - run.oom_kills_before);
  note_memory(run.tally.memory_peak);
  int status = run.tally.main == 0 ? run.tally.status : SIGKILL; /* what lives on was sent that */
  result->exit_code = WIFEXITED(status) && result->start_errno == 0 ? WEXITSTATUS(status) : -1;
  result->signal = WIFSIGNALED(status) ? (uint32_t)WTERMSIG(status) : 0;
}

static void finish(uid_t uid) {
  struct result *result = &run.result;
  end_all();
  close_fd(&run.stdin_fd);
  drain();
  if (run.request->keep[0] != NULL) result->kept = file_keep(run.request->keep, uid);
  collect(uid);
  uint64_t before = now_ns();
  result->dirty |= clean(uid);
  result->clean_ns = now_ns() - before;
  channel_send(RESULT, run.seq, result, sizeof *result);
}

void run_program(uint32_t seq, uid_t uid, const struct request *request) {
  const struct limits *limits = &request->limits;
  memset(&run, 0, sizeof run);
  run.seq = seq;
  run.request = request;
  run.streams[STDOUT] = (struct stream){.limit = limits->output, .keep = limits->output, .bytes = &run.result.stdout_bytes};
  run.streams[STDERR] = (struct stream){.limit = limits->errors, .keep = limits->errors_keep, .bytes = &run.result.stderr_bytes};
  start(uid);
  while (run.tally.main != 0 && run.result.cause == CAUSE_NONE) {
    uint64_t before = now_ns();
    bool input_waits = feed(), held_up = is_held_up(input_waits);
    wait_for_events(input_waits);
    if (held_up) run.held_up += now_ns() - before;
    process_reap(&run.tally);
    if (now_ns() >= run.next_look) look(now_ns());
  }
  finish(uid);
}
