/* waymark i18n export-xliff: a catalogue for tools that want XLIFF. */
#include "base/file.h"
#include "commands/i18n.h"
#include "course/syntax.h"
#include "locale/xliff.h"

static const struct option_spec OPTIONS[] = {
    {"format", 0, "VERSION", "1.2 or 2.0 (2.0)"},
    {"output", 'o', "FILE", "where to (COURSE/po/LANG.xlf)"},
    COMMON_OPTIONS};

static int export(struct session *s, bool version_2) {
  struct str file, language = s->args.words[1];
  struct str out_path = session_option(s, "output");
  struct buf out = {0};
  struct course *c = course_read_manifest(s->arena, s->diags, s->args.words[0]);
  if (diags_errors(s->diags))
    return session_finish(s);
  struct po *po = translate_catalogue(s->arena, s->diags, c, language, &file);
  const struct manifest *m = &c->manifest;
  if (!po) {
    diag_failure(s->diags, (struct loc){0}, "E-PO-MISSING",
                 "there is no catalogue '%.*s'; begin it with 'waymark i18n "
                 "update'",
                 STR_ARG(file));
    return session_finish(s);
  }
  struct xliff_options options = {version_2,     m->id.s,  m->version.s,
                                  m->language.s, language, message_code_end};
  if (!out_path.len)
    out_path = i18n_path(s, language, "xlf");
  xliff_write(&out, po, &options);
  if (!buf_ok(&out))
    diag_failure(s->diags, (struct loc){0}, "E-WRITE",
                 "'%.*s' would be too large", STR_ARG(out_path));
  else if (file_replace(s->diags, out_path, buf_str(&out)))
    session_print(arena_printf(s->arena, "%.*s: %zu units\n", STR_ARG(out_path),
                               po->count));
  buf_free(&out);
  return session_finish(s);
}

static int run(struct session *s) {
  struct str format = session_option(s, "format");
  if (format.ptr && !str_is(format, "1.2") && !str_is(format, "2.0"))
    return session_usage_error(s, "--format is 1.2 or 2.0");
  if (!syntax_is_language(s->args.words[1]))
    return session_usage_error(s, "'%.*s' is not a language tag",
                               STR_ARG(s->args.words[1]));
  return export(s, !str_is(format, "1.2"));
}

const struct command command_i18n_export_xliff = {
    .name = "i18n export-xliff",
    .usage = "COURSE LANG [--format VERSION] [-o FILE]",
    .summary = "Write a catalogue as XLIFF.",
    .text = "{{ }}, gaps, link targets and tags become placeholders, which "
            "tools protect.",
    .options = OPTIONS,
    .least_words = 2,
    .most_words = 2,
    .run = run};
