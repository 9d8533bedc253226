/* Runs other programs on POSIX. */
#define _GNU_SOURCE
#include "base/platform_program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/platform.h"

/* The three pipes of a run: each [0] is read, each [1] written. `error` says
 * why the program could not be started, and closes when it was. */
struct pipes {
  int in[2], out[2], error[2];
};

static void close_one(int *fd) {
  if (*fd >= 0)
    close(*fd);
  *fd = -1;
}

static void close_pipes(struct pipes *p) {
  int *const all[] = {p->in, p->out, p->error};
  for (size_t i = 0; i < 3; i++) {
    close_one(&all[i][0]);
    close_one(&all[i][1]);
  }
}

static bool open_pipes(struct pipes *p) {
  *p = (struct pipes){{-1, -1}, {-1, -1}, {-1, -1}};
  if (pipe2(p->in, O_CLOEXEC) == 0 && pipe2(p->out, O_CLOEXEC) == 0 &&
      pipe2(p->error, O_CLOEXEC) == 0)
    return true;
  int error = errno;
  close_pipes(p);
  errno = error;
  return false;
}

/* In the child; returns only by ending it. */
static void become(const struct program *p, const struct pipes *pipes) {
  struct rlimit no_core = {0, 0};
  struct rlimit cpu = {(rlim_t)p->seconds, (rlim_t)p->seconds + 1};
  int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  setrlimit(RLIMIT_CORE, &no_core);
  setrlimit(RLIMIT_CPU, &cpu);
  signal(SIGPIPE, SIG_DFL);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("LANGUAGE", "en", 1);
  if (dup2(pipes->in[0], 0) >= 0 && dup2(pipes->out[1], 1) >= 0 &&
      dup2(p->errors ? 1 : null, 2) >= 0)
    execvp(p->argv[0], (char *const *)(uintptr_t)p->argv);
  int error = errno;
  ssize_t written = write(pipes->error[1], &error, sizeof error);
  (void)written;
  _exit(127);
}

/* Writes what the program takes now; closes when all is written. */
static void feed(struct str *input, int *fd) {
  ssize_t n = write(*fd, input->ptr, input->len);
  if (n > 0)
    *input = str_slice(*input, (size_t)n, input->len);
  bool wait = n < 0 && (errno == EAGAIN || errno == EINTR);
  if (input->len == 0 || (n < 0 && !wait))
    close_one(fd); /* a program need not read all */
}

/* False at the end of the output, or when it is more than `out` holds. */
static bool take(struct buf *out, int fd) {
  char chunk[64 * 1024];
  ssize_t n = read(fd, chunk, sizeof chunk);
  if (n > 0)
    buf_put_n(out, chunk, (size_t)n);
  return n > 0 ? buf_ok(out) : n < 0 && (errno == EAGAIN || errno == EINTR);
}

/* Until the output ends; false when it does not by `end`. */
static bool talk(const struct program *p, struct pipes *pipes, struct buf *out,
                 long long end) {
  struct str input = p->input;
  if (input.len == 0)
    close_one(&pipes->in[1]);
  for (;;) {
    long long left = (end - platform_now()) / 1000;
    struct pollfd fds[] = {{.fd = pipes->out[0], .events = POLLIN},
                           {.fd = pipes->in[1], .events = POLLOUT}};
    if (left <= 0)
      return false;
    if (poll(fds, pipes->in[1] >= 0 ? 2 : 1, left > 1000 ? 1000 : (int)left) <=
        0)
      continue;
    if (pipes->in[1] >= 0 && fds[1].revents)
      feed(&input, &pipes->in[1]);
    if (fds[0].revents && !take(out, pipes->out[0]))
      return true;
  }
}

/* Gives it until `end` to end by itself; 0: it has no more time. */
static enum program_result wait_end(pid_t pid, long long end, int *status) {
  int ended = 0;
  pid_t got;
  while ((got = waitpid(pid, &ended, WNOHANG)) == 0 && platform_now() < end)
    poll(NULL, 0, 1);
  if (got == 0) {
    kill(pid, SIGKILL);
    while (waitpid(pid, &ended, 0) < 0 && errno == EINTR)
      continue;
    return PROGRAM_STOPPED;
  }
  if (got < 0 || end == 0 || !WIFEXITED(ended))
    return PROGRAM_STOPPED;
  *status = WEXITSTATUS(ended);
  return PROGRAM_ENDED;
}

/* Why it could not be started; 0 when it was. */
static int start_error(int fd) {
  int error = 0;
  ssize_t n;
  do
    n = read(fd, &error, sizeof error);
  while (n < 0 && errno == EINTR);
  return n == (ssize_t)sizeof error ? error : 0;
}

enum program_result program_run(const struct program *p, struct buf *out,
                                int *status) {
  struct pipes pipes;
  *status = -1;
  if (!open_pipes(&pipes))
    return PROGRAM_FAILED;
  pid_t pid = fork();
  if (pid == 0)
    become(p, &pipes);
  close_one(&pipes.in[0]);
  close_one(&pipes.out[1]);
  close_one(&pipes.error[1]);
  int error = pid < 0 ? errno : start_error(pipes.error[0]);
  long long end = platform_now() + (long long)p->seconds * 1000000;
  if (!error) {
    fcntl(pipes.in[1], F_SETFL, O_NONBLOCK);
    if (!talk(p, &pipes, out, end) || !buf_ok(out))
      end = 0;
  }
  close_pipes(&pipes);
  enum program_result result =
      pid > 0 ? wait_end(pid, end, status) : PROGRAM_FAILED;
  if (!error)
    return result;
  errno = error;
  return error == ENOENT ? PROGRAM_MISSING : PROGRAM_FAILED;
}

const char *program_problem(enum program_result result) {
  switch (result) {
  case PROGRAM_MISSING:
    return "is not installed";
  case PROGRAM_STOPPED:
    return "took too long or crashed";
  case PROGRAM_FAILED:
    return "could not be started";
  case PROGRAM_ENDED:
    break;
  }
  return NULL;
}
