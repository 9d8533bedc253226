/* waymark i18n: catalogues for translators. Finds the subcommand. */
#include "commands/i18n.h"

#include "base/file.h"
#include "course/resolve.h"

static const struct option_spec OPTIONS[] = {
    COMMON_OPTIONS};

static const struct {
  const char *name;
  size_t least, most; /* words after the name */
  const char *usage;
  int (*run)(struct session *s);
} SUBCOMMANDS[] = {
    {"extract", 1, 1, "extract COURSE", i18n_extract},
    {"update", 1, 100, "update COURSE [LANG]…", i18n_update},
    {"status", 1, 100, "status COURSE [LANG]…", i18n_status},
    {"check", 1, 100, "check COURSE [LANG]…", i18n_check},
};
enum { SUBCOMMAND_COUNT = sizeof SUBCOMMANDS / sizeof *SUBCOMMANDS };

struct course *i18n_course(struct session *s) {
  struct course *c = course_read(s->arena, s->diags, s->args.words[0]);
  struct course *copy = course_copy(s->arena, c);
  resolve_course(s->arena, s->diags, c);
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

static int unknown(struct session *s, struct str name) {
  struct str names[SUBCOMMAND_COUNT];
  for (int i = 0; i < SUBCOMMAND_COUNT; i++)
    names[i] = str_from(SUBCOMMANDS[i].name);
  return session_usage_error(
      s, "unknown subcommand '%.*s'%s", STR_ARG(name),
      diag_nearest(s->arena, name, names, SUBCOMMAND_COUNT));
}

static int run(struct session *s) {
  struct str name = s->args.words[0];
  for (int i = 0; i < SUBCOMMAND_COUNT; i++) {
    if (!str_is(name, SUBCOMMANDS[i].name))
      continue;
    s->args.words++;
    s->args.word_count--;
    if (s->args.word_count < SUBCOMMANDS[i].least ||
        s->args.word_count > SUBCOMMANDS[i].most)
      return session_usage_error(s, "it is written: waymark i18n %s",
                                 SUBCOMMANDS[i].usage);
    return SUBCOMMANDS[i].run(s);
  }
  return unknown(s, name);
}

const struct command command_i18n = {
    .name = "i18n",
    .usage = "extract|update|status|check COURSE …",
    .summary = "Make, merge and check the catalogues of translators.",
    .text = "extract COURSE              writes COURSE/po/ID.pot, the texts "
            "to translate\n"
            "update COURSE [LANG]…       merges it into COURSE/po/LANG.po "
            "(new or changed)\n"
            "status COURSE [LANG]…       what is done, outdated and missing, "
            "by module\n"
            "check COURSE [LANG]…        finds translations that cannot be "
            "used, and oversights",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 101,
    .run = run};
