#ifndef CHANNEL_H
#define CHANNEL_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

#include "frame.h"

/* Takes over standard input, output and error, and leaves /dev/null in their places. */
void channel_open(void);

/* The next whole frame from the engine, if there is one; it stays until channel_next. */
bool channel_peek(struct frame *frame);
void channel_next(const struct frame *frame);

/* For ppoll: two entries. The end of the engine's stream ends the supervisor in channel_serve. */
void channel_poll(struct pollfd polls[2]);
void channel_serve(const struct pollfd polls[2]);
/* Waits for the engine, to read or to be read. */
void channel_wait(void);

/* Where the payload of a frame may be put, and how much of it (0 when the engine reads too slowly). */
uint8_t *channel_space(size_t *room);
/* The same, waiting until there is room for a whole frame. */
uint8_t *channel_space_wait(void);
/* Queues the frame whose payload was put there. */
void channel_queue(enum frame_type type, uint8_t flags, uint32_t seq, size_t length);
void channel_flush(void);

/* Tells the engine what broke (and errno's text unless it is 0), and ends the supervisor. */
noreturn void fault(const char *what);
noreturn void fault_errno(const char *what, int error);

#endif
