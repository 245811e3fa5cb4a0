#ifndef RUN_H
#define RUN_H

#include <stdint.h>
#include <sys/types.h>

#include "request.h"

/* Opens what runs need for the whole life of the box. */
void run_open(void);
/* CPUs that the box may use at once. */
uint32_t run_cpus(void);
/* One run from its start to its RESULT. */
void run_program(uint32_t seq, uid_t uid, const struct run_request *request);

#endif
