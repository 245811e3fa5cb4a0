#ifndef CGROUP_H
#define CGROUP_H

#include <stdint.h>

/* Facts about the whole box, the supervisor included, from its control group. */
void cgroup_open(void);
uint32_t cgroup_version(void);
/* CPU time of all its processes, the ended ones too. */
int64_t cgroup_cpu_ns(void);
/* Memory in use now: anonymous and shared (with it tmpfs), no page cache. */
uint64_t cgroup_memory(void);
uint64_t cgroup_oom_kills(void);

#endif
