#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>
#include <time.h>

#define MILLISECOND INT64_C(1000000)
#define SECOND (1000 * MILLISECOND)

static inline int64_t clock_ns(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec * SECOND + time.tv_nsec;
}

static inline int64_t now_ns(void) { return clock_ns(CLOCK_MONOTONIC); }

static inline struct timespec timespec_of(int64_t ns) {
  return (struct timespec){.tv_sec = ns / SECOND, .tv_nsec = ns % SECOND};
}

#endif
