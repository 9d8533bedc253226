#ifndef WM_PRIVACY_HELP_H
#define WM_PRIVACY_HELP_H

/* For the tests of the anonymiser: a table as CSV text through a plan. */

#include "settings_help.h"

#include "course/datapackage.h"
#include "privacy/run.h"

/* A plan's text: steps, and the fields of the result with their types as
 * "name:type name:type"; `more` stands in `disclosure`. */
struct trial {
  const char *steps, *fields, *more, *csv;
};

static inline struct str plan_text(struct fixture *f, const struct trial *t) {
  struct buf b = {0};
  struct str rest = str_from(t->fields);
  buf_printf(&b, "public: true\nseed: s\norder: kept\nsteps:\n%s", t->steps);
  buf_puts(&b, "resource:\n  name: r\n  path: r.csv\n  sources: [{title: S}]\n"
               "  licenses: [{name: CC0-1.0}]\n  disclosure: {unit: aggregate");
  buf_printf(&b, "%s%s}\n  schema:\n    fields:\n", t->more ? ", " : "",
             t->more ? t->more : "");
  while (rest.len) {
    size_t end = str_find(rest, ' ', 0), colon = str_find(rest, ':', 0);
    struct str type = str_slice(rest, colon + 1, end);
    buf_printf(&b, "      - {name: %.*s, type: %.*s%s}\n",
               STR_ARG(str_slice(rest, 0, colon)), STR_ARG(type),
               str_is(type, "integer") ? ", count: true" : "");
    rest = str_slice(rest, end + 1, rest.len);
  }
  struct str text = arena_str(f->arena, buf_str(&b));
  buf_free(&b);
  return text;
}

/* Runs it; NULL when the plan cannot be done. */
static inline struct work *try_plan(struct fixture *f, const struct trial *t) {
  struct work *w = arena_new(f->arena, struct work);
  struct plan *plan = arena_new(f->arena, struct plan);
  struct seed *seed = arena_new(f->arena, struct seed);
  struct course *c = arena_new(f->arena, struct course);
  struct table_options options = {.delimiter = ',', .quiet = true};
  struct str text = plan_text(f, t);
  struct table *table = table_from(f->arena, f->diags, STR("raw.csv"),
                                   str_from(t->csv), &options);
  plan_read(f->arena, f->diags, source(f, "plan", text), text, plan);
  if (plan->resource)
    datapackage_read_resource(f->arena, f->diags, plan->resource, c);
  if (!table || diags_errors(f->diags))
    return NULL;
  seed_from_text(seed, STR("s"));
  *w = (struct work){.arena = f->arena,
                     .diags = f->diags,
                     .plan = plan,
                     .resource = &c->resources[0],
                     .seed = seed,
                     .raw = frame_from_table(f->arena, table, NULL, 0)};
  w->now = frame_copy(w->raw);
  return work_run(w) ? w : NULL;
}

/* The rows of a frame as "a,b a,b", missing ones as nothing. */
static inline const char *rows_of(struct fixture *f, const struct frame *t) {
  struct buf b = {0};
  for (size_t i = 0; i < t->rows; i++) {
    buf_puts(&b, i ? " " : "");
    for (size_t k = 0; k < t->count; k++) {
      buf_puts(&b, k ? "," : "");
      buf_put(&b, frame_text(&t->columns[k], i));
    }
  }
  struct str text = arena_str(f->arena, buf_str(&b));
  buf_free(&b);
  return text.ptr;
}

static inline void expect_rows(struct fixture *f, const struct trial *t,
                               const char *expected) {
  const struct work *w = try_plan(f, t);
  if (!w)
    fail_msg("the plan was not done:\n%s", printed(f));
  else
    assert_string_equal(rows_of(f, w->now), expected);
}

/* Random numbers that are the same in every run. */
struct dice {
  uint32_t x;
};

static inline unsigned roll(struct dice *d, unsigned below) {
  d->x = d->x * 1664525u + 1013904223u;
  return (d->x >> 16) % below;
}

/* A table of counts, many of them small, with the totals of its lines, its
 * columns and all: p, s, n. */
static inline struct str random_counts(struct fixture *f, unsigned seed,
                                       unsigned height, unsigned width) {
  struct dice dice = {seed};
  struct buf b = {0};
  unsigned all = 0, columns[16] = {0};
  buf_puts(&b, "p,s,n\n");
  for (unsigned i = 0; i < height; i++) {
    unsigned line = 0;
    for (unsigned k = 0; k < width; k++) {
      unsigned n = roll(&dice, 3) ? 5 + roll(&dice, 90) : roll(&dice, 6);
      buf_printf(&b, "p%u,s%u,%u\n", i, k, n);
      line += n;
      columns[k] += n;
    }
    buf_printf(&b, "p%u,Total,%u\n", i, line);
    all += line;
  }
  for (unsigned k = 0; k < width; k++)
    buf_printf(&b, "Total,s%u,%u\n", k, columns[k]);
  buf_printf(&b, "Total,Total,%u\n", all);
  struct str text = arena_str(f->arena, buf_str(&b));
  buf_free(&b);
  return text;
}

#endif
