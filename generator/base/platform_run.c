/* Running other programs, on POSIX. */
#define _GNU_SOURCE
#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child: never returns. A failed exec sends errno through `report`. */
static void become(const char *const *argv, int out, int report) {
  int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(out, 1);
  dup2(out, 2);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("LANGUAGE", "en", 1);
  execvp(argv[0], (char *const *)(uintptr_t)argv);
  int why = errno;
  ssize_t sent = write(report, &why, sizeof why);
  _exit(sent > 0 ? 127 : 126);
}

static void read_all(int fd, struct buf *out) {
  char chunk[4096];
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return;
    buf_put_n(out, chunk, (size_t)n);
  }
}

static int wait_for(pid_t pid) {
  int status = 0;
  pid_t got;
  do
    got = waitpid(pid, &status, 0);
  while (got < 0 && errno == EINTR);
  return got > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int platform_run(const char *const *argv, struct buf *said) {
  int out[2], report[2], why = 0;
  if (pipe2(out, O_CLOEXEC) != 0)
    return -1;
  if (pipe2(report, O_CLOEXEC) != 0) {
    close(out[0]);
    close(out[1]);
    return -1;
  }
  pid_t pid = fork();
  if (pid == 0)
    become(argv, out[1], report[1]);
  close(out[1]);
  close(report[1]);
  int status = -1;
  if (pid > 0) {
    read_all(out[0], said);
    bool failed = read(report[0], &why, sizeof why) == sizeof why;
    status = wait_for(pid);
    status = failed ? -1 : status;
  }
  close(out[0]);
  close(report[0]);
  errno = why ? why : errno;
  return status;
}
