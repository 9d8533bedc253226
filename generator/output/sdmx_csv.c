/* Writing SDMX-CSV. */
#include "output/sdmx_csv.h"

#include <string.h>

#include "base/utf8.h"
#include "engine/csv.h"

enum { SHOWN_FAULTS = 10, SHOWN_BYTES = 60, ID_MAX = 50, MOST_SEEN = 2000 };

/* What a column becomes. */
enum sdmx_part { PART_LEFT_OUT, PART_DIMENSION, PART_TIME, PART_FIGURE };

struct column {
  const struct field *field;
  enum sdmx_part part;
  struct str id;
  struct seen {
    struct str value, code;
  } * seen; /* different values so far */
  size_t seen_count, seen_cap;
};

struct writer {
  struct arena *arena;
  struct diags *diags;
  const struct resource *resource;
  const struct sdmx_target *target;
  struct buf *out;
  struct csv csv;
  struct column *columns;
  size_t count, figures, faults;
  bool yearly; /* has a year and no FREQ */
};

static const struct field *field_of(const struct resource *r, struct str name) {
  for (size_t i = 0; i < r->field_count; i++)
    if (str_eq(r->fields[i].name.s, name))
      return &r->fields[i];
  return NULL;
}

/* An SDMX id: capital letters, digits and '_', a letter first. */
static struct str id_of(struct arena *a, struct str name) {
  char *out = arena_alloc(a, name.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < name.len && len < ID_MAX; i++) {
    char c = name.ptr[i];
    if (c >= 'a' && c <= 'z')
      c = (char)(c - 'a' + 'A');
    if (char_is_alpha(c) || (len && char_is_digit(c)))
      out[len++] = c;
    else if (len && out[len - 1] != '_' && (unsigned char)c < 0x80)
      out[len++] = '_';
  }
  while (len && out[len - 1] == '_')
    len--;
  return (struct str){out, len};
}

static bool is_structure(struct str id) {
  static const char *const ids[] = {
      "DATAFLOW",   "STRUCTURE",   "STRUCTURE_ID",  "ACTION",
      "OBS_STATUS", "CONF_STATUS", "STRUCTURE_NAME"};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
    if (str_is(id, ids[i]))
      return true;
  return false;
}

static enum sdmx_part part_of(const struct column *c) {
  enum field_type type = c->field->type;
  if (is_structure(c->id))
    return PART_LEFT_OUT;
  if (type == FIELD_YEAR || str_is(c->id, "TIME_PERIOD"))
    return PART_TIME;
  if ((type == FIELD_INTEGER || type == FIELD_NUMBER) &&
      c->field->category_count == 0)
    return PART_FIGURE;
  return PART_DIMENSION;
}

static bool fault(struct writer *w, struct loc at, const char *what,
                  struct str shown) {
  if (w->faults++ < SHOWN_FAULTS)
    diag_error(w->diags, at, "E-SDMX", "'%.*s' %s",
               STR_ARG(utf8_cut(shown, SHOWN_BYTES)), what);
  return false;
}

static bool read_columns(struct writer *w) {
  struct loc at = {w->resource->csv_src, (uint32_t)w->csv.line, 0, 0};
  size_t times = 0;
  bool frequency = false;
  w->count = w->csv.count;
  w->columns = arena_array(w->arena, struct column, w->count);
  for (size_t i = 0; i < w->count; i++) {
    struct column *c = &w->columns[i];
    struct str name = w->csv.fields[i].text;
    c->field = field_of(w->resource, name);
    c->id = id_of(w->arena, name);
    if (!c->field || !c->id.len)
      return fault(w, at, "can be no SDMX id: name the column in Latin letters",
                   name);
    c->part = part_of(c);
    times += c->part == PART_TIME;
    w->figures += c->part == PART_FIGURE;
    frequency |= str_is(c->id, "FREQ");
    for (size_t j = 0; j < i; j++)
      if (str_eq(w->columns[j].id, c->id))
        return fault(w, at, "is the SDMX id of two columns", c->id);
  }
  w->yearly = times == 1 && !frequency;
  if (times > 1)
    return fault(w, at, "has more than one year", w->resource->name.s);
  return w->figures > 0 ||
         fault(w, at, "has no figure to write", w->resource->name.s);
}

static void put_head(struct writer *w) {
  struct buf *out = w->out;
  buf_puts(out, w->target->version == SDMX_1_0
                    ? "DATAFLOW"
                    : "STRUCTURE,STRUCTURE_ID,ACTION");
  if (w->yearly)
    buf_puts(out, ",FREQ");
  for (size_t i = 0; i < w->count; i++)
    if (w->columns[i].part == PART_DIMENSION)
      buf_printf(out, ",%.*s", STR_ARG(w->columns[i].id));
  if (w->figures > 1)
    buf_puts(out, ",INDICATOR");
  for (size_t i = 0; i < w->count; i++)
    if (w->columns[i].part == PART_TIME)
      buf_puts(out, ",TIME_PERIOD");
  buf_puts(out, ",OBS_VALUE,OBS_STATUS,CONF_STATUS\n");
}

static bool is_missing(const struct field *f, struct str s) {
  for (size_t i = 0; i < f->missing.count; i++)
    if (str_eq(f->missing.items[i].s, s))
      return true;
  return s.len == 0;
}

/* Codes hold letters, digits, '_', '-', '@' and '$'. Blanks and other marks of
 * ASCII become '_'; a missing dimension is "_X", not specified. */
/* Two values must not become one code: their figures could not be told apart.
 */
static bool keep_apart(struct writer *w, struct column *c, struct str value,
                       struct str code) {
  struct loc at = {w->resource->csv_src, (uint32_t)w->csv.line, 0, 0};
  for (size_t i = 0; i < c->seen_count; i++)
    if (str_eq(c->seen[i].value, value))
      return true;
  for (size_t i = 0; i < c->seen_count; i++)
    if (str_eq(c->seen[i].code, code))
      return fault(w, at,
                   "would be the same SDMX code as another value of its "
                   "column: put a code in the table, and the words into "
                   "'categories'",
                   value);
  if (c->seen_count < MOST_SEEN)
    *ARENA_PUSH(w->arena, c->seen, c->seen_count, c->seen_cap) =
        (struct seen){arena_str(w->arena, value), arena_str(w->arena, code)};
  return true;
}

static bool put_code(struct writer *w, struct column *c, struct str s) {
  struct loc at = {w->resource->csv_src, (uint32_t)w->csv.line, 0, 0};
  s = str_trim(s);
  buf_char(w->out, ',');
  if (is_missing(c->field, s)) {
    buf_puts(w->out, "_X");
    return true;
  }
  size_t from = w->out->len;
  for (size_t i = 0; i < s.len; i++) {
    char b = s.ptr[i];
    if ((unsigned char)b >= 0x80)
      return fault(w, at,
                   "can be no SDMX code: put a code in the table, and the "
                   "words into 'categories'",
                   s);
    buf_char(w->out, char_is_alpha(b) || char_is_digit(b) || strchr("-@$", b)
                         ? b
                     : b == '+' ? '@'
                                : '_');
  }
  return keep_apart(w, c, s, str_slice(buf_str(w->out), from, w->out->len));
}

static bool put_observation(struct writer *w, size_t figure) {
  struct buf *out = w->out;
  bool ok = true;
  if (w->target->version == SDMX_2_0)
    buf_puts(out, "dataflow,");
  table_put_value(out, w->target->flow, ',');
  buf_puts(out, w->target->version == SDMX_2_0 ? ",I" : "");
  buf_puts(out, w->yearly ? ",A" : "");
  for (size_t i = 0; i < w->count; i++)
    if (w->columns[i].part == PART_DIMENSION)
      ok = put_code(w, &w->columns[i], w->csv.fields[i].text) && ok;
  if (w->figures > 1)
    buf_printf(out, ",%.*s", STR_ARG(w->columns[figure].id));
  for (size_t i = 0; i < w->count; i++)
    if (w->columns[i].part == PART_TIME)
      buf_printf(out, ",%.*s", STR_ARG(w->csv.fields[i].text));
  struct str value = w->csv.fields[figure].text;
  bool missing = is_missing(w->columns[figure].field, value);
  buf_char(out, ',');
  buf_put(out, missing ? STR("") : str_trim(value));
  buf_puts(out, missing ? ",O,F\n" : ",A,F\n");
  return ok;
}

static bool put_rows(struct writer *w) {
  enum csv_result result;
  while ((result = csv_next(&w->csv)) == CSV_RECORD)
    for (size_t i = 0; i < w->count && w->csv.count == w->count; i++)
      if (w->columns[i].part == PART_FIGURE)
        put_observation(w, i);
  return result == CSV_END && !w->faults;
}

bool sdmx_put(struct arena *a, struct diags *d, const struct resource *r,
              const struct sdmx_target *target, struct buf *out) {
  struct writer w = {
      .arena = a, .diags = d, .resource = r, .target = target, .out = out};
  csv_start(&w.csv, r->csv, r->delimiter);
  bool ok = csv_next(&w.csv) == CSV_RECORD && read_columns(&w);
  if (ok) {
    put_head(&w);
    ok = put_rows(&w);
  }
  csv_finish(&w.csv);
  return ok && buf_ok(out);
}
