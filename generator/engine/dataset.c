/* Reading values out of datasets. */
#include "engine/dataset.h"

#include <math.h>

bool column_is_text(enum column_type type) {
  return type == COLUMN_TEXT || type == COLUMN_DATE;
}

bool column_is_whole(enum column_type type) {
  return type == COLUMN_INTEGER || type == COLUMN_YEAR;
}

bool column_is_number(enum column_type type) {
  return type == COLUMN_NUMBER || column_is_whole(type);
}

const char *column_type_name(enum column_type type) {
  static const char *const names[] = {"text",   "whole numbers", "numbers",
                                      "yes/no", "years",         "dates"};
  return names[type];
}

bool series_missing(const struct series *s, size_t i) {
  uint32_t row = series_row(s, i);
  if (row == MISSING_ROW)
    return true;
  switch (s->column.info->type) {
  case COLUMN_INTEGER:
  case COLUMN_YEAR:
    return column_whole(&s->column, row) == MISSING_INTEGER;
  case COLUMN_NUMBER:
    return isnan(s->column.as.numbers[row]);
  case COLUMN_BOOLEAN:
    return s->column.as.flags[row] == MISSING_FLAG;
  default:
    return s->column.as.codes[row] == MISSING_CODE;
  }
}

double series_number(const struct series *s, size_t i) {
  uint32_t row = series_row(s, i);
  if (row == MISSING_ROW)
    return NAN;
  if (s->column.info->type == COLUMN_NUMBER)
    return s->column.as.numbers[row];
  int64_t whole = column_whole(&s->column, row);
  return whole == MISSING_INTEGER ? NAN : (double)whole;
}

struct str series_text(const struct series *s, size_t i) {
  uint32_t row = series_row(s, i);
  uint32_t code = row == MISSING_ROW ? MISSING_CODE : s->column.as.codes[row];
  if (code == MISSING_CODE)
    return (struct str){NULL, 0};
  return s->column.words.items[code];
}

size_t dataset_find(const struct dataset *d, struct str name) {
  for (size_t i = 0; i < d->count; i++)
    if (str_eq(d->columns[i].column.info->name, name))
      return i;
  return SIZE_MAX;
}

uint32_t words_find(const struct words *w, struct str s) {
  uint32_t low = 0, high = w->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (str_cmp(w->items[middle], s) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < w->count && str_eq(w->items[low], s) ? low : MISSING_CODE;
}

struct str column_label(const struct column_info *info, struct str value) {
  json category = json_find(info->categories, "value", value);
  struct str label = json_text_of(category, "label");
  return label.len ? label : value;
}
