#ifndef WM_FILE_H
#define WM_FILE_H

/* Files and folders of the host, read whole and replaced whole. The only users
 * of the file system besides platform.c; everything is reported as a failure
 * (diag_failure) with the file's name and the reason. */

#include "base/diag.h"

/* Most bytes of any file that is read into memory. */
#define FILE_MAX_BYTES ((size_t)256 << 20)

enum file_kind { FILE_NONE, FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
enum file_kind file_kind(struct str path);
long long file_size(struct str path); /* bytes; -1 if there is none */

/* The whole of a regular file of at most `max` bytes, in `a`. On failure one
 * diagnostic at `at` (E-FILE-MISSING, E-FILE-KIND, E-FILE-SIZE, E-FILE-READ)
 * naming `path`, and false. */
bool file_read(struct arena *a, struct diags *d, struct loc at, struct str path,
               size_t max, struct str *out);
/* Names in a folder, sorted by bytes, without "." and "..". */
bool file_list(struct arena *a, struct diags *d, struct str path,
               struct str **names, size_t *count);

/* Writes a new file beside `path` and renames it over: old or new, never half.
 * The folder must exist. */
bool file_replace(struct diags *d, struct str path, struct str content);
/* A file that must not exist yet, to be put in place with file_exchange, alone
 * or in a folder; that also flushes it. Failures name `shown`, the place it is
 * meant for. */
bool file_write_new(struct diags *d, struct str path, struct str shown,
                    struct str content);
/* A new file that only its owner may read, for secrets. */
bool file_write_private(struct diags *d, struct str path, struct str content);
bool file_is_private(struct str path); /* nobody else may read or write it */
/* Folder with its parents; fine if it is there. */
bool file_make_folder(struct diags *d, struct str path);

/* A new folder next to `path`, to be filled and then put in its place. */
bool file_temp_folder(struct arena *a, struct diags *d, struct str path,
                      struct str *temp);
/* A free name next to `path`, for a file. */
struct str file_temp_name(struct arena *a, struct str path);
/* Puts the finished file or folder `temp` in the place of `path`; whatever
 * `stood` there is called `temp` from then on. False when it could not be:
 * then nothing has changed. Several are put in place together by undoing those
 * before one that fails; at the end `temp` is removed in any case. */
bool file_exchange(struct diags *d, struct str temp, struct str path,
                   bool *stood);
void file_exchange_back(struct str temp, struct str path, bool stood);
void file_remove(struct str path);      /* no error if it is not there */
void file_remove_tree(struct str path); /* or a file; never follows links */

/* "a/b" from "a" and "b"; an absolute second part stays as it is. */
struct str path_join(struct arena *a, struct str folder, struct str name);
struct str path_base(struct str path);   /* after the last slash */
struct str path_folder(struct str path); /* before the last slash, or "." */
/* Without "." and "name/.." parts and double slashes; false when it would leave
 * its start ("../x"), is absolute or empty. */
bool path_normalise(struct arena *a, struct str path, struct str *out);
/* `path` (with `folder` already joined before it), links resolved, must still
 * be below `folder` (also resolved): true if it is, or if nothing is there. */
bool path_is_inside(struct str folder, struct str path);
/* The whole path of something that is there, links resolved; ptr NULL when it
 * is not. */
struct str path_real(struct arena *a, struct str path);

#endif
