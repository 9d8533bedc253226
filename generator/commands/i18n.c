/* waymark i18n: catalogues for translators. Leads to its
 * commands, each in a file of its own, and holds what they share. */
#include "commands/i18n.h"

#include "base/file.h"
#include "course/resolve.h"

static const struct command *const PARTS[] = {&command_i18n_extract,
                                              &command_i18n_update,
                                              &command_i18n_status,
                                              &command_i18n_check,
                                              &command_i18n_export_xliff,
                                              &command_i18n_import_xliff,
                                              NULL};

struct course *i18n_course(struct session *s, struct lesson_plan **plan) {
  struct course *c = course_read(s->arena, s->diags, s->args.words[0]);
  struct course *copy = course_copy(s->arena, c);
  *plan = resolve_course(s->arena, s->diags, c);
  for (size_t i = 0; i < c->resource_count; i++)
    copy->resources[i].used = c->resources[i].used;
  return diags_errors(s->diags) ? NULL : copy;
}

struct texts i18n_languages(struct session *s, const struct manifest *m) {
  struct texts named = {0};
  for (size_t i = 1; i < s->args.word_count; i++)
    *ARENA_PUSH(s->arena, named.items, named.count, named.cap) =
        (struct text){.s = s->args.words[i]};
  return named.count ? named : m->languages;
}

struct str i18n_path(struct session *s, struct str name,
                     const char *extension) {
  struct str file =
      arena_printf(s->arena, "po/%.*s.%s", STR_ARG(name), extension);
  return path_join(s->arena, s->args.words[0], file);
}

const struct command command_i18n = {
    .name = "i18n",
    .usage = "extract|update|status|check|export-xliff|import-xliff …",
    .summary = "Make, merge and check the catalogues of translators.",
    .text = "'waymark i18n COMMAND --help' says more of each.",
    .parts = PARTS};
