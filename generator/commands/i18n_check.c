/* waymark i18n check: translations that cannot be used, and oversights. */
#include "commands/i18n.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

/* What is allowed but looks wrong, once for each entry of the catalogue. */
static void report_oversights(struct session *s, const struct translation *t) {
  for (size_t i = 0; i < t->messages.count; i++) {
    const struct message_result *r = &t->results[i];
    if (r->state == MESSAGE_DONE && r->oversight)
      diag_warn(s->diags, (struct loc){t->po->src, r->entry->line, 0, 0},
                "W-PO-STYLE", "this translation has %s", r->oversight);
  }
}

/* Problems are warnings to a build, since it can go on; here they count. */
static int run(struct session *s) {
  struct lesson_plan *plan;
  struct course *c = i18n_course(s, &plan);
  if (!c)
    return session_finish(s);
  struct texts languages = i18n_languages(s, &c->manifest);
  size_t before = diags_warnings(s->diags);
  for (size_t i = 0; i < languages.count; i++) {
    struct str file, language = languages.items[i].s;
    struct course *copy = course_copy(s->arena, c);
    struct po *po =
        translate_catalogue(s->arena, s->diags, copy, language, &file);
    if (!po) {
      diag_error(s->diags, c->manifest.at, "E-PO-MISSING",
                 "there is no catalogue '%.*s'; begin it with 'waymark i18n "
                 "update'",
                 STR_ARG(file));
      continue;
    }
    report_oversights(s,
                      translate_course(s->arena, s->diags, copy, language, po));
  }
  size_t found = diags_warnings(s->diags) - before;
  int status = session_finish(s);
  return status == EXIT_DONE && found ? EXIT_COURSE : status;
}

const struct command command_i18n_check = {
    .name = "i18n check",
    .usage = "COURSE [LANG]…",
    .summary = "Find translations that cannot be used, and oversights.",
    .text = "Looks at {{ }}, gaps, links, images, tags, markup, and the "
            "catalogue's own "
            "form.\nEnds with status 1 if anything is found.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 100,
    .run = run};
