/* A dataset of the course, read from CSV as its data package describes it. */
#include "engine/csv.h"
#include "engine/csv_value.h"
#include "engine/dataset_words.h"

#include <math.h>

enum { COLUMNS_MAX = 1000, SHOWN_MAX = 40 };

struct source_data {
  struct pool pool;
  struct dataset dataset;
  struct column_info *infos; /* one per column of the dataset */
};

/* A column while it is read. */
struct builder {
  struct column_info info;
  json missing, yes, no; /* lists of texts, or NULL for the defaults */
  bool kept;
  union {
    int64_t *integers;
    int32_t *narrow;
    double *numbers;
    uint32_t *codes;
    uint8_t *flags;
    void *any;
  } as;
  bool is_narrow; /* whole numbers that all fit so far */
  struct word_list words;
};

struct reading {
  struct source_data *source;
  struct failure *failure;
  struct str file;
  json fields, kept;
  struct csv csv;
  struct builder *builders;
  size_t count, rows, room;
};

static bool wrong(struct reading *r, size_t column, const char *what) {
  struct str shown = str_slice(r->csv.fields[column].text, 0, SHOWN_MAX);
  failure_set(r->failure, FAILURE_DATA, "row %zu, column '%.*s': '%.*s' is %s",
              r->rows + 1, STR_ARG(r->builders[column].info.name),
              STR_ARG(shown), what);
  failure_at(r->failure, r->file, r->csv.line, 0);
  return false;
}

static bool in_list(json list, struct str s) {
  for (json item = json_first(list); item; item = json_next(item))
    if (str_eq(json_text(item), s))
      return true;
  return false;
}

static bool is_missing(const struct builder *b, struct str s) {
  return b->missing ? in_list(b->missing, s) : s.len == 0;
}

static int flag_of(const struct builder *b, struct str s) {
  if (b->yes ? in_list(b->yes, s)
             : str_is(s, "true") || str_is(s, "True") || str_is(s, "TRUE") ||
                   str_is(s, "1"))
    return 1;
  if (b->no ? in_list(b->no, s)
            : str_is(s, "false") || str_is(s, "False") || str_is(s, "FALSE") ||
                  str_is(s, "0"))
    return 0;
  return -1;
}

static void put_missing(struct builder *b, size_t row) {
  if (column_is_whole(b->info.type) && b->is_narrow)
    b->as.narrow[row] = MISSING_NARROW;
  else if (column_is_whole(b->info.type))
    b->as.integers[row] = MISSING_INTEGER;
  else if (b->info.type == COLUMN_NUMBER)
    b->as.numbers[row] = NAN;
  else if (b->info.type == COLUMN_BOOLEAN)
    b->as.flags[row] = MISSING_FLAG;
  else
    b->as.codes[row] = MISSING_CODE;
}

static bool put_code(struct reading *r, struct builder *b, struct str s) {
  uint32_t code = word_list_add(&b->words, s);
  if (code == MISSING_CODE)
    return failure_no_memory(r->failure);
  b->as.codes[r->rows] = code;
  return true;
}

/* The first number that does not fit. */
static bool widen(struct reading *r, struct builder *b) {
  const int32_t *narrow = b->as.narrow;
  int64_t *wide = pool_array(&r->source->pool, int64_t, r->room);
  for (size_t i = 0; wide && i < r->rows; i++)
    wide[i] = narrow[i] == MISSING_NARROW ? MISSING_INTEGER : narrow[i];
  b->as.integers = wide;
  b->is_narrow = false;
  return wide || failure_no_memory(r->failure);
}

static bool put_whole(struct reading *r, struct builder *b, int64_t value) {
  bool fits = value > INT32_MIN && value <= INT32_MAX;
  if (b->is_narrow && !fits && !widen(r, b))
    return false;
  if (b->is_narrow)
    b->as.narrow[r->rows] = (int32_t)value;
  else
    b->as.integers[r->rows] = value;
  return true;
}

static bool put_value(struct reading *r, size_t column) {
  struct builder *b = &r->builders[column];
  struct str s = r->csv.fields[column].text;
  int64_t whole;
  int flag;
  if (is_missing(b, s)) {
    put_missing(b, r->rows);
    return true;
  }
  switch (b->info.type) {
  case COLUMN_INTEGER:
    return csv_integer(str_trim(s), &whole)
               ? put_whole(r, b, whole)
               : wrong(r, column, "not a whole number");
  case COLUMN_YEAR:
    return csv_year(str_trim(s), &whole) ? put_whole(r, b, whole)
                                         : wrong(r, column, "not a year");
  case COLUMN_NUMBER:
    return csv_number(str_trim(s), &b->as.numbers[r->rows]) ||
           wrong(r, column, "not a number");
  case COLUMN_BOOLEAN:
    flag = flag_of(b, s);
    b->as.flags[r->rows] = (uint8_t)(flag == 1);
    return flag >= 0 || wrong(r, column, "neither true nor false");
  case COLUMN_DATE:
    if (!csv_date(s))
      return wrong(r, column, "not a date like 2024-12-31");
    return put_code(r, b, s);
  default:
    return put_code(r, b, s);
  }
}

static bool set_type(struct reading *r, struct builder *b, json field) {
  static const char *const names[] = {"string",  "integer", "number",
                                      "boolean", "year",    "date"};
  struct str type = json_text_of(field, "type");
  if (type.len == 0)
    return true; /* text */
  for (int i = 0; i < 6; i++)
    if (str_is(type, names[i])) {
      b->info.type = (enum column_type)i;
      return true;
    }
  return failure_set(r->failure, FAILURE_REQUEST,
                     "field '%.*s' has the unknown type '%.*s'",
                     STR_ARG(b->info.name), STR_ARG(type));
}

static json list_or_null(json field, const char *key) {
  json list = json_member(field, key);
  return json_first(list) ? list : NULL;
}

static bool no_such_field(struct reading *r, struct str name) {
  failure_set(r->failure, FAILURE_DATA,
              "column '%.*s' is not described in the data package",
              STR_ARG(name));
  failure_at(r->failure, r->file, r->csv.line, 0);
  return false;
}

static bool start_column(struct reading *r, size_t i) {
  struct builder *b = &r->builders[i];
  struct str name = r->csv.fields[i].text;
  json field = json_find(r->fields, "name", name);
  word_list_start(&b->words, &r->source->pool);
  for (size_t j = 0; j < i; j++)
    if (str_eq(r->builders[j].info.name, name)) {
      failure_set(r->failure, FAILURE_DATA, "two columns are named '%.*s'",
                  STR_ARG(name));
      failure_at(r->failure, r->file, r->csv.line, 0);
      return false;
    }
  if (!field && json_first(r->fields))
    return no_such_field(r, name);
  b->info.name = pool_str(&r->source->pool, name);
  if (!b->info.name.ptr)
    return failure_no_memory(r->failure);
  b->info.title = json_text_of(field, "title");
  b->info.categories = list_or_null(field, "categories");
  b->missing = json_is_array(json_member(field, "missing"))
                   ? json_member(field, "missing")
                   : NULL;
  b->yes = list_or_null(field, "true");
  b->no = list_or_null(field, "false");
  b->kept = !r->kept || in_list(r->kept, name);
  return set_type(r, b, field);
}

static bool check_fields(struct reading *r) {
  for (json f = json_first(r->fields); f; f = json_next(f)) {
    struct str name = json_text_of(f, "name");
    bool found = false;
    for (size_t i = 0; i < r->count; i++)
      found = found || str_eq(r->builders[i].info.name, name);
    if (!found) {
      failure_set(r->failure, FAILURE_DATA,
                  "the file has no column '%.*s', which the data package "
                  "describes",
                  STR_ARG(name));
      failure_at(r->failure, r->file, r->csv.line, 0);
      return false;
    }
  }
  return true;
}

/* No more records than lines, and than records of that many delimiters. */
static size_t count_rows(const struct reading *r) {
  struct str text = r->csv.text;
  size_t lines = 1, at = str_find(text, '\n', 0);
  for (; at < text.len; at = str_find(text, '\n', at + 1))
    lines++;
  size_t most = text.len / r->count + 1;
  return lines < most ? lines : most;
}

static bool allocate_columns(struct reading *r) {
  r->room = count_rows(r);
  if (r->room >= MISSING_ROW)
    return failure_set(r->failure, FAILURE_DATA, "the file has too many rows");
  for (size_t i = 0; i < r->count; i++) {
    struct builder *b = &r->builders[i];
    size_t size = column_is_text(b->info.type)     ? sizeof(uint32_t)
                  : b->info.type == COLUMN_BOOLEAN ? sizeof(uint8_t)
                  : b->info.type == COLUMN_NUMBER  ? sizeof(double)
                                                   : sizeof(int32_t);
    if (!b->kept)
      continue;
    b->is_narrow = column_is_whole(b->info.type);
    b->as.any = pool_alloc(&r->source->pool, r->room, size);
    if (!b->as.any)
      return failure_no_memory(r->failure);
  }
  return true;
}

static bool read_header(struct reading *r) {
  if (csv_next(&r->csv) != CSV_RECORD) {
    failure_set(r->failure, FAILURE_DATA, "the file has no heading line");
    failure_at(r->failure, r->file, 1, 0);
    return false;
  }
  r->count = r->csv.count;
  if (r->count > COLUMNS_MAX)
    return failure_set(r->failure, FAILURE_DATA,
                       "the file has more than %d columns", COLUMNS_MAX);
  r->builders = pool_array(&r->source->pool, struct builder, r->count);
  if (!r->builders)
    return failure_no_memory(r->failure);
  for (size_t i = 0; i < r->count; i++)
    if (!start_column(r, i))
      return false;
  return check_fields(r) && allocate_columns(r);
}

static bool read_row(struct reading *r) {
  if (r->csv.count != r->count) {
    failure_set(r->failure, FAILURE_DATA,
                "row %zu has %zu fields, the heading has %zu", r->rows + 1,
                r->csv.count, r->count);
    failure_at(r->failure, r->file, r->csv.line, 0);
    return false;
  }
  for (size_t i = 0; i < r->count; i++)
    if (r->builders[i].kept && !put_value(r, i))
      return false;
  r->rows++;
  return true;
}

static bool read_rows(struct reading *r) {
  enum csv_result result;
  while ((result = csv_next(&r->csv)) == CSV_RECORD)
    if (!read_row(r))
      return false;
  if (result == CSV_END)
    return true;
  if (result == CSV_NO_MEMORY)
    return failure_no_memory(r->failure);
  failure_set(r->failure, FAILURE_DATA, "row %zu: %s", r->rows + 1,
              result == CSV_UNCLOSED ? "a quote is not closed"
                                     : "text after a closing quote");
  failure_at(r->failure, r->file, r->csv.line, 0);
  return false;
}

/* Renumbers the texts of a column in code point order. */
static bool sort_words(struct reading *r, struct builder *b,
                       struct words *words) {
  uint32_t *order = pool_resize(NULL, b->words.count, sizeof *order);
  bool ok = order && word_list_sort(&b->words, order, words);
  for (size_t i = 0; ok && i < r->rows; i++)
    if (b->as.codes[i] != MISSING_CODE)
      b->as.codes[i] = order[b->as.codes[i]];
  pool_release(order);
  return ok || failure_no_memory(r->failure);
}

static bool finish_columns(struct reading *r) {
  struct source_data *s = r->source;
  struct series *columns = pool_array(&s->pool, struct series, r->count);
  s->infos = pool_array(&s->pool, struct column_info, r->count);
  if (!columns || !s->infos)
    return failure_no_memory(r->failure);
  s->dataset.rows = r->rows;
  s->dataset.columns = columns;
  for (size_t i = 0; i < r->count; i++) {
    struct builder *b = &r->builders[i];
    if (!b->kept)
      continue;
    size_t at = s->dataset.count++;
    s->infos[at] = b->info;
    struct column *c = &columns[at].column;
    c->info = &s->infos[at];
    c->as.integers = b->as.integers; /* any of them: one pointer */
    c->is_narrow = b->is_narrow;
    if (column_is_text(b->info.type) && !sort_words(r, b, &c->words))
      return false;
  }
  return true;
}

struct source_data *source_read(json entry, struct failure *failure) {
  return source_read_text(entry, json_text_of(entry, "csv"), failure);
}

struct source_data *source_read_text(json entry, struct str csv,
                                     struct failure *failure) {
  struct reading r = {.failure = failure,
                      .file = json_text_of(entry, "file"),
                      .fields = json_member(entry, "fields"),
                      .kept = list_or_null(entry, "columns")};
  struct str delimiter = json_text_of(entry, "delimiter");
  r.source = pool_resize(NULL, 1, sizeof *r.source);
  if (!r.source) {
    failure_no_memory(failure);
    return NULL;
  }
  *r.source = (struct source_data){0};
  r.source->dataset.name = json_text_of(entry, "name");
  csv_start(&r.csv, csv, delimiter.len ? delimiter.ptr[0] : ',');
  if (str_starts(r.csv.text, "\xEF\xBB\xBF"))
    r.csv.at = 3;
  bool ok = read_header(&r) && read_rows(&r) && finish_columns(&r);
  csv_finish(&r.csv);
  for (size_t i = 0; r.builders && i < r.count; i++)
    word_list_free(&r.builders[i].words);
  if (!ok) {
    source_free(r.source);
    return NULL;
  }
  return r.source;
}

void source_free(struct source_data *s) {
  if (!s)
    return;
  pool_free(&s->pool);
  pool_release(s);
}

const struct dataset *source_dataset(const struct source_data *s) {
  return &s->dataset;
}

void source_retitle(struct source_data *s, json entry) {
  s->dataset.name = json_text_of(entry, "name");
  for (size_t i = 0; i < s->dataset.count; i++) {
    json field =
        json_find(json_member(entry, "fields"), "name", s->infos[i].name);
    s->infos[i].title = json_text_of(field, "title");
    s->infos[i].categories = list_or_null(field, "categories");
  }
}
