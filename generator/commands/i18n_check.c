/* waymark i18n check: translations that cannot be used, and oversights. */
#include "commands/i18n.h"
#include "translate/term_use.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

static void report_terms(struct session *s, const struct translation *t,
                         const struct term_pairs *pairs, size_t index) {
  const struct message *m = &t->messages.items[index];
  const struct po_message *entry = t->results[index].entry;
  const struct term_pair *p = term_not_used(pairs, m->id, entry->text);
  if (p)
    diag_warn(
        s->diags, (struct loc){t->po->src, entry->line, 0, 0}, "W-PO-TERM",
        "the glossary has '%.*s' for '%.*s', which this translation "
        "does not use",
        STR_ARG(p->translation.items[0].s), STR_ARG(p->source.items[0].s));
}

/* What is allowed but looks wrong, once for each entry of the catalogue. */
static void report_oversights(struct session *s, const struct translation *t) {
  struct term_pairs pairs = term_pairs_of(s->arena, t);
  for (size_t i = 0; i < t->messages.count; i++) {
    const struct message_result *r = &t->results[i];
    if (r->state != MESSAGE_DONE)
      continue;
    if (r->oversight)
      diag_warn(s->diags, (struct loc){t->po->src, r->entry->line, 0, 0},
                "W-PO-STYLE", "this translation has %s", r->oversight);
    report_terms(s, t, &pairs, i);
  }
}

/* Problems are warnings to a build, since it can go on; here they count, but
 * oversights do not: a translator may have reasons. */
static int run(struct session *s) {
  struct lesson_plan *plan;
  struct course *c = i18n_course(s, &plan);
  if (!c)
    return session_finish(s);
  struct texts languages = i18n_languages(s, &c->manifest);
  size_t found = 0;
  for (size_t i = 0; i < languages.count; i++) {
    struct str file, language = languages.items[i].s;
    struct course *copy = course_copy(s->arena, c);
    size_t before = diags_warnings(s->diags);
    struct po *po =
        translate_nearest(s->arena, s->diags, copy, language, &file);
    if (!po) {
      diag_error(s->diags, c->manifest.at, "E-PO-MISSING",
                 "there is no catalogue '%.*s'; begin it with 'waymark i18n "
                 "update'",
                 STR_ARG(file));
      continue;
    }
    struct translation *t =
        translate_closely(s->arena, s->diags, copy, language, po);
    found += diags_warnings(s->diags) - before;
    report_oversights(s, t);
  }
  int status = session_finish(s);
  return status == EXIT_DONE && found ? EXIT_COURSE : status;
}

const struct command command_i18n_check = {
    .name = "i18n check",
    .usage = "COURSE [LANG]…",
    .summary = "Find translations that cannot be used, and oversights.",
    .text = "Looks at {{ }}, gaps, links, images, tags and the catalogue's "
            "own form, and ends\nwith status 1 where a translation cannot be "
            "used. Oversights are told, too: markup\nthat differs, words "
            "that are not those of the glossary.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 100,
    .run = run};
