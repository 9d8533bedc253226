/* Child processes for work that may run away, on POSIX. */
#define _GNU_SOURCE
#include "base/platform.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A message: its length in 8 bytes of this machine's order, then its bytes. */
enum { HEAD = 8 };
#define MESSAGE_MAX ((size_t)1 << 30)

struct child {
  pid_t pid;
  int fd;
};

static bool send_all(int fd, const char *bytes, size_t len) {
  while (len) {
    ssize_t n = send(fd, bytes, len, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return false;
    bytes += n;
    len -= (size_t)n;
  }
  return true;
}

static bool send_message(int fd, struct str message) {
  uint64_t len = message.len;
  char head[HEAD];
  memcpy(head, &len, HEAD);
  return send_all(fd, head, HEAD) && send_all(fd, message.ptr, message.len);
}

long long platform_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long long now_ms(void) { return platform_now() / 1000; }

enum receive { RECEIVED, CLOSED, TIMED_OUT };

/* `deadline` in now_ms, or -1 for none. */
static enum receive receive_all(int fd, char *bytes, size_t len,
                                long long deadline) {
  while (len) {
    struct pollfd p = {.fd = fd, .events = POLLIN};
    long long left = deadline < 0 ? -1 : deadline - now_ms();
    if (deadline >= 0 && left <= 0)
      return TIMED_OUT;
    int ready = poll(&p, 1, left > 60000 ? 60000 : (int)left);
    if (ready < 0 && errno != EINTR)
      return CLOSED;
    if (ready <= 0)
      continue;
    ssize_t n = recv(fd, bytes, len, 0);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return CLOSED;
    bytes += n;
    len -= (size_t)n;
  }
  return RECEIVED;
}

static enum receive receive_message(int fd, struct buf *out,
                                    long long deadline) {
  uint64_t len;
  char head[HEAD];
  enum receive r = receive_all(fd, head, HEAD, deadline);
  if (r != RECEIVED)
    return r;
  memcpy(&len, head, HEAD);
  if (len > MESSAGE_MAX)
    return CLOSED;
  buf_clear(out);
  char chunk[64 * 1024];
  while (len && r == RECEIVED) {
    size_t n = len < sizeof chunk ? (size_t)len : sizeof chunk;
    r = receive_all(fd, chunk, n, deadline);
    buf_put_n(out, chunk, n);
    len -= n;
  }
  return buf_ok(out) ? r : CLOSED;
}

/* The soft limit moves with what was used, so that each message may take as
 * long as the first. */
static void limit_cpu(int seconds) {
  struct rusage used;
  struct rlimit limit;
  getrusage(RUSAGE_SELF, &used);
  getrlimit(RLIMIT_CPU, &limit);
  rlim_t most = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 +
                (rlim_t)seconds;
  limit.rlim_cur = most < limit.rlim_max ? most : limit.rlim_max;
  setrlimit(RLIMIT_CPU, &limit);
}

static void serve(int fd, const struct child_work *work) {
  struct rlimit no_core = {0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  void *state = work->open(work->user);
  struct buf message;
  buf_init(&message, MESSAGE_MAX);
  while (receive_message(fd, &message, -1) == RECEIVED) {
    limit_cpu(work->cpu_seconds);
    if (!send_message(fd, work->answer(state, buf_str(&message))))
      break;
  }
}

struct child *child_start(const struct child_work *work) {
  int ends[2];
  struct child *c = malloc(sizeof *c);
  if (!c || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    free(c);
    return NULL;
  }
  *c = (struct child){.pid = fork(), .fd = ends[0]};
  if (c->pid == 0) {
    close(ends[0]);
    serve(ends[1], work);
    _exit(0);
  }
  close(ends[1]);
  if (c->pid < 0) {
    close(ends[0]);
    free(c);
    return NULL;
  }
  return c;
}

/* Why the child no longer talks. */
static enum child_result child_end(struct child *c) {
  int status = 0;
  pid_t got;
  do
    got = waitpid(c->pid, &status, 0);
  while (got < 0 && errno == EINTR);
  c->pid = 0;
  bool out_of_time =
      got > 0 && WIFSIGNALED(status) &&
      (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL);
  return out_of_time ? CHILD_STOPPED : CHILD_CRASHED;
}

enum child_result child_ask(struct child *c, struct str message,
                            struct buf *reply, int wait_seconds) {
  if (!c->pid)
    return CHILD_CRASHED;
  if (!send_message(c->fd, message))
    return child_end(c);
  long long deadline = now_ms() + (long long)wait_seconds * 1000;
  enum receive r = receive_message(c->fd, reply, deadline);
  if (r == RECEIVED)
    return CHILD_ANSWERED;
  if (r == TIMED_OUT)
    kill(c->pid, SIGKILL);
  return child_end(c);
}

void child_stop(struct child *c) {
  if (!c)
    return;
  if (c->pid) {
    kill(c->pid, SIGKILL);
    child_end(c);
  }
  close(c->fd);
  free(c);
}

void platform_start(void) {
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
}

int platform_processors(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0)
    return 1;
  int n = CPU_COUNT(&set);
  return n > 0 ? n : 1;
}

bool platform_is_terminal(int fd) {
  const char *term = getenv("TERM");
  return isatty(fd) && !getenv("NO_COLOR") && term && strcmp(term, "dumb") != 0;
}
