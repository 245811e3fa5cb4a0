#ifndef FILES_H
#define FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "request.h"

/* Each answers once with ACK: at the last byte, or as soon as it has failed. */
void file_begin(uint32_t seq, const struct file_request *request);
/* False when no file of this seq is being written. Faults when there are more bytes than were announced. */
bool file_data(uint32_t seq, const uint8_t *bytes, size_t length);
bool file_pending(void);

/* Copies what the run (of this uid) left in /tmp to /box. False when it is no regular file, too large, or /box full. */
bool file_keep(const char *from, const char *to, uid_t uid);
/* Reads what the run left in /tmp, at most `room` bytes. -1 when it is no regular file, or larger. */
ssize_t file_collect(const char *name, uid_t uid, uint8_t *bytes, size_t room);

#endif
