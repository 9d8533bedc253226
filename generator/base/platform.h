#ifndef WM_PLATFORM_H
#define WM_PLATFORM_H

/* Processes of the host: the one place, with platform_files, that would change
 * for another system. */

#include "base/buf.h"

struct child; /* opaque: a process that answers one message after another */

/* What the child does. `open` runs once in the child, `answer` once a message;
 * its reply must stay valid until the next call. */
struct child_work {
  void *(*open)(void *user);
  struct str (*answer)(void *state, struct str message);
  void *user;
  int cpu_seconds; /* most processor time for one message */
};

enum child_result {
  CHILD_ANSWERED,
  CHILD_STOPPED, /* used up its processor or waiting time, and was killed */
  CHILD_CRASHED, /* ended by itself */
  CHILD_FAILED   /* the system refused: errno is set */
};

/* NULL with errno when no process can be started. */
struct child *child_start(const struct child_work *work);
/* Sends a message and waits for the reply, at most `wait_seconds`. After any
 * other result than CHILD_ANSWERED the child is gone: stop it and start anew.
 */
enum child_result child_ask(struct child *c, struct str message,
                            struct buf *reply, int wait_seconds);
/* Ends the child and frees it; NULL is allowed. */
void child_stop(struct child *c);

/* Microseconds of a clock that only goes forward, from any start. */
long long platform_now(void);
/* Once, at the start of the program: a full disk or a closed pipe is a failed
 * write, not the end of the program. */
void platform_start(void);
/* Processors this process may use, at least 1. */
int platform_processors(void);
/* True when a file descriptor (1, 2) is a terminal that shows colours. */
bool platform_is_terminal(int fd);

#endif
