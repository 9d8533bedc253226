/* waymark i18n update: merges the template into catalogues, by gettext's own
 * tools: msginit for a new one (it knows plural forms), msgmerge else. */
#include "base/file.h"
#include "base/platform_program.h"
#include "commands/i18n.h"
#include "course/syntax.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

/* The largest catalogues take msgmerge far less. */
enum { TOOL_SECONDS = 600 };

static void report(struct session *s, const char *tool,
                   enum program_result result, struct str said) {
  struct str line = STR(""), rest = said;
  while (str_trim(line).len == 0 && str_next_line(&rest, &line))
    continue;
  if (result == PROGRAM_MISSING)
    diag_failure(s->diags, (struct loc){0}, "E-TOOL",
                 "'%s' is not installed; it is part of GNU gettext", tool);
  else
    diag_failure(s->diags, (struct loc){0}, "E-TOOL", "%s failed: %.*s", tool,
                 STR_ARG(line));
}

/* gettext writes th_TH for th-TH. */
static struct str gettext_name(struct session *s, struct str language) {
  struct buf name = {0};
  for (size_t i = 0; i < language.len; i++)
    buf_char(&name, language.ptr[i] == '-' ? '_' : language.ptr[i]);
  struct str result = arena_str(s->arena, buf_str(&name));
  buf_free(&name);
  return result;
}

static bool run_tool(struct session *s, const char *const *argv) {
  struct buf said = {0};
  struct program p = {.argv = argv, .seconds = TOOL_SECONDS, .errors = true};
  int status;
  enum program_result result = program_run(&p, &said, &status);
  bool ok = result == PROGRAM_ENDED && status == 0;
  if (!ok)
    report(s, argv[0], result, buf_str(&said));
  buf_free(&said);
  return ok;
}

static bool merge(struct session *s, struct str pot, struct str po,
                  struct str temp) {
  const char *argv[] = {"msgmerge", "--quiet", "--previous", "-o",
                        temp.ptr,   po.ptr,    pot.ptr,      NULL};
  return run_tool(s, argv);
}

static bool begin(struct session *s, struct str pot, struct str language,
                  struct str temp) {
  struct str locale = gettext_name(s, language);
  const char *argv[] = {"msginit", "--no-translator", "-l", locale.ptr,
                        "-i",      pot.ptr,           "-o", temp.ptr,
                        NULL};
  return run_tool(s, argv);
}

/* File names that can stand as arguments of a tool: never options. */
static struct str as_argument(struct session *s, struct str path) {
  return str_starts(path, "-") ? arena_printf(s->arena, "./%.*s", STR_ARG(path))
                               : arena_str(s->arena, path);
}

static void update(struct session *s, struct str pot, struct str language) {
  struct str po = as_argument(s, i18n_path(s, language, "po"));
  struct str temp = as_argument(s, file_temp_name(s->arena, po));
  bool there = file_kind(po) != FILE_NONE, stood;
  if (!path_is_inside(s->args.words[0], po)) {
    diag_failure(s->diags, (struct loc){0}, "E-PATH",
                 "'%.*s' is a link that leads out of the course folder",
                 STR_ARG(po));
    return;
  }
  bool ok = there ? merge(s, pot, po, temp) : begin(s, pot, language, temp);
  if (ok && file_exchange(s->diags, temp, po, &stood))
    session_print(arena_printf(s->arena, "%.*s: %s\n", STR_ARG(po),
                               there ? "brought up to date" : "begun"));
  file_remove(temp);
}

static int run(struct session *s) {
  struct course *c = course_read_manifest(s->arena, s->diags, s->args.words[0]);
  struct texts languages = i18n_languages(s, &c->manifest);
  if (diags_errors(s->diags))
    return session_finish(s);
  struct str pot = as_argument(s, i18n_path(s, c->manifest.id.s, "pot"));
  if (file_kind(pot) != FILE_REGULAR)
    diag_failure(s->diags, (struct loc){0}, "E-FILE-MISSING",
                 "there is no template '%.*s': make it with 'waymark i18n "
                 "extract'",
                 STR_ARG(pot));
  for (size_t i = 0; i < languages.count && !diags_errors(s->diags); i++) {
    struct text t = languages.items[i];
    if (!syntax_is_language(t.s))
      return session_usage_error(s,
                                 "'%.*s' is not a language tag such as 'fr' "
                                 "or 'pt-BR'",
                                 STR_ARG(t.s));
    if (!str_eq(t.s, c->manifest.language.s))
      update(s, pot, t.s);
  }
  return session_finish(s);
}

const struct command command_i18n_update = {
    .name = "i18n update",
    .usage = "COURSE [LANG]…",
    .summary = "Bring catalogues up to date with the template.",
    .text = "Merges COURSE/po/ID.pot into COURSE/po/LANG.po and keeps what was "
            "done; "
            "begins a\ncatalogue that is not there. Without LANG: those of "
            "the manifest's languages.\nNeeds GNU gettext.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 100,
    .run = run};
