#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What is learnt from the processes that have ended. */
struct tally {
  pid_t main; /* the one whose status is wanted; 0 once it has ended */
  int status;
  uint32_t killed; /* how many were ended by SIGKILL */
  uint64_t memory_peak; /* bytes, of the largest one */
};

/* Blocks all signals and makes the descriptor that tells of ended children. */
void process_open(void);
int process_fd(void);
/* Takes the ended children in; returns whether others live. */
bool process_reap(struct tally *tally);
/* Waits until a child ends, or until the time has passed. */
void process_wait(int64_t ns);
/* Kills everything but the supervisor and takes it in; false when something would not die within a second. */
bool process_end_all(struct tally *tally);

#endif
