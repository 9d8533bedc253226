/* The list of methods, and what they share. */
#include "privacy/methods.h"

#include "base/utf8.h"
#include "tables/words.h"

static const struct method *const METHODS[] = {
    &method_drop,  &method_rename, &method_recode,   &method_bands,
    &method_top,   &method_bottom, &method_dates,    &method_microaggregate,
    &method_pram,  &method_noise,  &method_suppress, &method_round,
    &method_cells, &method_sample, &method_ids};
enum { METHOD_COUNT = sizeof METHODS / sizeof *METHODS };

const struct method *method_at(size_t i) {
  return i < METHOD_COUNT ? METHODS[i] : NULL;
}

const struct method *method_named(struct str name) {
  for (size_t i = 0; i < METHOD_COUNT; i++)
    if (str_is(name, METHODS[i]->name))
      return METHODS[i];
  return NULL;
}

const struct texts *step_fields(const struct step *s) { return s->settings; }

static const char *nearest_column(const struct work *w, struct str name) {
  struct str *names = arena_array(w->arena, struct str, w->now->count);
  for (size_t i = 0; i < w->now->count; i++)
    names[i] = w->now->columns[i].name;
  return diag_nearest(w->arena, name, names, w->now->count);
}

struct frame_column *work_column(struct work *w, struct text name) {
  size_t at = frame_find(w->now, name.s);
  if (at != SIZE_MAX)
    return &w->now->columns[at];
  bool before = frame_find(w->raw, name.s) != SIZE_MAX;
  diag_error(w->diags, name.at, "E-PLAN-FIELD", "there is no column '%.*s'%s%s",
             STR_ARG(utf8_cut(name.s, 60)),
             before ? " any more: a step before dropped or renamed it" : "",
             before ? "" : nearest_column(w, name.s));
  return NULL;
}

size_t *work_columns(struct work *w, const struct texts *names) {
  size_t *list = arena_array(w->arena, size_t, names->count);
  bool found = true;
  for (size_t i = 0; i < names->count; i++) {
    const struct frame_column *c = work_column(w, names->items[i]);
    if (c)
      list[i] = (size_t)(c - w->now->columns);
    found = found && c;
    for (size_t k = 0; c && k < i; k++)
      if (str_eq(names->items[k].s, names->items[i].s)) {
        diag_error(w->diags, names->items[i].at, "E-PLAN-FIELD",
                   "the column '%.*s' is named twice",
                   STR_ARG(utf8_cut(c->name, 60)));
        return NULL;
      }
  }
  return found ? list : NULL;
}

bool work_each_column(struct work *w, const struct step *s,
                      bool (*change)(struct work *w, const struct step *s,
                                     const struct text *field,
                                     struct frame_column *c)) {
  const struct texts *fields = step_fields(s);
  const size_t *places = work_columns(w, fields);
  bool done = places != NULL;
  for (size_t i = 0; done && i < fields->count; i++)
    done = change(w, s, &fields->items[i], &w->now->columns[places[i]]);
  return done;
}

double *work_numbers(struct work *w, struct text field,
                     const struct frame_column *c) {
  struct str bad = {0};
  double *numbers = frame_numbers(w->now, c, &bad);
  if (!numbers)
    diag_error(w->diags, field.at, "E-PLAN-NUMBER",
               "'%.*s' holds '%.*s', expected numbers only: name it under "
               "'missing' of 'input', or recode it before",
               STR_ARG(utf8_cut(field.s, 60)), STR_ARG(utf8_cut(bad, 60)));
  return numbers;
}

struct chance work_chance(const struct work *w, const struct step *s) {
  struct chance c;
  chance_start(&c, w->seed, s->number);
  return c;
}

struct str work_title(const struct work *w, struct str name) {
  for (size_t i = 0; i < w->resource->field_count; i++) {
    const struct field *f = &w->resource->fields[i];
    if (str_eq(f->name.s, name) && f->title.s.len)
      return f->title.s;
  }
  return name;
}

void work_put_titles(struct buf *out, const struct work *w,
                     const struct texts *names) {
  for (size_t i = 0; i < names->count; i++) {
    buf_puts(out, i == 0 ? "" : i + 1 == names->count ? " and " : ", ");
    buf_put(out, work_title(w, names->items[i].s));
  }
}

uint32_t *work_strata(struct work *w, const size_t *columns, size_t n,
                      uint32_t *count) {
  const struct frame *f = w->now;
  uint32_t *of = arena_array(w->arena, uint32_t, f->rows);
  struct table_words known = {0};
  for (size_t i = 0; i < f->rows; i++) {
    uint32_t codes[16];
    for (size_t k = 0; k < n && k < 16; k++)
      codes[k] = f->columns[columns[k]].codes[i];
    of[i] = table_words_add(
        w->arena, &known,
        (struct str){(const char *)codes, (n < 16 ? n : 16) * sizeof *codes});
  }
  *count = (uint32_t)known.count;
  return of;
}
