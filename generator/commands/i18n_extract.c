/* waymark i18n extract: the template of a course. */
#include "base/file.h"
#include "commands/i18n.h"
#include "translate/extract.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

static int run(struct session *s) {
  long long time;
  struct buf out = {0};
  struct lesson_plan *plan;
  struct course *c = i18n_course(s, &plan);
  if (!c)
    return session_finish(s);
  if (!session_time(c, &time))
    return session_usage_error(s, "SOURCE_DATE_EPOCH is not a number of "
                                  "seconds");
  struct po *po = extract_template(s->arena, s->diags, c, time);
  struct str path = i18n_path(s, c->manifest.id.s, "pot");
  po_write(&out, po);
  if (file_make_folder(s->diags, path_folder(path)) &&
      i18n_remember_figures(s, plan))
    file_replace(s->diags, path, buf_str(&out));
  buf_free(&out);
  int status = session_finish(s);
  if (status == EXIT_DONE)
    session_print(arena_printf(s->arena, "%.*s: %zu messages\n", STR_ARG(path),
                               po->count));
  return status;
}

const struct command command_i18n_extract = {
    .name = "i18n extract",
    .usage = "COURSE",
    .summary = "Write the texts of a course as a gettext template.",
    .text =
        "Writes COURSE/po/ID.pot, with a message for each block of text, and "
        "the figures that\nthe course computes to COURSE/po/values.json, "
        "for 'waymark i18n status'.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
