/* Reading files whole, replacing them whole, and folders likewise. */
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#include "base/platform_files.h"
#include "base/utf8.h"

enum {
  TEMP_TRIES = 1000,
  TEMP_NAME_MAX = 180, /* of the original name, so that the result fits 255 */
  DEPTH_MAX = 100      /* of folders in folders */
};

static const struct loc NOWHERE;
static const size_t MEGABYTE = (size_t)1 << 20;

static enum file_kind kind_of(enum platform_kind kind) {
  switch (kind) {
  case PLATFORM_REGULAR:
    return FILE_REGULAR;
  case PLATFORM_FOLDER:
    return FILE_FOLDER;
  default:
    return FILE_OTHER;
  }
}

enum file_kind file_kind(struct str path) {
  struct platform_status status;
  if (platform_status(path, true, &status))
    return FILE_NONE;
  return kind_of(status.kind);
}

long long file_size(struct str path) {
  struct platform_status status;
  return platform_status(path, true, &status) ? -1 : status.size;
}

/* A folder, pipe or device where a file should be. */
static void report_kind(struct diags *d, struct loc at, struct str path,
                        enum platform_kind kind) {
  diag_failure(d, at, "E-FILE-KIND", "'%.*s' is %s, expected a file",
               STR_ARG(path),
               kind == PLATFORM_FOLDER ? "a folder" : "a pipe or device");
}

static void report_size(struct diags *d, struct loc at, struct str path,
                        long long size, size_t max) {
  size_t unit = max < MEGABYTE ? 1 : MEGABYTE;
  unsigned long long units = ((unsigned long long)size + unit - 1) / unit;
  diag_failure(d, at, "E-FILE-SIZE", "'%.*s' has %lld %s, expected at most %zu",
               STR_ARG(path), (long long)units, unit == 1 ? "bytes" : "MB",
               max / unit);
}

static void report_read(struct diags *d, struct loc at, struct str path,
                        int error) {
  bool missing = platform_error_is_missing(error);
  diag_failure(d, at, missing ? "E-FILE-MISSING" : "E-FILE-READ",
               "cannot read '%.*s': %s", STR_ARG(path),
               platform_error_text(error));
}

static bool report_write(struct diags *d, struct str path, int error) {
  diag_failure(d, NOWHERE, "E-FILE-WRITE", "cannot write '%.*s': %s",
               STR_ARG(path), platform_error_text(error));
  return false;
}

/* Reads to the end, or to one byte more than `max`: the size that was seen is
 * only a first guess, since files grow and some report 0. */
static int read_all(struct arena *a, int handle, size_t guess, size_t max,
                    struct str *out) {
  size_t cap = (guess < max ? guess : max) + 1, len = 0;
  char *bytes = arena_alloc(a, cap + 1);
  for (;;) {
    size_t got;
    int error = platform_read(handle, bytes + len, cap - len, &got);
    if (error)
      return error;
    len += got;
    if (len < cap || len > max)
      break;
    size_t more = cap < 4096 ? 4096 : cap;
    cap = max - cap < more ? max + 1 : cap + more;
    char *bigger = arena_alloc(a, cap + 1);
    memcpy(bigger, bytes, len);
    bytes = bigger;
  }
  bytes[len] = '\0';
  *out = (struct str){bytes, len};
  return 0;
}

/* Opens what may be read, or reports why not. The first look keeps devices from
 * being opened at all; the second is on what was really opened. */
static bool open_regular(struct diags *d, struct loc at, struct str path,
                         size_t max, int *handle,
                         struct platform_status *status) {
  int error = platform_status(path, true, status);
  bool regular = !error && status->kind == PLATFORM_REGULAR;
  if (regular)
    error = platform_open(path, handle, status);
  if (error) {
    report_read(d, at, path, error);
    return false;
  }
  if (status->kind != PLATFORM_REGULAR) {
    report_kind(d, at, path, status->kind);
  } else if (status->size < 0 || (unsigned long long)status->size > max) {
    report_size(d, at, path, status->size, max);
  } else {
    return true;
  }
  if (regular)
    platform_close(*handle);
  return false;
}

bool file_read(struct arena *a, struct diags *d, struct loc at, struct str path,
               size_t max, struct str *out) {
  int handle;
  struct platform_status status;
  *out = (struct str){0};
  if (!open_regular(d, at, path, max, &handle, &status))
    return false;
  int error = read_all(a, handle, (size_t)status.size, max, out);
  platform_close(handle);
  if (error) {
    *out = (struct str){0};
    report_read(d, at, path, error);
    return false;
  }
  if (out->len > max) {
    report_size(d, at, path, (long long)out->len, max);
    *out = (struct str){0};
    return false;
  }
  return true;
}

struct names {
  struct arena *arena;
  struct str *list;
  size_t count, cap;
};

static void add_name(void *user, struct str name) {
  struct names *n = user;
  *ARENA_PUSH(n->arena, n->list, n->count, n->cap) = arena_str(n->arena, name);
}

static int by_bytes(const void *a, const void *b) {
  return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

bool file_list(struct arena *a, struct diags *d, struct str path,
               struct str **names, size_t *count) {
  struct names found = {.arena = a};
  int error = platform_list(path, add_name, &found);
  if (error) {
    report_read(d, NOWHERE, path, error);
    found = (struct names){0};
  } else if (found.count) {
    qsort(found.list, found.count, sizeof *found.list, by_bytes);
  }
  *names = found.list;
  *count = found.count;
  return !error;
}

/* The n-th name to try beside `path`: hidden, and never the same in two
 * processes that build the same course. */
static void put_temp_name(struct buf *out, struct str path, unsigned n) {
  struct str base = path_base(path);
  struct str folder = str_slice(path, 0, (size_t)(base.ptr - path.ptr));
  buf_clear(out);
  buf_put(out, folder);
  buf_char(out, '.');
  buf_put(out, utf8_cut(base, TEMP_NAME_MAX));
  buf_printf(out, ".%lu-%u.part", platform_process_id(), n);
}

static int create_temp_file(struct str path, struct buf *temp, int *handle) {
  int error = 0;
  for (unsigned n = 0; n < TEMP_TRIES; n++) {
    put_temp_name(temp, path, n);
    error = platform_create(buf_str(temp), handle);
    if (!platform_error_is_existing(error))
      break;
  }
  return error;
}

/* Writes, flushes and closes; always closes. */
static int fill_file(int handle, struct str content) {
  int error = platform_write(handle, content.ptr, content.len);
  if (!error)
    error = platform_sync(handle);
  int closing = platform_close(handle);
  return error ? error : closing;
}

/* Only a file, or nothing, may be replaced by a file. */
static bool may_become_file(struct diags *d, struct str path) {
  struct platform_status status;
  if (platform_status(path, true, &status) || status.kind == PLATFORM_REGULAR)
    return true;
  report_kind(d, NOWHERE, path, status.kind);
  return false;
}

/* The rename itself should survive a power cut; where folders cannot be
 * flushed, the file system is left to its own timing. */
static void sync_folder_of(struct str path) {
  (void)platform_sync_path(path_folder(path));
}

bool file_replace(struct diags *d, struct str path, struct str content) {
  if (!may_become_file(d, path))
    return false;
  struct buf temp = {0};
  int handle;
  int error = create_temp_file(path, &temp, &handle);
  if (!error) {
    error = fill_file(handle, content);
    if (!error)
      error = platform_rename(buf_str(&temp), path);
    if (error)
      (void)platform_remove_file(buf_str(&temp));
  }
  buf_free(&temp);
  if (error)
    return report_write(d, path, error);
  sync_folder_of(path);
  return true;
}

static bool fill_new(struct diags *d, struct str path, struct str shown,
                     struct str content, int handle) {
  int error = platform_write(handle, content.ptr, content.len);
  int closing = platform_close(handle);
  if (!error)
    error = closing;
  if (!error)
    return true;
  (void)platform_remove_file(path);
  return report_write(d, shown, error);
}

bool file_write_new(struct diags *d, struct str path, struct str shown,
                    struct str content) {
  int handle;
  int error = platform_create(path, &handle);
  return error ? report_write(d, shown, error)
               : fill_new(d, path, shown, content, handle);
}

bool file_write_private(struct diags *d, struct str path, struct str content) {
  int handle;
  int error = platform_create_private(path, &handle);
  return error ? report_write(d, path, error)
               : fill_new(d, path, path, content, handle);
}

bool file_is_private(struct str path) {
  bool is_private;
  (void)platform_is_private(path, &is_private);
  return is_private;
}

bool file_make_folder(struct diags *d, struct str path) {
  for (size_t end = 0; end < path.len;) {
    end = str_find(path, '/', end + 1);
    struct str part = str_slice(path, 0, end);
    int error = platform_make_folder(part);
    if (error && file_kind(part) == FILE_FOLDER)
      error = 0; /* there already, or a folder above that may not be changed */
    if (!error)
      continue;
    if (file_kind(part) != FILE_NONE)
      diag_failure(d, NOWHERE, "E-FILE-KIND",
                   "'%.*s' is a file, expected a folder", STR_ARG(part));
    else
      diag_failure(d, NOWHERE, "E-FILE-FOLDER",
                   "cannot make the folder '%.*s': %s", STR_ARG(path),
                   platform_error_text(error));
    return false;
  }
  return true;
}

bool file_temp_folder(struct arena *a, struct diags *d, struct str path,
                      struct str *temp) {
  struct buf name = {0};
  int error = 0;
  for (unsigned n = 0; n < TEMP_TRIES; n++) {
    put_temp_name(&name, path, n);
    error = platform_make_folder(buf_str(&name));
    if (!platform_error_is_existing(error))
      break;
  }
  *temp = error ? (struct str){0} : arena_str(a, buf_str(&name));
  buf_free(&name);
  return error ? report_write(d, path, error) : true;
}

struct str file_temp_name(struct arena *a, struct str path) {
  struct buf name = {0};
  struct platform_status status;
  for (unsigned n = 0; n < TEMP_TRIES; n++) {
    put_temp_name(&name, path, n);
    if (platform_status(buf_str(&name), false, &status))
      break;
  }
  struct str copy = arena_str(a, buf_str(&name));
  buf_free(&name);
  return copy;
}

void file_remove(struct str path) { (void)platform_remove_file(path); }

typedef int tree_fn(struct str path, enum platform_kind kind);

/* Calls `fn` for all below `path`, deepest first, then for `path`. Links are
 * never followed. Stops at the first error. */
static int walk_tree(struct str path, tree_fn *fn, int depth) {
  struct platform_status status;
  int error = platform_status(path, false, &status);
  if (error)
    return error;
  if (status.kind == PLATFORM_FOLDER && depth < DEPTH_MAX) {
    struct arena *a = arena_create();
    struct names found = {.arena = a};
    error = platform_list(path, add_name, &found);
    for (size_t i = 0; i < found.count && !error; i++)
      error = walk_tree(path_join(a, path, found.list[i]), fn, depth + 1);
    arena_destroy(a);
  }
  return error ? error : fn(path, status.kind);
}

static int remove_one(struct str path, enum platform_kind kind) {
  return kind == PLATFORM_FOLDER ? platform_remove_folder(path)
                                 : platform_remove_file(path);
}

static int sync_one(struct str path, enum platform_kind kind) {
  return kind == PLATFORM_REGULAR || kind == PLATFORM_FOLDER
             ? platform_sync_path(path)
             : 0;
}

void file_remove_tree(struct str path) { (void)walk_tree(path, remove_one, 0); }

/* Where two names cannot be swapped at once, the old one steps aside and comes
 * back if the new one does not get through. */
static int swap_names(struct str temp, struct str path) {
  struct buf aside = {0};
  if (!platform_exchange(temp, path))
    return 0;
  put_temp_name(&aside, path, TEMP_TRIES);
  int error = platform_rename(path, buf_str(&aside));
  if (!error) {
    error = platform_rename(temp, path);
    (void)platform_rename(buf_str(&aside), error ? path : temp);
  }
  buf_free(&aside);
  return error;
}

/* Only a folder, or nothing, may be replaced by a folder. */
static bool may_become_folder(struct diags *d, struct str path) {
  struct platform_status status;
  if (platform_status(path, false, &status) || status.kind == PLATFORM_FOLDER)
    return true;
  diag_failure(d, NOWHERE, "E-FILE-KIND", "'%.*s' is a file, expected a folder",
               STR_ARG(path));
  return false;
}

bool file_exchange(struct diags *d, struct str temp, struct str path,
                   bool *stood) {
  struct platform_status is, was;
  int error = platform_status(temp, false, &is);
  bool folder = !error && is.kind == PLATFORM_FOLDER;
  *stood = platform_status(path, false, &was) == 0;
  if (folder ? !may_become_folder(d, path) : !may_become_file(d, path))
    return false;
  if (!error)
    error = walk_tree(temp, sync_one, 0);
  if (!error)
    error = *stood ? swap_names(temp, path) : platform_rename(temp, path);
  if (error)
    return report_write(d, path, error);
  sync_folder_of(path);
  return true;
}

void file_exchange_back(struct str temp, struct str path, bool stood) {
  (void)(stood ? swap_names(temp, path) : platform_rename(path, temp));
}
