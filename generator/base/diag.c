/* Collected diagnostics and how they are printed. */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"

enum { PRINT_MAX = 50, QUOTE_MAX = 160 };

struct source {
  struct str name;
  struct str text;
};

struct diag {
  enum severity severity;
  struct loc at;
  const char *code;
  struct str message;
  size_t group; /* a note sorts with the message it belongs to */
  size_t order; /* of reporting */
  struct loc sort;
};

struct diags {
  struct arena *arena;
  struct source *sources;
  size_t source_count, source_cap;
  struct diag *list;
  size_t count, cap;
  size_t errors, warnings, failures;
};

struct diags *diags_create(struct arena *a) {
  struct diags *d = arena_new(a, struct diags);
  d->arena = a;
  return d;
}

uint32_t diags_add_source(struct diags *d, struct str name, struct str text) {
  struct source *s =
      ARENA_PUSH(d->arena, d->sources, d->source_count, d->source_cap);
  s->name = arena_str(d->arena, name);
  s->text = text;
  return (uint32_t)d->source_count;
}

struct str diags_source_name(const struct diags *d, uint32_t src) {
  return src && src <= d->source_count ? d->sources[src - 1].name
                                       : STR("waymark");
}

static struct str source_line(const struct diags *d, struct loc at) {
  bool known = at.src && at.src <= d->source_count;
  struct str rest = known ? d->sources[at.src - 1].text : STR("");
  struct str line = {0};
  for (uint32_t n = 0; n < at.line; n++)
    if (!str_next_line(&rest, &line))
      return STR("");
  return line;
}

/* Lua and data files know lines, not columns: then the whole line is meant. */
static struct loc with_column(const struct diags *d, struct loc at) {
  if (at.src == 0 || at.line == 0 || at.col)
    return at;
  struct str line = source_line(d, at);
  struct str text = str_trim(line);
  if (text.len) {
    at.col = (uint32_t)(text.ptr - line.ptr) + 1;
    at.len = (uint32_t)text.len;
  }
  return at;
}

#if defined(__GNUC__)
__attribute__((format(printf, 5, 0)))
#endif
static void
report(struct diags *d, enum severity severity, struct loc at, const char *code,
       const char *format, va_list args) {
  struct buf text;
  buf_init(&text, 64 * 1024);
  buf_vprintf(&text, format, args);
  struct diag *new = ARENA_PUSH(d->arena, d->list, d->count, d->cap);
  new->severity = severity;
  new->at = new->sort = with_column(d, at);
  new->code = code;
  new->message = arena_str(d->arena, buf_str(&text));
  new->order = new->group = d->count;
  buf_free(&text);
  if (severity == SEVERITY_NOTE && d->count > 1) {
    new->group = d->list[d->count - 2].group;
    new->sort = d->list[d->count - 2].sort;
  }
  d->errors += severity == SEVERITY_ERROR;
  d->warnings += severity == SEVERITY_WARNING;
}

void diag_error(struct diags *d, struct loc at, const char *code,
                const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(d, SEVERITY_ERROR, at, code, format, args);
  va_end(args);
}

void diag_failure(struct diags *d, struct loc at, const char *code,
                  const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(d, SEVERITY_ERROR, at, code, format, args);
  va_end(args);
  d->failures++;
}

void diag_warn(struct diags *d, struct loc at, const char *code,
               const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(d, SEVERITY_WARNING, at, code, format, args);
  va_end(args);
}

void diag_note(struct diags *d, struct loc at, const char *code,
               const char *format, ...) {
  va_list args;
  va_start(args, format);
  report(d, SEVERITY_NOTE, at, code, format, args);
  va_end(args);
}

struct str diags_first_error(const struct diags *d) {
  for (size_t i = 0; i < d->count; i++)
    if (d->list[i].severity == SEVERITY_ERROR)
      return d->list[i].message;
  return STR("");
}

size_t diags_errors(const struct diags *d) { return d->errors; }
size_t diags_warnings(const struct diags *d) { return d->warnings; }

int diags_status(const struct diags *d) {
  if (d->failures)
    return 2;
  return d->errors ? 1 : 0;
}

static int by_number(size_t a, size_t b) { return a < b ? -1 : a > b; }

static int by_place(const void *pa, const void *pb) {
  const struct diag *a = pa, *b = pb;
  int order = by_number(a->sort.src, b->sort.src);
  if (order == 0)
    order = by_number(a->sort.line, b->sort.line);
  if (order == 0)
    order = by_number(a->sort.col, b->sort.col);
  if (order == 0)
    order = by_number(a->group, b->group);
  return order ? order : by_number(a->order, b->order);
}

static bool same(const struct diag *a, const struct diag *b) {
  return a->severity == b->severity && a->at.src == b->at.src &&
         a->at.line == b->at.line && a->at.col == b->at.col &&
         str_eq(a->message, b->message);
}

static const char *severity_name(enum severity s) {
  static const char *const names[] = {"error", "warning", "note"};
  return names[s];
}

/* Cells that a text takes; tabs count as one. */
static int cells(struct str s) {
  int n = 0;
  while (s.len)
    n += utf8_cells(utf8_next(&s));
  return n;
}

/* The source line with carets under the place. Tabs are kept in the padding so
 * that the carets stay in step. */
static void print_quote(const struct diags *d, struct loc at, struct buf *out) {
  struct str line = source_line(d, at);
  if (at.line == 0 || at.col == 0 || at.col > line.len + 1 || line.len == 0)
    return;
  size_t from = at.col > QUOTE_MAX / 2 ? at.col - QUOTE_MAX / 2 : 0;
  while (from && from < at.col - 1 && utf8_is_continuation(line.ptr[from]))
    from++;
  struct str shown = utf8_cut(str_slice(line, from, line.len), QUOTE_MAX);
  buf_puts(out, "  ");
  utf8_put_printable(out, shown);
  buf_puts(out, "\n  ");
  struct str before = str_slice(shown, 0, at.col - 1 - from);
  while (before.len) {
    uint32_t c = utf8_next(&before);
    for (int n = utf8_cells(c); n > 0; n--)
      buf_char(out, c == '\t' ? '\t' : ' ');
  }
  struct str under =
      str_slice(shown, at.col - 1 - from, at.col - 1 - from + at.len);
  int carets = cells(under);
  for (int i = 0; i < (carets ? carets : 1); i++)
    buf_char(out, '^');
  buf_char(out, '\n');
}

/* A note at the place of what it belongs to needs no second look at it. */
static bool quotes_again(const struct diag *g, const struct diag *before) {
  return before && g->severity == SEVERITY_NOTE &&
         g->at.src == before->at.src && g->at.line == before->at.line &&
         g->at.col == before->at.col;
}

static void print_text(const struct diags *d, const struct diag *g, bool colour,
                       struct buf *out) {
  static const char *const colours[] = {"\033[1;31m", "\033[1;35m",
                                        "\033[1;36m"};
  buf_put(out, diags_source_name(d, g->at.src));
  if (g->at.src && g->at.line)
    buf_printf(out, ":%u", (unsigned)g->at.line);
  if (g->at.src && g->at.line && g->at.col)
    buf_printf(out, ":%u", (unsigned)g->at.col);
  buf_puts(out, ": ");
  if (colour)
    buf_puts(out, colours[g->severity]);
  buf_puts(out, severity_name(g->severity));
  buf_puts(out, ":");
  if (colour)
    buf_puts(out, "\033[0m");
  buf_char(out, ' ');
  utf8_put_printable(out, g->message);
  if (g->code)
    buf_printf(out, " [%s]", g->code);
  buf_char(out, '\n');
  if (!quotes_again(g, g > d->list ? g - 1 : NULL))
    print_quote(d, g->at, out);
}

static void print_json(const struct diags *d, const struct diag *g,
                       struct buf *out) {
  buf_puts(out, "{\"severity\":");
  json_put_string(out, str_from(severity_name(g->severity)));
  buf_puts(out, ",\"code\":");
  if (g->code)
    json_put_string(out, str_from(g->code));
  else
    buf_puts(out, "null");
  buf_puts(out, ",\"file\":");
  json_put_string(out, diags_source_name(d, g->at.src));
  buf_printf(out, ",\"line\":%u,\"col\":%u,\"length\":%u,\"message\":",
             (unsigned)g->at.line, (unsigned)g->at.col, (unsigned)g->at.len);
  json_put_string(out, g->message);
  buf_char(out, '}');
}

static void print_count(const struct diags *d, struct buf *out) {
  if (d->errors)
    buf_printf(out, "%zu error%s", d->errors, d->errors == 1 ? "" : "s");
  if (d->errors && d->warnings)
    buf_puts(out, ", ");
  if (d->warnings)
    buf_printf(out, "%zu warning%s", d->warnings, d->warnings == 1 ? "" : "s");
  if (d->errors || d->warnings)
    buf_char(out, '\n');
}

void diags_print(struct diags *d, struct diag_style style, struct buf *out) {
  size_t printed = 0, left = 0;
  if (d->count)
    qsort(d->list, d->count, sizeof *d->list, by_place);
  if (style.json)
    buf_char(out, '[');
  for (size_t i = 0; i < d->count; i++) {
    if (i && same(&d->list[i], &d->list[i - 1]))
      continue;
    if (style.json) {
      buf_puts(out, printed ? ",\n" : "\n");
      print_json(d, &d->list[i], out);
    } else if (printed < PRINT_MAX) {
      print_text(d, &d->list[i], style.colour, out);
    } else {
      left++;
    }
    printed++;
  }
  if (style.json)
    buf_puts(out, "\n]\n");
  else if (left)
    buf_printf(out, "… and %zu more\n", left);
  if (!style.json)
    print_count(d, out);
}

const char *diag_nearest(struct arena *a, struct str wrong,
                         const struct str *candidates, size_t count) {
  size_t best = 0, best_distance = SIZE_MAX;
  for (size_t i = 0; i < count; i++) {
    size_t distance = str_distance(wrong, candidates[i]);
    if (distance < best_distance) {
      best_distance = distance;
      best = i;
    }
  }
  if (best_distance == SIZE_MAX || best_distance > 1 + wrong.len / 3)
    return "";
  return arena_printf(a, ", did you mean '%.*s'?", STR_ARG(candidates[best]))
      .ptr;
}
