/* waymark i18n status: how far each catalogue is, by module. */
#include "base/file.h"
#include "commands/i18n.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

static void add_state(struct tally *t, enum message_state state) {
  t->done += state == MESSAGE_DONE;
  t->missing += state == MESSAGE_MISSING;
  t->fuzzy += state == MESSAGE_FUZZY;
  t->broken += state == MESSAGE_BROKEN;
}

static void put_row(struct buf *out, struct str name, const struct tally *t) {
  buf_printf(out, "  %-28.*s %6zu %6zu %6zu %6zu  %3d %%\n", STR_ARG(name),
             t->done, t->fuzzy, t->missing, t->broken, tally_percent(t));
}

/* The messages of each file of the course, then all of it. */
static void put_language(struct session *s, struct buf *out,
                         const struct translation *t, struct str file) {
  const struct course *c = t->course;
  struct tally *parts =
      arena_array(s->arena, struct tally, c->module_count + 2);
  for (size_t i = 0; i < t->messages.count; i++) {
    const struct message *m = &t->messages.items[i];
    size_t part = m->module ? m->module : m->resource ? c->module_count + 1 : 0;
    add_state(&parts[part], t->results[i].state);
  }
  struct str own = arena_printf(s->arena, "%.*s.po", STR_ARG(t->language));
  buf_put(out, t->language);
  if (!str_eq(path_base(file), own))
    buf_printf(out, ", from %.*s", STR_ARG(path_base(file)));
  buf_printf(out, "%s%.*s\n", t->po ? ": reviewed by " : ": no catalogue",
             STR_ARG(!t->po            ? STR("")
                     : t->reviewer.len ? t->reviewer
                                       : STR("nobody yet")));
  buf_printf(out, "  %-28s %6s %6s %6s %6s\n", "", "done", "fuzzy", "missing",
             "broken");
  put_row(out, STR("course.yaml"), &parts[0]);
  for (size_t i = 0; i < c->module_count; i++)
    put_row(out, c->modules[i].file, &parts[i + 1]);
  put_row(out, STR("data"), &parts[c->module_count + 1]);
  put_row(out, STR("distinct texts"), &t->tally);
}

static int run(struct session *s) {
  struct lesson_plan *plan;
  struct course *c = i18n_course(s, &plan);
  struct buf out = {0};
  if (!c)
    return session_finish(s);
  struct texts languages = i18n_languages(s, &c->manifest);
  struct diags *quiet = diags_create(s->arena); /* 'check' tells the faults */
  struct translation **all =
      arena_array(s->arena, struct translation *, languages.count);
  for (size_t i = 0; i < languages.count; i++) {
    struct str file, language = languages.items[i].s;
    struct course *copy = course_copy(s->arena, c);
    struct po *po =
        translate_nearest(s->arena, s->diags, copy, language, &file);
    all[i] = translate_course(s->arena, quiet, copy, language, po);
    put_language(s, &out, all[i], file);
  }
  i18n_report_figures(s, &out, plan, all, languages.count);
  int status = session_finish(s);
  if (status == EXIT_DONE && !session_print(buf_str(&out)))
    status = EXIT_USAGE;
  buf_free(&out);
  return status;
}

const struct command command_i18n_status = {
    .name = "i18n status",
    .usage = "COURSE [LANG]…",
    .summary = "Show what is translated, by module.",
    .text = "done: published; fuzzy: its source has changed, see it over; "
            "missing: not "
            "translated;\nbroken: cannot be used, see 'waymark i18n check'. "
            "After the data have changed, "
            "the prose\nand the translations that still quote an old figure "
            "are named.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 100,
    .run = run};
