/* Which rows of a dataset a view shows. Every value is compared as a number:
 * a text by its place among the column's texts, which stand in their order. */
#include "engine/view.h"

#include "base/json.h"
#include "engine/answer.h"
#include "engine/csv_value.h"
#include "engine/fold.h"

#include <math.h>

/* One member of `filter`. A value fits when it is among the values, or its text
 * is marked, or it lies between low and high: whichever of them is there. */
struct test {
  const struct series *series;
  bool missing; /* rows without a value fit */
  const uint8_t *texts;
  const double *values;
  size_t value_count;
  double low, high;
};

static double key_of(const struct series *s, size_t i) {
  enum column_type type = s->column.info->type;
  uint32_t row = series_row(s, i);
  if (series_missing(s, i))
    return NAN;
  return column_is_number(type)   ? series_number(s, i)
         : type == COLUMN_BOOLEAN ? s->column.as.flags[row]
                                  : s->column.as.codes[row];
}

static bool fits(const struct test *t, size_t i) {
  double key = key_of(t->series, i);
  if (isnan(key))
    return t->missing;
  if (t->texts)
    return t->texts[(size_t)key];
  for (size_t v = 0; v < t->value_count; v++)
    if (t->values[v] == key)
      return true;
  return !t->values && key >= t->low && key <= t->high;
}

/* "is": the values themselves, null for none. */
static void read_values(lua_State *L, struct test *t, json list) {
  const struct words *words = &t->series->column.words;
  enum column_type type = t->series->column.info->type;
  size_t count = json_count(list);
  double *values = lua_dataset_scratch(L, count, sizeof *values);
  t->values = values;
  for (json item = json_first(list); item; item = json_next(item)) {
    struct str text = json_text(item);
    double *value = &values[t->value_count];
    if (!json_is_text(item))
      t->missing = true;
    else if (column_is_text(type))
      *value = words_find(words, text);
    else if (type == COLUMN_BOOLEAN)
      *value = str_is(text, "true");
    else if (!csv_number(text, value))
      continue;
    t->value_count += json_is_text(item);
  }
}

/* "has": a part of the text as it is shown, whatever its case and marks. */
static void read_part(lua_State *L, struct view *v, struct test *t,
                      struct str part) {
  const struct words *words = &t->series->column.words;
  uint8_t *texts = lua_dataset_scratch(L, words->count, 1);
  size_t labels = json_count(t->series->column.info->categories);
  struct buf *folded = &v->text;
  buf_clear(&v->part);
  fold_put(&v->part, part);
  for (uint32_t i = 0; i < words->count; i++) {
    buf_clear(folded);
    fold_put(folded, column_label(t->series->column.info, words->items[i]));
    sandbox_charge(L, (double)(folded->len + labels));
    texts[i] = str_search(buf_str(folded), buf_str(&v->part)) + v->part.len <=
               folded->len;
  }
  t->texts = texts;
}

/* "from" and "to": days as in the data, numbers as the learner types them. What
 * cannot be read sets no limit, and the reply says so. */
static void read_bound(struct view *v, struct test *t, const char *name,
                       json filter) {
  const struct column_info *info = t->series->column.info;
  struct str typed = str_trim(json_text_of(filter, name));
  bool from = name[0] == 'f';
  double *bound = from ? &t->low : &t->high;
  struct number_answer form = {
      .value = 2000, .year = info->type == COLUMN_YEAR, .decimals = -1};
  if (typed.len == 0)
    return;
  if (!column_is_number(info->type)) {
    struct words words = t->series->column.words;
    *bound = words_find(&words, typed);
    if (*bound == MISSING_CODE) { /* the place where it would stand */
      *bound = from ? 0 : -1;
      for (uint32_t i = 0; i < words.count; i++)
        *bound += str_cmp(words.items[i], typed) < 0;
    }
    return;
  }
  buf_clear(&v->text);
  if (number_read_typed(&form, v->run->store, typed, bound, &v->text))
    return;
  buf_puts(&v->unread, v->unread.len ? ",{\"column\":" : "{\"column\":");
  json_put_string(&v->unread, info->name);
  buf_printf(&v->unread, ",\"bound\":\"%s\",\"feedback\":", name);
  json_put_string(&v->unread, buf_str(&v->text));
  buf_char(&v->unread, '}');
}

static struct test read_test(lua_State *L, struct view *v,
                             const struct dataset *d, json filter) {
  size_t column =
      lua_dataset_column_named(L, d, json_text_of(filter, "column"));
  struct test t = {.series = &d->columns[column],
                   .missing = json_true_of(filter, "missing"),
                   .low = t.missing ? INFINITY : -INFINITY,
                   .high = INFINITY};
  bool text = column_is_text(t.series->column.info->type);
  if (json_member(filter, "is"))
    read_values(L, &t, json_member(filter, "is"));
  else if (json_member(filter, "has") && text)
    read_part(L, v, &t, json_text_of(filter, "has"));
  else
    for (int i = 0; i < 2; i++)
      read_bound(v, &t, i ? "to" : "from", filter);
  return t;
}

void view_filter(lua_State *L, struct view *v) {
  int source = lua_gettop(L);
  const struct dataset *d = lua_dataset_check(L, source);
  size_t count = d->rows;
  uint32_t *rows = lua_dataset_scratch(L, d->rows, sizeof *rows);
  int block = lua_gettop(L);
  json filters = json_member(v->request, "filter");
  for (size_t i = 0; i < count; i++)
    rows[i] = (uint32_t)i;
  for (json f = json_first(filters); f; f = json_next(f)) {
    struct test t = read_test(L, v, d, f);
    size_t kept = 0;
    sandbox_charge(L, (double)count * (1 + (double)t.value_count));
    for (size_t i = 0; i < count; i++)
      if (fits(&t, rows[i]))
        rows[kept++] = rows[i];
    count = kept;
    lua_settop(L, block);
  }
  lua_dataset_push_rows(L, source, rows, count);
  lua_replace(L, source);
}
