/* Files and folders on POSIX systems. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* renameat2 */
#endif

#include "base/platform_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_MAX_BYTES = 4096, CHUNK = 1 << 30 };

struct c_path {
  char text[NAME_MAX_BYTES];
};

static int to_c(struct str path, struct c_path *out) {
  if (path.len >= sizeof out->text)
    return ENAMETOOLONG;
  if (path.len == 0 || memchr(path.ptr, '\0', path.len))
    return ENOENT;
  memcpy(out->text, path.ptr, path.len);
  out->text[path.len] = '\0';
  return 0;
}

static int result(int returned) { return returned < 0 ? errno : 0; }

const char *platform_error_text(int error) {
  static const struct {
    int error;
    const char *text;
  } texts[] = {
      {ENOENT, "there is no such file or folder"},
      {EACCES, "permission denied"},
      {EPERM, "the operation is not permitted"},
      {EROFS, "the file system is read-only"},
      {ENOSPC, "the disk is full"},
      {EDQUOT, "the disk quota is used up"},
      {EFBIG, "the file is too large for the file system"},
      {ENOTDIR, "a part of the path is a file, not a folder"},
      {EISDIR, "it is a folder, not a file"},
      {EEXIST, "it exists already"},
      {ENOTEMPTY, "the folder is not empty"},
      {ELOOP, "its links lead in a circle"},
      {ENAMETOOLONG, "the name is too long"},
      {EMFILE, "too many files are open"},
      {ENFILE, "too many files are open on this computer"},
      {EIO, "the disk reports an error"},
      {EBUSY, "it is in use"},
      {EXDEV, "it is on another disk"},
      {ENOMEM, "out of memory"},
      {EINVAL, "the system refuses the name"},
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (texts[i].error == error)
      return texts[i].text;
  return "the system reports an error";
}

bool platform_error_is_missing(int error) { return error == ENOENT; }

bool platform_error_is_existing(int error) { return error == EEXIST; }

static void fill_status(const struct stat *st, struct platform_status *out) {
  out->size = (long long)st->st_size;
  if (S_ISREG(st->st_mode))
    out->kind = PLATFORM_REGULAR;
  else if (S_ISDIR(st->st_mode))
    out->kind = PLATFORM_FOLDER;
  else if (S_ISLNK(st->st_mode))
    out->kind = PLATFORM_LINK;
  else
    out->kind = PLATFORM_OTHER;
}

int platform_status(struct str path, bool follow, struct platform_status *out) {
  struct c_path c;
  struct stat st;
  int error = to_c(path, &c);
  if (!error)
    error = result(follow ? stat(c.text, &st) : lstat(c.text, &st));
  if (!error)
    fill_status(&st, out);
  return error;
}

int platform_open(struct str path, int *handle, struct platform_status *out) {
  struct c_path c;
  struct stat st;
  int error = to_c(path, &c);
  if (error)
    return error;
  *handle = open(c.text, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (*handle < 0)
    return errno;
  if (fstat(*handle, &st) < 0) {
    error = errno;
    close(*handle);
    return error;
  }
  fill_status(&st, out);
  return 0;
}

int platform_read(int handle, char *bytes, size_t size, size_t *got) {
  for (*got = 0; *got < size;) {
    size_t want = size - *got < CHUNK ? size - *got : CHUNK;
    ssize_t n = read(handle, bytes + *got, want);
    if (n == 0)
      break;
    if (n < 0 && errno != EINTR)
      return errno;
    if (n > 0)
      *got += (size_t)n;
  }
  return 0;
}

static int create(struct str path, mode_t mode, int *handle) {
  struct c_path c;
  int error = to_c(path, &c);
  if (error)
    return error;
  *handle = open(c.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  return result(*handle);
}

int platform_create(struct str path, int *handle) {
  return create(path, 0666, handle);
}

int platform_create_private(struct str path, int *handle) {
  return create(path, 0600, handle);
}

int platform_is_private(struct str path, bool *out) {
  struct c_path c;
  struct stat st;
  int error = to_c(path, &c);
  if (!error)
    error = result(stat(c.text, &st));
  *out = !error && (st.st_mode & 0077) == 0;
  return error;
}

int platform_write(int handle, const char *bytes, size_t size) {
  for (size_t done = 0; done < size;) {
    size_t want = size - done < CHUNK ? size - done : CHUNK;
    ssize_t n = write(handle, bytes + done, want);
    if (n < 0 && errno != EINTR)
      return errno;
    if (n == 0)
      return ENOSPC;
    if (n > 0)
      done += (size_t)n;
  }
  return 0;
}

int platform_sync(int handle) {
  int error = result(fsync(handle));
  /* Some file systems have nothing to flush and say so. */
  return error == EINVAL || error == ENOTSUP || error == EROFS ? 0 : error;
}

int platform_close(int handle) {
  int error = result(close(handle));
  return error == EINTR ? 0 : error; /* Linux has closed it then */
}

int platform_sync_path(struct str path) {
  struct c_path c;
  int error = to_c(path, &c);
  if (error)
    return error;
  int handle = open(c.text, O_RDONLY | O_CLOEXEC);
  if (handle < 0)
    return errno;
  error = platform_sync(handle);
  close(handle);
  return error;
}

int platform_make_folder(struct str path) {
  struct c_path c;
  int error = to_c(path, &c);
  return error ? error : result(mkdir(c.text, 0777));
}

int platform_remove_file(struct str path) {
  struct c_path c;
  int error = to_c(path, &c);
  return error ? error : result(unlink(c.text));
}

int platform_remove_folder(struct str path) {
  struct c_path c;
  int error = to_c(path, &c);
  return error ? error : result(rmdir(c.text));
}

int platform_rename(struct str from, struct str to) {
  struct c_path a, b;
  int error = to_c(from, &a);
  if (!error)
    error = to_c(to, &b);
  return error ? error : result(rename(a.text, b.text));
}

int platform_exchange(struct str from, struct str to) {
#ifdef RENAME_EXCHANGE
  struct c_path a, b;
  int error = to_c(from, &a);
  if (!error)
    error = to_c(to, &b);
  return error ? error
               : result(renameat2(AT_FDCWD, a.text, AT_FDCWD, b.text,
                                  RENAME_EXCHANGE));
#else
  (void)from;
  (void)to;
  return ENOSYS;
#endif
}

int platform_list(struct str path, platform_each_fn *each, void *user) {
  struct c_path c;
  int error = to_c(path, &c);
  if (error)
    return error;
  DIR *folder = opendir(c.text);
  if (!folder)
    return errno;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(folder);
    if (!entry) {
      error = errno;
      break;
    }
    struct str name = str_from(entry->d_name);
    if (!str_is(name, ".") && !str_is(name, ".."))
      each(user, name);
  }
  closedir(folder);
  return error;
}

int platform_real_path(struct str path, struct buf *out) {
  struct c_path c;
  int error = to_c(path, &c);
  if (error)
    return error;
  char *real = realpath(c.text, NULL);
  if (!real)
    return errno;
  buf_puts(out, real);
  free(real);
  return buf_ok(out) ? 0 : ENOMEM;
}

unsigned long platform_process_id(void) { return (unsigned long)getpid(); }
