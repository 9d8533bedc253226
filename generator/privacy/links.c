/* Which figures of different tables go together, and the audit of all. */
#include "privacy/links.h"

#include <math.h>
#include <string.h>

#include "privacy/links_steps.h"
#include "privacy/sums_steps.h"

/* FEW, SURE: right figures that show it, under other names; of one wrong. */
enum { FEW = 3, SURE = 9, STEPS_MAX = 100000000 };

struct link { /* counts of the fine table make those of the coarse one */
  size_t fine, coarse;
  size_t part; /* a column of counts; one more: all columns together */
  size_t whole;
};

struct search {
  struct arena *arena; /* for what stays */
  const struct links_sheet *sheets;
  size_t count;
  struct link *links;
  size_t link_count, link_cap;
  size_t steps;
  struct links *out;
};

/* NaN where something is hidden. */
static double sum_parts(const struct sums_table *t, const struct links_join *j,
                        size_t part) {
  bool all = part == t->count_count;
  double sum = 0;
  for (size_t k = all ? 0 : part; k < (all ? t->count_count : part + 1); k++)
    for (uint32_t i = 0; i < j->count; i++)
      sum += series_number(t->counts[k], j->rows[i]);
  return sum;
}

struct votes {
  size_t right, wrong;
};

/* Where rows may be left out, too little is not wrong. */
static void vote(struct votes *v, const struct links_join *j, double sum,
                 double whole) {
  bool right = fabs(sum - whole) <= 1e-9 * whole;
  if (isnan(sum) || isnan(whole))
    return;
  v->right += right && whole > 0;
  v->wrong += !right && (sum > whole || j->full);
}

static bool is_shown(const struct votes *v, bool same_name) {
  return v->right >= (same_name ? 1 : FEW) && v->right > SURE * v->wrong;
}

/* Asks every count of one table about every count of the other. False when it
 * takes too long. */
static bool ask(struct search *s, size_t fine, size_t coarse,
                const struct links_joins *joins) {
  const struct sums_table *f = s->sheets[fine].table;
  const struct sums_table *c = s->sheets[coarse].table;
  for (size_t part = 0; part < f->count_count + (f->count_count > 1); part++) {
    struct votes votes[SUMS_MAX_COLUMNS] = {{0, 0}};
    for (size_t i = 0; i < joins->count; i++) {
      const struct links_join *j = &joins->items[i];
      double sum = sum_parts(f, j, part);
      s->steps +=
          j->count * (part < f->count_count ? 1 : part) + c->count_count;
      if (s->steps > STEPS_MAX)
        return false;
      for (size_t whole = 0; whole < c->count_count; whole++)
        vote(&votes[whole], j, sum, series_number(c->counts[whole], j->whole));
    }
    for (size_t whole = 0; whole < c->count_count; whole++)
      if (is_shown(&votes[whole],
                   part < f->count_count &&
                       links_same_name(f->counts[part], c->counts[whole])))
        *ARENA_PUSH(s->arena, s->links, s->link_count, s->link_cap) =
            (struct link){fine, coarse, part, whole};
  }
  return true;
}

static bool compare(struct search *s, size_t fine, size_t coarse) {
  struct arena *room = arena_create();
  struct links_joins joins = {0};
  size_t before = s->link_count;
  bool ok = links_join(room, &s->sheets[fine], &s->sheets[coarse],
                       fine < coarse, &joins) &&
            ask(s, fine, coarse, &joins);
  s->steps += joins.visits;
  if (s->link_count > before)
    s->out->linked[fine * s->count + coarse] =
        s->out->linked[coarse * s->count + fine] = true;
  arena_destroy(room);
  return ok && s->steps <= STEPS_MAX;
}

/* Takes the cells and sums of a table into the audit of all. */
static bool add_table(struct search *s, size_t at) {
  struct audit own, *all = &s->out->audit;
  uint32_t base = s->out->base[at] = (uint32_t)all->cell_count;
  if (!sums_find(s->arena, s->sheets[at].table, &own) ||
      own.cell_count + all->cell_count > SUMS_MAX_CELLS)
    return false;
  for (size_t i = 0; i < own.cell_count; i++)
    *ARENA_PUSH(s->arena, all->cells, all->cell_count, all->cell_cap) =
        own.cells[i];
  for (size_t i = 0; i < own.sum_count; i++) {
    struct audit_sum *sum =
        ARENA_PUSH(s->arena, all->sums, all->sum_count, all->sum_cap);
    uint32_t *parts = arena_array(s->arena, uint32_t, own.sums[i].count);
    for (size_t k = 0; k < own.sums[i].count; k++)
      parts[k] = own.sums[i].parts[k] + base;
    *sum =
        (struct audit_sum){own.sums[i].total + base, parts, own.sums[i].count};
  }
  return true;
}

/* A hidden cell for the rows that one join lacks and others have. */
static uint32_t add_rest(struct search *s, const struct link *l, size_t row) {
  struct audit *all = &s->out->audit;
  uint32_t cell = (uint32_t)all->cell_count;
  *ARENA_PUSH(s->arena, all->cells, all->cell_count, all->cell_cap) =
      (struct audit_cell){.hidden = true};
  *ARENA_PUSH(s->arena, s->out->rests, s->out->rest_count, s->out->rest_cap) =
      (struct links_rest){cell, l->fine, l->coarse, l->whole, row};
  return cell;
}

static void add_join(struct search *s, const struct link *l,
                     const struct links_join *j) {
  const struct sums_table *f = s->sheets[l->fine].table;
  const struct sums_table *c = s->sheets[l->coarse].table;
  size_t columns = l->part == f->count_count ? f->count_count : 1, n = 0;
  size_t first = l->part == f->count_count ? 0 : l->part;
  uint32_t *parts = arena_array(s->arena, uint32_t, columns * j->count + 1);
  for (size_t column = first; column < first + columns; column++)
    for (uint32_t i = 0; i < j->count; i++)
      parts[n++] =
          s->out->base[l->fine] + (uint32_t)(column * f->rows + j->rows[i]);
  if (!j->full)
    parts[n++] = add_rest(s, l, j->whole);
  sums_add(s->arena, &s->out->audit,
           s->out->base[l->coarse] + (uint32_t)(l->whole * c->rows + j->whole),
           parts, n);
}

static void add_links(struct search *s) {
  for (size_t i = 0; i < s->link_count; i++) {
    const struct link *l = &s->links[i];
    struct arena *room = arena_create();
    struct links_joins joins = {0};
    links_join(room, &s->sheets[l->fine], &s->sheets[l->coarse],
               l->fine < l->coarse, &joins);
    for (size_t k = 0; k < joins.count; k++)
      add_join(s, l, &joins.items[k]);
    arena_destroy(room);
  }
}

bool links_find(struct arena *a, const struct sums_table *const *tables,
                const bool *judged, size_t count, struct links *out) {
  struct links_sheet *sheets = arena_array(a, struct links_sheet, count);
  struct search s = {.arena = a, .sheets = sheets, .count = count, .out = out};
  *out = (struct links){.audit = {.whole = true, .open_only = true},
                        .base = arena_array(a, uint32_t, count),
                        .linked = arena_array(a, bool, count *count)};
  if (!links_sheets(a, tables, count, sheets))
    return false;
  for (size_t i = 0; i < count; i++)
    for (size_t j = 0; j < count; j++)
      if (i != j && (judged[i] || judged[j]) && !compare(&s, i, j))
        return false;
  for (size_t i = 0; i < count; i++) {
    bool any = memchr(out->linked + i * count, true, count) != NULL;
    out->base[i] = LINKS_NONE;
    if (any && !add_table(&s, i))
      return false;
  }
  add_links(&s);
  return true;
}
