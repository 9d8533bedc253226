/* Paths as text, and the one question about them that asks the system. */
#include "base/file.h"

#include <string.h>

#include "base/platform_files.h"

static struct str without_trailing_slashes(struct str path) {
  while (path.len > 1 && path.ptr[path.len - 1] == '/')
    path.len--;
  return path;
}

/* Bytes up to and with the last slash; 0 if there is none. */
static size_t folder_len(struct str path) {
  size_t n = path.len;
  while (n && path.ptr[n - 1] != '/')
    n--;
  return n;
}

struct str path_join(struct arena *a, struct str folder, struct str name) {
  if (str_starts(name, "/") || folder.len == 0)
    return arena_str(a, name);
  bool slash = str_ends(folder, "/");
  return arena_printf(a, "%.*s%s%.*s", STR_ARG(folder), slash ? "" : "/",
                      STR_ARG(name));
}

struct str path_base(struct str path) {
  path = without_trailing_slashes(path);
  return str_slice(path, folder_len(path), path.len);
}

struct str path_folder(struct str path) {
  path = without_trailing_slashes(path);
  size_t n = folder_len(path);
  if (n == 0)
    return STR(".");
  return without_trailing_slashes(str_slice(path, 0, n));
}

/* Takes the part before the next slash off `rest`. */
static bool next_part(struct str *rest, struct str *part) {
  if (rest->len == 0)
    return false;
  size_t end = str_find(*rest, '/', 0);
  *part = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end + 1, rest->len);
  return true;
}

bool path_normalise(struct arena *a, struct str path, struct str *out) {
  if (path.len == 0 || path.ptr[0] == '/' || memchr(path.ptr, '\0', path.len))
    return false;
  char *text = arena_alloc(a, path.len + 1);
  size_t len = 0;
  struct str rest = path, part;
  while (next_part(&rest, &part)) {
    if (part.len == 0 || str_is(part, "."))
      continue;
    if (str_is(part, "..")) {
      if (len == 0)
        return false;
      len = folder_len((struct str){text, len});
      len -= len > 0;
      continue;
    }
    if (len)
      text[len++] = '/';
    memcpy(text + len, part.ptr, part.len);
    len += part.len;
  }
  text[len] = '\0';
  *out = (struct str){text, len};
  return len > 0;
}

bool path_is_inside(struct str folder, struct str path) {
  struct buf outer = {0}, inner = {0};
  bool inside = true;
  if (platform_real_path(folder, &outer) == 0 &&
      platform_real_path(path, &inner) == 0) {
    struct str top = without_trailing_slashes(buf_str(&outer));
    struct str below = buf_str(&inner);
    inside =
        str_is(top, "/") || (below.len > top.len && below.ptr[top.len] == '/' &&
                             str_eq(str_slice(below, 0, top.len), top));
  }
  buf_free(&outer);
  buf_free(&inner);
  return inside;
}

struct str path_real(struct arena *a, struct str path) {
  struct buf real = {0};
  bool found = platform_real_path(path, &real) == 0;
  struct str out = found ? arena_str(a, buf_str(&real)) : (struct str){0};
  buf_free(&real);
  return out;
}
