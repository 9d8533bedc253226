/* SPSS (.sav) and Stata (.dta) files through libreadstat, whose only user this
 * file is. The file is in memory already, so that all reading is checked in one
 * place, and the same code is fuzzed. */
#include <readstat.h>

#include <string.h>

#include "base/utf8.h"
#include "engine/csv_value.h"
#include "tables/build.h"
#include "tables/moment.h"

enum { MOST_LABELS = 100000, SAV_SET_NAME = 256 };

/* A set of value labels, by the name that columns refer to it with. */
struct label_set {
  struct str name;
  struct table_label *labels;
  size_t count, cap;
};

struct reader {
  const struct table_source *source;
  struct table *table;
  struct diags *diags;
  size_t at; /* in the bytes */
  struct label_set *sets;
  size_t set_count, set_cap, label_count;
  size_t set_name_room; /* bytes; a name that fills them has no NUL */
  struct str *set_of;   /* by column: the name of its set */
  size_t set_of_count, set_of_cap;
  unsigned char *moments; /* by column: enum moment */
  size_t moment_count, moment_cap;
  bool *days; /* by column: counts days, not seconds */
  size_t day_count, day_cap;
};

static struct loc whole(const struct reader *r) {
  return (struct loc){.src = r->table->src};
}

/* The bytes as a file. */
static int open_bytes(const char *path, void *user) {
  (void)path;
  ((struct reader *)user)->at = 0;
  return 0;
}

static int close_bytes(void *user) {
  (void)user;
  return 0;
}

static readstat_off_t seek_bytes(readstat_off_t offset,
                                 readstat_io_flags_t whence, void *user) {
  struct reader *r = user;
  readstat_off_t from = whence == READSTAT_SEEK_CUR ? (readstat_off_t)r->at
                        : whence == READSTAT_SEEK_END
                            ? (readstat_off_t)r->source->bytes.len
                            : 0;
  if (offset < -from || offset > (readstat_off_t)r->source->bytes.len - from)
    return -1;
  r->at = (size_t)(from + offset);
  return from + offset;
}

static ssize_t read_bytes(void *out, size_t size, void *user) {
  struct reader *r = user;
  size_t left = r->source->bytes.len - r->at;
  size_t len = size < left ? size : left;
  if (len)
    memcpy(out, r->source->bytes.ptr + r->at, len);
  r->at += len;
  return (ssize_t)len;
}

static readstat_error_t no_update(long size, readstat_progress_handler progress,
                                  void *user, void *io) {
  (void)size, (void)progress, (void)user, (void)io;
  return READSTAT_OK;
}

/* A text of the file, in UTF-8: what is not is shown as U+FFFD. */
static struct str keep(struct reader *r, const char *c_string) {
  struct str s = str_from(c_string), rest = s;
  size_t bad;
  if (utf8_valid(s, &bad))
    return arena_str(r->source->arena, s);
  struct buf text = {0};
  while (rest.len)
    buf_put_utf8(&text, utf8_next(&rest));
  s = arena_str(r->source->arena, buf_str(&text));
  buf_free(&text);
  return s;
}

/* The name of a set of labels, which libreadstat hands over as it stands in the
 * file: a name that fills its room is not ended. */
static struct str keep_set_name(struct reader *r, const char *name) {
  size_t len = 0;
  while (name && len < r->set_name_room && name[len])
    len++;
  return keep(r, arena_str(r->source->arena, (struct str){name, len}).ptr);
}

/* What a column's display format says of its numbers: SPSS DATE11, ADATE10,
 * DATETIME20, TIME8; Stata %td, %tc, with days or milliseconds. */
static enum moment moment_of(const struct table *t, struct str format,
                             bool *days) {
  static const char *const spss_days[] = {"DATE", "ADATE", "EDATE", "JDATE",
                                          "SDATE"};
  *days = false;
  if (t->format == TABLE_DTA) {
    bool date = str_starts(format, "%td") || str_starts(format, "%d") ||
                str_starts(format, "%-td");
    *days = date;
    return date ? MOMENT_DATE
           : str_starts(format, "%tc") || str_starts(format, "%tC")
               ? MOMENT_DATE_TIME
               : MOMENT_NONE;
  }
  if (str_starts(format, "DATETIME") || str_starts(format, "YMDHMS"))
    return MOMENT_DATE_TIME;
  for (size_t i = 0; i < sizeof spss_days / sizeof *spss_days; i++)
    if (str_starts(format, spss_days[i]))
      return MOMENT_DATE;
  return str_starts(format, "TIME") ? MOMENT_TIME : MOMENT_NONE;
}

static void add_missing(struct reader *r, size_t column,
                        readstat_variable_t *v) {
  struct table_column *c = &r->table->columns[column];
  char room[TABLE_CELL_ROOM];
  int count = readstat_variable_get_missing_ranges_count(v);
  for (int i = 0; i < count; i++) {
    readstat_value_t lo = readstat_variable_get_missing_range_lo(v, i);
    readstat_value_t hi = readstat_variable_get_missing_range_hi(v, i);
    bool text = readstat_value_type(lo) == READSTAT_TYPE_STRING;
    double from = text ? 0 : readstat_double_value(lo);
    double to = text ? 0 : readstat_double_value(hi);
    if (!text && from != to) {
      struct table_range *range =
          ARENA_PUSH(r->source->arena, c->ranges, c->range_count, c->range_cap);
      *range = (struct table_range){from, to};
      continue;
    }
    struct table_label *l = table_add_label(r->table, column);
    l->missing = true;
    l->value = text
                   ? keep(r, readstat_string_value(lo))
                   : arena_str(r->source->arena, table_number_text(from, room));
  }
}

static int on_metadata(readstat_metadata_t *m, void *user) {
  struct reader *r = user;
  int columns = readstat_get_var_count(m);
  if (columns > TABLE_MAX_COLUMNS) {
    diag_error(r->diags, whole(r), "E-TABLE-COLUMNS",
               "the table has %d columns, expected at most %d: keep those you "
               "need",
               columns, TABLE_MAX_COLUMNS);
    return READSTAT_HANDLER_ABORT;
  }
  long version = readstat_get_file_format_version(m);
  if (r->table->format == TABLE_DTA)
    r->set_name_room = version < 110 ? 9 : version < 118 ? 33 : 129;
  r->table->encoding = keep(r, readstat_get_file_encoding(m));
  return READSTAT_HANDLER_OK;
}

static int on_variable(int index, readstat_variable_t *v, const char *labels,
                       void *user) {
  struct reader *r = user;
  struct arena *a = r->source->arena;
  size_t column = (size_t)index;
  bool days;
  if (column != r->table->column_count ||
      !table_add_column(r->table, r->diags,
                        keep(r, readstat_variable_get_name(v))))
    return READSTAT_HANDLER_ABORT;
  r->table->columns[column].title =
      str_trim(keep(r, readstat_variable_get_label(v)));
  *ARENA_PUSH(a, r->set_of, r->set_of_count, r->set_of_cap) =
      keep_set_name(r, labels);
  *ARENA_PUSH(a, r->moments, r->moment_count, r->moment_cap) =
      (unsigned char)moment_of(
          r->table, str_from(readstat_variable_get_format(v)), &days);
  *ARENA_PUSH(a, r->days, r->day_count, r->day_cap) = days;
  add_missing(r, column, v);
  return READSTAT_HANDLER_OK;
}

/* Seconds since 1970: SPSS counts seconds from 1582-10-14, Stata days or
 * milliseconds from 1960-01-01. Times of day have no date. */
static double seconds_of(const struct reader *r, size_t column, double n) {
  if (r->table->format == TABLE_SAV)
    return r->moments[column] == MOMENT_TIME ? n : n - 12219379200.0;
  return (r->days[column] ? n * 86400 : n / 1000) - 315619200.0;
}

static void put_text(struct reader *r, size_t column, const char *c_string) {
  struct str s = str_from(c_string);
  size_t bad;
  if (!utf8_valid(s, &bad))
    s = keep(r, c_string);
  while (s.len && s.ptr[s.len - 1] == ' ')
    s.len--;
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] < ' ') { /* line breaks count as blanks */
      char *copy = arena_alloc(r->source->arena, s.len);
      for (i = 0; i < s.len; i++)
        copy[i] = (unsigned char)s.ptr[i] < ' ' ? ' ' : s.ptr[i];
      s.ptr = copy;
      break;
    }
  table_put_text(r->table, column, s);
}

static int on_value(int row, readstat_variable_t *v, readstat_value_t value,
                    void *user) {
  struct reader *r = user;
  size_t column = (size_t)readstat_variable_get_index(v);
  char room[TABLE_CELL_ROOM];
  if (column >= r->table->column_count)
    return READSTAT_HANDLER_ABORT;
  if ((size_t)row == r->table->rows &&
      !table_add_row(r->table, r->diags, (uint32_t)row + 2))
    return READSTAT_HANDLER_ABORT;
  if (readstat_value_is_system_missing(value))
    return READSTAT_HANDLER_OK;
  if (readstat_value_is_tagged_missing(value))
    table_put_number(r->table, column, table_tagged(readstat_value_tag(value)));
  else if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING)
    put_text(r, column, readstat_string_value(value));
  else if (r->moments[column] != MOMENT_NONE)
    table_put_text(
        r->table, column,
        moment_text((enum moment)r->moments[column],
                    seconds_of(r, column, readstat_double_value(value)), room));
  else
    table_put_number(r->table, column, readstat_double_value(value));
  return READSTAT_HANDLER_OK;
}

static struct label_set *find_set(struct reader *r, struct str name) {
  for (size_t i = 0; i < r->set_count; i++)
    if (str_eq(r->sets[i].name, name))
      return &r->sets[i];
  struct label_set *s =
      ARENA_PUSH(r->source->arena, r->sets, r->set_count, r->set_cap);
  s->name = arena_str(r->source->arena, name);
  return s;
}

static int on_label(const char *set, readstat_value_t value, const char *label,
                    void *user) {
  struct reader *r = user;
  char room[TABLE_CELL_ROOM];
  if (r->label_count++ == MOST_LABELS)
    return READSTAT_HANDLER_ABORT;
  struct label_set *s = find_set(r, keep_set_name(r, set));
  struct table_label *l =
      ARENA_PUSH(r->source->arena, s->labels, s->count, s->cap);
  l->label = str_trim(keep(r, label));
  if (readstat_value_is_tagged_missing(value)) {
    l->value = arena_str(
        r->source->arena,
        table_number_text(table_tagged(readstat_value_tag(value)), room));
    l->missing = true;
  } else if (readstat_value_type(value) == READSTAT_TYPE_STRING) {
    l->value = keep(r, readstat_string_value(value));
  } else {
    l->value = arena_str(r->source->arena,
                         table_number_text(readstat_double_value(value), room));
  }
  return READSTAT_HANDLER_OK;
}

/* Labels of a column's set; one that names a missing code keeps being one. */
static void add_labels(struct reader *r, size_t column) {
  const struct label_set *s =
      r->set_of[column].len ? find_set(r, r->set_of[column]) : NULL;
  for (size_t i = 0; s && i < s->count; i++) {
    struct table_column *c = &r->table->columns[column];
    struct table_label *known = NULL;
    for (size_t j = 0; j < c->label_count && !known; j++)
      if (str_eq(c->labels[j].value, s->labels[i].value))
        known = &c->labels[j];
    if (known)
      known->label = s->labels[i].label;
    else
      *table_add_label(r->table, column) = s->labels[i];
  }
}

static void set_handlers(readstat_parser_t *p, struct reader *r) {
  readstat_set_open_handler(p, open_bytes);
  readstat_set_close_handler(p, close_bytes);
  readstat_set_seek_handler(p, seek_bytes);
  readstat_set_read_handler(p, read_bytes);
  readstat_set_update_handler(p, no_update);
  readstat_set_io_ctx(p, r);
  readstat_set_metadata_handler(p, on_metadata);
  readstat_set_variable_handler(p, on_variable);
  readstat_set_value_handler(p, on_value);
  readstat_set_value_label_handler(p, on_label);
}

static bool parse(struct reader *r) {
  struct str encoding = r->source->options->encoding;
  readstat_parser_t *p = readstat_parser_init();
  size_t errors = diags_errors(r->diags);
  if (!p) {
    diag_failure(r->diags, whole(r), "E-MEMORY", "no memory to read the file");
    return false;
  }
  set_handlers(p, r);
  if (encoding.len)
    readstat_set_file_character_encoding(
        p, arena_str(r->source->arena, encoding).ptr);
  readstat_error_t error = r->table->format == TABLE_SAV
                               ? readstat_parse_sav(p, "", r)
                               : readstat_parse_dta(p, "", r);
  readstat_parser_free(p);
  if (error != READSTAT_OK && diags_errors(r->diags) == errors)
    diag_error(r->diags, whole(r), "E-TABLE-BROKEN",
               "%s that cannot be read to its end (record %zu): %s",
               r->table->format == TABLE_SAV ? "an SPSS file" : "a Stata file",
               r->table->rows, readstat_error_message(error));
  return error == READSTAT_OK;
}

struct table *table_from_statistics(const struct table_source *s,
                                    enum table_format format) {
  struct reader r = {
      .source = s, .diags = s->diags, .set_name_room = SAV_SET_NAME};
  r.table = table_new(s, format);
  r.table->src = diags_add_source(s->diags, s->file, STR(""));
  if (!parse(&r))
    return NULL;
  for (size_t i = 0; i < r.table->column_count; i++) {
    add_labels(&r, i);
    table_name_missing(r.table, i);
  }
  return table_finish(r.table, s->diags);
}
