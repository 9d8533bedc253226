/* Data files: what the course checks, and what the engine loads. Bits 0 and 1
 * of the option choose the delimiter, the rest the types of the fields; the
 * columns are those of the text's first line. */
#include "fuzz.h"

#include "base/json.h"
#include "base/utf8.h"
#include "course/csv_rows.h"
#include "course/data_values.h"
#include "course/datafile.h"
#include "engine/csv.h"
#include "engine/engine.h"

#include <cJSON.h>
#include <string.h>

enum { MAX_COLUMNS = 8 };

static const char *const types[] = {"string",  "integer", "number",
                                    "boolean", "year",    "date"};

struct names {
  struct str text;
  struct str items[MAX_COLUMNS];
  size_t count;
};

static void take_name(void *user, size_t from, size_t to) {
  struct names *names = user;
  FUZZ_CHECK(from <= to && to <= names->text.len);
  if (names->count < MAX_COLUMNS)
    names->items[names->count++] = str_slice(names->text, from, to);
}

static void ignore_value(void *user, size_t from, size_t to) {
  FUZZ_CHECK(from <= to && to <= ((struct str *)user)->len);
}

/* The course and the engine take a text apart by the same rules: rows start
 * on the same lines, have as many values, and end at the same fault. */
static void walk_rows(struct str text, char delimiter) {
  struct csv_rows rows = csv_rows_start(text, delimiter);
  struct csv csv;
  csv_start(&csv, text, delimiter);
  for (size_t at = 0;;) {
    bool more = csv_rows_next(&rows, ignore_value, &text);
    enum csv_result result = csv_next(&csv);
    FUZZ_CHECK(more == (result != CSV_END));
    if (!more)
      break;
    FUZZ_CHECK(rows.at > at && rows.at <= text.len + 1); /* CR at the end */
    at = rows.at;
    FUZZ_CHECK(rows.line == (uint32_t)csv.line);
    FUZZ_CHECK((rows.fault == CSV_ROW_OPEN) == (result == CSV_UNCLOSED));
    FUZZ_CHECK((rows.fault == CSV_ROW_AFTER_QUOTE) ==
               (result == CSV_AFTER_QUOTE));
    if (result != CSV_RECORD)
      break;
    FUZZ_CHECK(rows.columns == csv.count);
  }
  csv_finish(&csv);
}

/* Values written another way than the engine reads them. */
static void declare(struct field *f) {
  f->buddhist = f->type == FIELD_YEAR || f->type == FIELD_DATE;
  f->decimal_mark = ',';
  f->group_mark = STR(".");
  if (f->type == FIELD_DATE)
    f->date_format = STR("%d/%m/%Y");
}

static uint32_t count_lines(struct str s) {
  uint32_t lines = 0;
  for (size_t i = 0; i < s.len; i++)
    lines += s.ptr[i] == '\n';
  return lines;
}

static void check_in_course(const struct names *names, uint8_t options,
                            char delimiter) {
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct resource r = {.delimiter = delimiter, .csv = names->text};
  r.csv_src = diags_add_source(d, STR("fuzz.csv"), names->text);
  r.name.s = r.file = STR("fuzz");
  for (size_t i = 0; i < names->count; i++) {
    struct field *f = ARENA_PUSH(a, r.fields, r.field_count, r.field_cap);
    f->name.s = names->items[i];
    f->type = (enum field_type)((options / 4u + i) % 6);
    if (options & 0x80)
      declare(f);
  }
  uint32_t lines = count_lines(r.csv);
  data_values_rewrite(a, d, &r);
  FUZZ_CHECK(count_lines(r.csv) <= lines + 1); /* one after the last row */
  datafile_check(a, d, &r);
  fuzz_print(d);
  arena_destroy(a);
}

static void put_request(struct buf *b, const struct names *names,
                        uint8_t options, char delimiter) {
  buf_puts(b, "{\"op\":\"load\",\"data\":[{\"name\":\"d\",\"file\":\"d.csv\","
              "\"delimiter\":");
  json_put_string(b, (struct str){&delimiter, 1});
  buf_puts(b, ",\"fields\":[");
  for (size_t i = 0; i < names->count; i++) {
    buf_puts(b, i ? ",{\"name\":" : "{\"name\":");
    json_put_string(b, names->items[i]);
    buf_printf(b, ",\"type\":\"%s\"}", types[(options / 4u + i) % 6]);
  }
  buf_puts(b, "],\"csv\":");
  json_put_string(b, names->text);
  buf_puts(b, "}],\"exercises\":[{\"id\":\"x\",\"module\":\"m\",\"logic\":{"
              "\"line\":1,\"code\":\"n = data.d.n\"},\"expressions\":["
              "{\"line\":1,\"col\":1,\"code\":\"n\"}]}]}");
}

static void load_in_engine(const struct names *names, uint8_t options,
                           char delimiter) {
  size_t bad;
  if (!utf8_valid(names->text, &bad))
    return;
  struct buf request = {0};
  put_request(&request, names, options, delimiter);
  struct engine *e = engine_create(engine_default_limits());
  FUZZ_CHECK(e);
  struct str reply = engine_call(e, buf_str(&request));
  FUZZ_CHECK(str_starts(reply, "{"));
  reply =
      engine_call(e, STR("{\"op\":\"draw\",\"exercise\":\"x\",\"seed\":1}"));
  FUZZ_CHECK(str_starts(reply, "{"));
  engine_destroy(e);
  buf_free(&request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  char delimiter = ",;\t|"[data[0] & 3];
  struct names names = {.text = fuzz_text(data, size)};
  walk_rows(names.text, delimiter);
  struct csv_rows rows = csv_rows_start(names.text, delimiter);
  csv_rows_next(&rows, take_name, &names);
  check_in_course(&names, data[0], delimiter);
  load_in_engine(&names, data[0], delimiter);
  return 0;
}
