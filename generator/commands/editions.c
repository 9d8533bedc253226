/* The languages of a course, read once and translated each. */
#include <stdlib.h>

#include "commands/command.h"
#include "course/resolve.h"
#include "translate/translate.h"

/* Days from 1970-01-01 of a date of the Gregorian calendar (H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
static long long days_from_civil(long long y, int m, int d) {
  y -= m <= 2;
  long long era = (y >= 0 ? y : y - 399) / 400;
  long long year_of_era = y - era * 400;
  long long day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  long long day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

bool session_time(const struct course *c, long long *time) {
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  struct str date = c->manifest.date.s;
  long y = 1980, m = 1, d = 1;
  if (epoch && epoch[0]) {
    char *end;
    *time = strtoll(epoch, &end, 10);
    return *end == '\0' && *time >= 0;
  }
  if (date.len == 10 && !(options_number(str_slice(date, 0, 4), 1, 9999, &y) &&
                          options_number(str_slice(date, 5, 7), 1, 12, &m) &&
                          options_number(str_slice(date, 8, 10), 1, 31, &d)))
    return false;
  *time = days_from_civil(y, (int)m, (int)d) * 86400;
  return true;
}

static void add(struct session *s, struct editions *all, struct text language,
                struct lesson_plan *plan, struct translation *t) {
  *ARENA_PUSH(s->arena, all->items, all->count, all->cap) =
      (struct edition){language, plan, t};
}

static struct po *catalogue_of(struct session *s, struct course *copy,
                               struct text language) {
  const struct manifest *m = &copy->manifest;
  struct str file;
  if (str_is(language.s, TRANSLATE_PSEUDO))
    return translate_pseudo(s->arena, copy);
  struct po *po =
      translate_nearest(s->arena, s->diags, copy, language.s, &file);
  if (!po)
    diag_warn(s->diags, language.at.src ? language.at : m->at,
              "W-LANG-UNTRANSLATED",
              "there is no translation into '%.*s' yet (%.*s): its edition "
              "keeps the text in '%.*s' and says so",
              STR_ARG(language.s), STR_ARG(file), STR_ARG(m->language.s));
  return po;
}

/* What the source is told is not told again. */
static struct lesson_plan *resolve_quietly(struct session *s, struct course *c,
                                           struct text language) {
  struct diags *quiet = diags_create(s->arena);
  struct lesson_plan *plan = resolve_course(s->arena, quiet, c);
  struct str why = diags_first_error(quiet);
  if (diags_errors(quiet))
    diag_error(s->diags, c->manifest.at, "E-TRANSLATION",
               "the course cannot be put together in '%.*s': %.*s",
               STR_ARG(language.s), STR_ARG(why));
  return plan;
}

static void translate(struct session *s, struct editions *all,
                      struct course *copy, struct text language) {
  const struct course *source = all->source->course;
  for (size_t i = 0; i < copy->resource_count; i++)
    copy->resources[i].used = source->resources[i].used;
  struct po *po = catalogue_of(s, copy, language);
  bool proof = session_option(s, "proof").ptr != NULL;
  struct translation *t = (proof ? translate_closely : translate_course)(
      s->arena, s->diags, copy, language.s, po);
  add(s, all, language, resolve_quietly(s, copy, language), t);
}

struct editions session_editions(struct session *s) {
  struct editions all = {0};
  struct course *c = course_read(s->arena, s->diags, s->args.words[0]);
  struct lesson_plan unresolved = {.course = c};
  struct texts languages = session_languages(s, &unresolved);
  struct course **copies =
      arena_array(s->arena, struct course *, languages.count);
  for (size_t i = 0; i < languages.count; i++)
    if (!str_eq(languages.items[i].s, c->manifest.language.s))
      copies[i] = course_copy(s->arena, c);
  if (session_option(s, "proof").ptr)
    all.messages = messages_of(s->arena, c);
  all.source = resolve_course(s->arena, s->diags, c);
  if (diags_errors(s->diags))
    return all;
  for (size_t i = 0; i < languages.count; i++) {
    if (copies[i])
      translate(s, &all, copies[i], languages.items[i]);
    else
      add(s, &all, languages.items[i], all.source, NULL);
  }
  return all;
}
