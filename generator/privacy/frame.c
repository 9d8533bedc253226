/* The table that is being made anonymous. */
#include "privacy/frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/csv_value.h"
#include "engine/locale.h"
#include "tables/words.h"

struct frame_words {
  struct arena *arena;
  struct table_words words; /* the first is "", which stands for missing */
};

struct frame_words *frame_words_new(struct arena *a) {
  struct frame_words *w = arena_new(a, struct frame_words);
  w->arena = a;
  table_words_add(a, &w->words, STR(""));
  return w;
}

uint32_t frame_word(struct frame_words *w, struct str s) {
  if (s.len == 0)
    return FRAME_MISSING;
  return table_words_add(w->arena, &w->words, s) - 1;
}

void frame_set(struct frame_column *c, const uint32_t *codes,
               const struct frame_words *w) {
  c->codes = codes;
  c->words = w->words.items + 1;
  c->word_count = (uint32_t)w->words.count - 1;
}

size_t frame_find(const struct frame *f, struct str name) {
  for (size_t i = 0; i < f->count; i++)
    if (str_eq(f->columns[i].name, name))
      return i;
  return SIZE_MAX;
}

struct str frame_text(const struct frame_column *c, size_t row) {
  uint32_t code = c->codes[row];
  return code == FRAME_MISSING ? (struct str){0} : c->words[code];
}

size_t frame_missing(const struct frame *f, const struct frame_column *c) {
  size_t n = 0;
  for (size_t i = 0; i < f->rows; i++)
    n += c->codes[i] == FRAME_MISSING;
  return n;
}

size_t *frame_counts(const struct frame *f, const struct frame_column *c) {
  size_t *counts = arena_array(f->arena, size_t, c->word_count);
  for (size_t i = 0; i < f->rows; i++)
    if (c->codes[i] != FRAME_MISSING)
      counts[c->codes[i]]++;
  return counts;
}

void frame_replace(struct frame *f, struct frame_column *c,
                   const struct str *to) {
  struct frame_words *w = frame_words_new(f->arena);
  uint32_t *codes = arena_array(f->arena, uint32_t, f->rows);
  uint32_t *now = arena_array(f->arena, uint32_t, c->word_count);
  for (uint32_t i = 0; i < c->word_count; i++)
    now[i] = frame_word(w, to[i]);
  for (size_t i = 0; i < f->rows; i++)
    codes[i] = c->codes[i] == FRAME_MISSING ? FRAME_MISSING : now[c->codes[i]];
  frame_set(c, codes, w);
}

/* Reading. */

static void read_texts(struct frame *f, const struct table_column *from,
                       struct frame_column *c) {
  struct frame_words *w = frame_words_new(f->arena);
  uint32_t *codes = arena_array(f->arena, uint32_t, f->rows);
  uint32_t *now = arena_array(f->arena, uint32_t, from->word_count);
  for (uint32_t i = 0; i < from->word_count; i++)
    now[i] = frame_word(w, str_trim(from->words[i]));
  for (size_t i = 0; i < f->rows; i++)
    codes[i] = now[from->codes[i]];
  frame_set(c, codes, w);
}

static void read_cells(struct frame *f, const struct table_column *from,
                       struct frame_column *c) {
  struct frame_words *w = frame_words_new(f->arena);
  uint32_t *codes = arena_array(f->arena, uint32_t, f->rows);
  char room[TABLE_CELL_ROOM];
  for (size_t i = 0; i < f->rows; i++)
    codes[i] = frame_word(w, str_trim(table_cell(from, i, room)));
  frame_set(c, codes, w);
}

static void drop_missing(struct frame *f, struct frame_column *c,
                         const struct str *missing, size_t count) {
  struct str *to = arena_array(f->arena, struct str, c->word_count);
  bool any = false;
  for (uint32_t i = 0; i < c->word_count; i++) {
    to[i] = c->words[i];
    for (size_t m = 0; m < count; m++)
      if (str_eq(to[i], missing[m])) {
        to[i] = (struct str){0};
        any = true;
      }
  }
  if (any)
    frame_replace(f, c, to);
}

struct frame *frame_from_table(struct arena *a, const struct table *t,
                               const struct str *missing,
                               size_t missing_count) {
  struct frame *f = arena_new(a, struct frame);
  f->arena = a;
  f->rows = t->rows;
  uint32_t *origin = arena_array(a, uint32_t, t->rows);
  for (size_t i = 0; i < t->rows; i++)
    origin[i] = (uint32_t)i;
  f->origin = origin;
  for (size_t i = 0; i < t->column_count; i++) {
    const struct table_column *from = &t->columns[i];
    struct frame_column *c = ARENA_PUSH(a, f->columns, f->count, f->cap);
    c->name = from->name;
    c->origin = i;
    if (from->kind == TABLE_TEXTS)
      read_texts(f, from, c);
    else
      read_cells(f, from, c);
    drop_missing(f, c, missing, missing_count);
  }
  return f;
}

struct frame *frame_copy(const struct frame *f) {
  struct frame *copy = arena_new(f->arena, struct frame);
  *copy = *f;
  copy->columns = arena_array(f->arena, struct frame_column, f->count);
  copy->cap = f->count;
  if (f->count)
    memcpy(copy->columns, f->columns, f->count * sizeof *f->columns);
  return copy;
}

/* Numbers. */

double *frame_numbers(const struct frame *f, const struct frame_column *c,
                      struct str *bad) {
  double *of_word = arena_array(f->arena, double, c->word_count);
  double *numbers = arena_array(f->arena, double, f->rows);
  for (uint32_t i = 0; i < c->word_count; i++)
    if (!csv_number(c->words[i], &of_word[i])) {
      *bad = c->words[i];
      return NULL;
    }
  for (size_t i = 0; i < f->rows; i++)
    numbers[i] =
        c->codes[i] == FRAME_MISSING ? (double)NAN : of_word[c->codes[i]];
  return numbers;
}

bool frame_is_whole(const struct frame_column *c) {
  int64_t n;
  for (uint32_t i = 0; i < c->word_count; i++)
    if (!csv_integer(c->words[i], &n))
      return false;
  return true;
}

struct str frame_number_text(struct arena *a, double number) {
  struct buf b = {0};
  number_write_json(&b, number + 0.0); /* no minus before a zero */
  struct str s = arena_str(a, buf_str(&b));
  buf_free(&b);
  return s;
}

void frame_set_numbers(struct frame *f, struct frame_column *c,
                       const double *numbers) {
  struct frame_words *w = frame_words_new(f->arena);
  uint32_t *codes = arena_array(f->arena, uint32_t, f->rows);
  struct buf b = {0};
  for (size_t i = 0; i < f->rows; i++) {
    buf_clear(&b);
    if (!isnan(numbers[i]))
      number_write_json(&b, numbers[i] == 0 ? 0.0 : numbers[i]);
    codes[i] = frame_word(w, buf_str(&b));
  }
  buf_free(&b);
  frame_set(c, codes, w);
}

void frame_tidy(struct frame *f) {
  for (size_t k = 0; k < f->count; k++) {
    struct frame_column *c = &f->columns[k];
    const size_t *counts = frame_counts(f, c);
    struct str *used = arena_array(f->arena, struct str, c->word_count);
    for (uint32_t i = 0; i < c->word_count; i++)
      used[i] = counts[i] ? c->words[i] : (struct str){0};
    frame_replace(f, c, used);
  }
}

/* Rows. */

void frame_choose(struct frame *f, const uint32_t *list, size_t count) {
  uint32_t *origin = arena_array(f->arena, uint32_t, count);
  for (size_t i = 0; i < count; i++)
    origin[i] = f->origin[list[i]];
  for (size_t k = 0; k < f->count; k++) {
    uint32_t *codes = arena_array(f->arena, uint32_t, count);
    for (size_t i = 0; i < count; i++)
      codes[i] = f->columns[k].codes[list[i]];
    f->columns[k].codes = codes;
  }
  f->origin = origin;
  f->rows = count;
}

struct ranked {
  struct str text;
  double number; /* NaN: no number */
  uint32_t code;
};

static int by_rank(const void *pa, const void *pb) {
  const struct ranked *a = pa, *b = pb;
  if (isnan(a->number) != isnan(b->number))
    return isnan(a->number) ? 1 : -1;
  if (a->number < b->number || a->number > b->number)
    return a->number < b->number ? -1 : 1;
  return str_cmp(a->text, b->text);
}

uint32_t *frame_ranked(const struct frame *f, const struct frame_column *c) {
  struct ranked *list = arena_array(f->arena, struct ranked, c->word_count);
  uint32_t *codes = arena_array(f->arena, uint32_t, c->word_count);
  for (uint32_t i = 0; i < c->word_count; i++) {
    struct str start = c->words[i];
    size_t digits = 0;
    while (digits < start.len && char_is_digit(start.ptr[digits]))
      digits++;
    list[i] = (struct ranked){start, (double)NAN, i};
    if (!csv_number(start, &list[i].number) &&
        !csv_number(str_slice(start, 0, digits), &list[i].number))
      list[i].number = (double)NAN;
  }
  if (c->word_count)
    qsort(list, c->word_count, sizeof *list, by_rank);
  for (uint32_t i = 0; i < c->word_count; i++)
    codes[i] = list[i].code;
  return codes;
}

/* Per code its place in order. */
static uint32_t *ranks_of(const struct frame *f, const struct frame_column *c) {
  const uint32_t *codes = frame_ranked(f, c);
  uint32_t *ranks = arena_array(f->arena, uint32_t, c->word_count);
  for (uint32_t i = 0; i < c->word_count; i++)
    ranks[codes[i]] = i;
  return ranks;
}

/* Stable, by counting: the last column first. */
uint32_t *frame_sorted(const struct frame *f) {
  uint32_t *order = arena_array(f->arena, uint32_t, f->rows);
  uint32_t *next = arena_array(f->arena, uint32_t, f->rows);
  for (size_t i = 0; i < f->rows; i++)
    order[i] = (uint32_t)i;
  for (size_t k = f->count; k-- > 0;) {
    const struct frame_column *c = &f->columns[k];
    const uint32_t *ranks = ranks_of(f, c);
    size_t *start = arena_array(f->arena, size_t, (size_t)c->word_count + 2);
    for (size_t i = 0; i < f->rows; i++)
      start[1 + (c->codes[i] == FRAME_MISSING ? c->word_count
                                              : ranks[c->codes[i]])]++;
    for (size_t i = 0; i <= c->word_count; i++)
      start[i + 1] += start[i];
    for (size_t i = 0; i < f->rows; i++) {
      uint32_t code = c->codes[order[i]];
      next[start[code == FRAME_MISSING ? c->word_count : ranks[code]]++] =
          order[i];
    }
    uint32_t *swap = order;
    order = next;
    next = swap;
  }
  return order;
}

struct series *frame_series(const struct frame *f, const size_t *of,
                            size_t count) {
  struct series *list = arena_array(f->arena, struct series, count);
  struct column_info *infos = arena_array(f->arena, struct column_info, count);
  for (size_t i = 0; i < count; i++) {
    const struct frame_column *c = &f->columns[of[i]];
    infos[i] = (struct column_info){.name = c->name, .type = COLUMN_TEXT};
    list[i].column.info = &infos[i];
    list[i].column.as.codes = c->codes;
    list[i].column.words = (struct words){c->words, c->word_count};
  }
  return list;
}
