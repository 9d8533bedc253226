#ifndef WM_PLATFORM_FILES_H
#define WM_PLATFORM_FILES_H

/* The system calls behind file.h, one thin function each, so that another
 * system needs only another platform_files.c. Used by file.c alone; reports
 * nothing: every function returns 0 or the system's error number. */

#include "base/buf.h"

enum platform_kind {
  PLATFORM_REGULAR,
  PLATFORM_FOLDER,
  PLATFORM_LINK, /* only when links are not followed */
  PLATFORM_OTHER /* pipes, devices, sockets */
};

struct platform_status {
  enum platform_kind kind;
  long long size;
};

/* Our own words for an error number, the same on every system. */
const char *platform_error_text(int error);
bool platform_error_is_missing(int error);
bool platform_error_is_existing(int error);

int platform_status(struct str path, bool follow, struct platform_status *out);
/* Never waits for the other end of a pipe; what was opened is looked at again,
 * since the name may have changed hands. */
int platform_open(struct str path, int *handle, struct platform_status *out);
/* Reads until `size` bytes came or the file ends. */
int platform_read(int handle, char *bytes, size_t size, size_t *got);
/* A new file; fails when the name is taken. */
int platform_create(struct str path, int *handle);
/* The same, for its owner's eyes only. */
int platform_create_private(struct str path, int *handle);
/* Whether only its owner can read or write it. */
int platform_is_private(struct str path, bool *out);
int platform_write(int handle, const char *bytes, size_t size);
/* To the disk, where the file system can. */
int platform_sync(int handle);
int platform_close(int handle);
int platform_sync_path(struct str path); /* of a file or folder, by name */

int platform_make_folder(struct str path);
int platform_remove_file(struct str path);   /* or a link, not its target */
int platform_remove_folder(struct str path); /* must be empty */
int platform_rename(struct str from, struct str to);
/* Swaps two names at once; an error where the system cannot. */
int platform_exchange(struct str a, struct str b);

typedef void platform_each_fn(void *user, struct str name);
/* Calls `each` for every name in a folder but "." and "..", in no order. */
int platform_list(struct str path, platform_each_fn *each, void *user);

/* The absolute name with all links resolved, appended to `out`. */
int platform_real_path(struct str path, struct buf *out);
unsigned long platform_process_id(void);

#endif
