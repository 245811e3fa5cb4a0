#ifndef CLEAN_H
#define CLEAN_H

#include <stdint.h>
#include <sys/types.h>

enum dirt { DIRTY_PROCESSES = 1, DIRTY_TMP = 2, DIRTY_MQUEUE = 4, DIRTY_SHM = 8, DIRTY_SYSV = 16, DIRTY_SLOW = 32 };

void clean_open(void);
/* Deletes what the run of this uid left, and verifies: 0, or what is still dirty. */
uint32_t clean(uid_t uid);

#endif
