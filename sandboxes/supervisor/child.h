#ifndef CHILD_H
#define CHILD_H

#include <sys/types.h>

#include "request.h"

void child_open(void);
/* Starts the program with these descriptors as 0, 1 and 2. Faults when there can be no new process. */
pid_t child_start(const struct run_request *request, uid_t uid, const int fds[3]);
/* Once it has ended: errno of the execve that failed, else 0. Faults when the child failed before that. */
int child_start_error(void);
/* Makes the calling process an unprivileged one. Returns 0 or -1 with errno. */
int child_become(uid_t uid);

#endif
