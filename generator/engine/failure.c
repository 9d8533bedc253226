/* Failures of a request, and the nearest name to a wrong one. */
#include "engine/failure.h"

#include "base/json.h"

enum { MESSAGE_MAX = 2000 };

static const char *const kinds[] = {"none", "request", "data",
                                    "lua",  "limit",   "memory"};

bool failure_set(struct failure *f, enum failure_kind kind, const char *format,
                 ...) {
  va_list args;
  if (f->kind != FAILURE_NONE)
    return false;
  f->kind = kind;
  f->message.max = MESSAGE_MAX;
  va_start(args, format);
  buf_vprintf(&f->message, format, args);
  va_end(args);
  return false;
}

void failure_at(struct failure *f, struct str file, int line, int col) {
  buf_clear(&f->file);
  buf_put(&f->file, file);
  f->line = line;
  f->col = col;
}

bool failure_no_memory(struct failure *f) {
  return failure_set(f, FAILURE_MEMORY, "not enough memory");
}

void failure_write(struct buf *out, const struct failure *f) {
  struct str message = buf_str(&f->message);
  if (message.len == 0)
    message = STR("not enough memory");
  buf_printf(out, "\"kind\":\"%s\",\"message\":", kinds[f->kind]);
  json_put_string(out, message);
  buf_puts(out, ",\"file\":");
  json_put_string(out, buf_str(&f->file));
  buf_printf(out, ",\"line\":%d,\"col\":%d", f->line, f->col);
}

void failure_clear(struct failure *f) {
  buf_free(&f->message);
  buf_free(&f->file);
  *f = (struct failure){0};
}

static bool near_enough(struct str wrong, size_t distance) {
  return distance <= 1 + wrong.len / 4 && distance < wrong.len;
}

void failure_nearest(struct buf *out, struct str wrong,
                     struct str (*name)(const void *context, size_t i),
                     const void *context) {
  size_t best = SIZE_MAX;
  int shown = 0;
  for (size_t i = 0; name(context, i).ptr; i++) {
    size_t d = str_distance(wrong, name(context, i));
    if (d < best)
      best = d;
  }
  if (best == SIZE_MAX || !near_enough(wrong, best))
    return;
  for (size_t i = 0; name(context, i).ptr && shown < 3; i++) {
    struct str s = name(context, i);
    if (str_distance(wrong, s) != best)
      continue;
    buf_printf(out, "%s'%.*s'", shown ? " or " : ", did you mean ", STR_ARG(s));
    shown++;
  }
  buf_char(out, '?');
}
