/* bands: numbers into classes, named as they are written.
 *
 *   - bands: age
 *     into: [0-4, 5-11, 12-17, 18+]   also "<5"; both ends belong to a band
 *   - bands: income
 *     width: 500                      0-499, 500-999, … from `from` (0) on,
 *     last: 5000                      and 5000+
 *
 * A number with decimals belongs to the band of its whole part: somebody of 4.9
 * years is in 0-4. Every number must be in one. */
#include "privacy/methods.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/csv_value.h"

struct band {
  double from, to; /* both in it; infinite when open */
  struct text name;
};

struct settings {
  struct texts fields, into;
  struct text width, from, last;
  double wide, start, end;
  struct band *bands;
};

#define AT(member) offsetof(struct settings, member)

static const struct key keys[] = {
    {"bands", KEY_TEXTS, AT(fields), "the columns", 0, 0},
    {"into", KEY_TEXTS, AT(into), NULL, 0, 0},
    {"width", KEY_TEXT, AT(width), NULL, 0, 0},
    {"from", KEY_TEXT, AT(from), NULL, 0, 0},
    {"last", KEY_TEXT, AT(last), NULL, 0, 0},
};

/* The two ends of "5-11", "5–11", "60+", "<5" or "7". */
static bool read_band(struct str s, struct band *b) {
  static const struct str dashes[] = {{"–", 3}, {"-", 1}};
  struct str t = str_trim(s);
  b->from = (double)-INFINITY;
  b->to = (double)INFINITY;
  if (str_ends(t, "+"))
    return csv_number(str_trim(str_slice(t, 0, t.len - 1)), &b->from);
  if (str_starts(t, "<")) {
    bool ok = csv_number(str_trim(str_slice(t, 1, t.len)), &b->to);
    b->to -= 1;
    return ok;
  }
  for (int i = 0; i < 2; i++) {
    struct str rest = str_slice(t, 1, t.len); /* a minus may come first */
    size_t at = str_search(rest, dashes[i]) + 1;
    if (at < t.len && csv_number(str_trim(str_slice(t, 0, at)), &b->from) &&
        csv_number(str_trim(str_slice(t, at + dashes[i].len, t.len)), &b->to))
      return b->from <= b->to;
  }
  bool ok = csv_number(t, &b->from);
  b->to = b->from;
  return ok;
}

static int by_from(const void *pa, const void *pb) {
  const struct band *a = pa, *b = pb;
  return (a->from > b->from) - (a->from < b->from);
}

static void read_bands(struct arena *a, struct diags *d, struct settings *s) {
  size_t n = s->into.count;
  struct band *list = arena_array(a, struct band, n);
  bool read = true;
  for (size_t i = 0; i < n; i++) {
    list[i].name = s->into.items[i];
    if (read_band(s->into.items[i].s, &list[i]))
      continue;
    diag_error(d, s->into.items[i].at, "E-PLAN-BAND",
               "'%.*s' is no band, expected one such as '5-11', '60+' or '<5'",
               STR_ARG(utf8_cut(s->into.items[i].s, 60)));
    read = false;
  }
  if (!read)
    return;
  qsort(list, n, sizeof *list, by_from);
  for (size_t i = 1; i < n; i++)
    if (list[i].from <= list[i - 1].to) {
      diag_error(d, list[i].name.at, "E-PLAN-BAND",
                 "the band '%.*s' overlaps '%.*s'",
                 STR_ARG(utf8_cut(list[i].name.s, 60)),
                 STR_ARG(utf8_cut(list[i - 1].name.s, 60)));
      return;
    }
  s->bands = list;
}

static void check(struct arena *a, struct diags *d, struct step *step) {
  static const double any[2] = {-1e15, 1e15}, positive[2] = {1, 1e12};
  struct settings *s = step->settings;
  if ((s->into.count > 0) == (s->width.s.ptr != NULL)) {
    diag_error(d, step->at, "E-PLAN-BAND",
               "the step 'bands' needs either 'into', a list of bands, or "
               "'width'");
    return;
  }
  if (s->into.count > PLAN_MAX_VALUES)
    diag_error(d, step->at, "E-PLAN-STEPS", "more than %d values",
               PLAN_MAX_VALUES);
  else if (s->into.count)
    read_bands(a, d, s);
  s->end = (double)INFINITY;
  plan_number(d, s->width, "width", positive, &s->wide);
  plan_number(d, s->from, "from", any, &s->start);
  plan_number(d, s->last, "last", any, &s->end);
  if (s->wide != floor(s->wide) || s->start != floor(s->start))
    diag_error(d, s->width.at, "E-PLAN-BAND",
               "'width' and 'from' must be whole numbers");
}

static struct str listed(const struct settings *s, double number) {
  size_t low = 0, high = s->into.count;
  double whole = floor(number);
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (s->bands[mid].to < whole)
      low = mid + 1;
    else
      high = mid;
  }
  if (low < s->into.count && s->bands[low].from <= whole)
    return s->bands[low].name.s;
  return (struct str){0};
}

static struct str regular(struct arena *a, const struct settings *s,
                          double number) {
  if (number >= s->end) {
    struct str top = frame_number_text(a, s->end);
    return arena_printf(a, "%.*s+", STR_ARG(top));
  }
  double from = s->start + floor((number - s->start) / s->wide) * s->wide;
  double last = fmin(from + s->wide, s->end) - 1;
  struct str low = frame_number_text(a, from);
  if (number < s->start || last <= from)
    return number < s->start ? (struct str){0} : low;
  struct str high = frame_number_text(a, last);
  return arena_printf(a, "%.*s-%.*s", STR_ARG(low), STR_ARG(high));
}

static bool cut(struct work *w, const struct step *step,
                const struct text *field, struct frame_column *c) {
  const struct settings *s = step->settings;
  struct str *to = arena_array(w->arena, struct str, c->word_count);
  if (!work_numbers(w, *field, c))
    return false;
  for (uint32_t i = 0; i < c->word_count; i++) {
    double number = 0;
    csv_number(c->words[i], &number);
    to[i] = s->bands ? listed(s, number) : regular(w->arena, s, number);
    if (to[i].len)
      continue;
    diag_error(w->diags, field->at, "E-PLAN-BAND",
               "'%.*s' holds %.*s, which is in no band",
               STR_ARG(utf8_cut(field->s, 60)), STR_ARG(c->words[i]));
    return false;
  }
  frame_replace(w->now, c, to);
  return true;
}

static bool run(struct work *w, struct step *step) {
  return work_each_column(w, step, cut);
}

static void say(struct buf *out, const struct work *w,
                const struct step *step) {
  const struct settings *s = step->settings;
  work_put_titles(out, w, &s->fields);
  if (!s->bands) {
    struct str wide = frame_number_text(w->arena, s->wide);
    buf_printf(out, ": numbers are put into bands %.*s wide.", STR_ARG(wide));
    return;
  }
  buf_puts(out, ": numbers are put into the bands ");
  for (size_t i = 0; i < s->into.count; i++) {
    buf_puts(out, i == 0 ? "" : i + 1 == s->into.count ? " and " : ", ");
    buf_put(out, s->into.items[i].s);
  }
  buf_puts(out, ".");
}

const struct method method_bands = {.name = "bands",
                                    .keys = KEYS(NULL, keys),
                                    .size = sizeof(struct settings),
                                    .check = check,
                                    .run = run,
                                    .say = say};
