#ifndef SECCOMP_H
#define SECCOMP_H

/* Denies, to this process and all its descendants for ever, the system calls that no honest program needs. */
void seccomp_deny(void);

#endif
