/* waymark check: reads a course and tries every exercise, writes nothing. */
#include "commands/command.h"
#include "privacy/gate.h"

static const struct option_spec OPTIONS[] = {
    {"seeds", 0, "N",
     "try exercises with variants for N seeds (100), and tell how they vary"},
    {"lang", 0, "LANGS", "only these languages, with commas between"},
    COMMON_OPTIONS};

static void summary(const struct session *s, const struct lesson_plan *plan,
                    size_t languages) {
  struct buf out = {0};
  buf_printf(&out, "%zu module%s, %zu exercise%s, %zu language%s: no errors\n",
             plan->course->module_count,
             plan->course->module_count == 1 ? "" : "s", plan->exercise_count,
             plan->exercise_count == 1 ? "" : "s", languages,
             languages == 1 ? "" : "s");
  if (!s->style.json)
    session_print(buf_str(&out));
  buf_free(&out);
}

static void print_seeds(const struct seed_report *report) {
  struct buf out = {0};
  seed_report_print(&out, report);
  session_print(buf_str(&out));
  buf_free(&out);
}

/* Variants are the same in every language, so one is enough for the report. */
static void check_languages(struct session *s, const struct editions *all,
                            struct host *host,
                            struct evaluate_options *options) {
  struct seed_report *report = options->report;
  for (size_t i = 0; i < all->count; i++) {
    struct evaluation e;
    options->report = i ? NULL : report;
    evaluate_course(s->arena, s->diags, all->items[i].plan, host,
                    all->items[i].language.s, options, &e);
  }
  options->report = report;
}

static int run(struct session *s) {
  long seeds = 100;
  struct str given = session_option(s, "seeds");
  if (given.ptr && !options_number(given, 1, 100000, &seeds))
    return session_usage_error(s, "--seeds takes a number from 1 to 100000");
  struct editions all = session_editions(s);
  struct progress progress = {.what = "exercise"};
  struct seed_report report;
  struct evaluate_options options = {.writers = session_writers(),
                                     .seeds = (int)seeds,
                                     .report = &report,
                                     .progress = progress_step,
                                     .user = &progress};
  gate_check(s->arena, s->diags, all.source->course, GATE_SHIPPED);
  size_t before = diags_errors(s->diags);
  struct host *host = before ? NULL : host_start(s->arena);
  if (!host && !before)
    diag_failure(s->diags, (struct loc){0}, "E-PROCESS",
                 "no process can be started for the engine");
  seed_report_start(&report, s->arena, all.source,
                    all.count ? all.items[0].language.s : STR("en"));
  if (host)
    check_languages(s, &all, host, &options);
  progress_end(&progress);
  host_stop(host);
  if (host && given.ptr && !s->style.json)
    print_seeds(&report);
  seed_report_end(&report);
  int status = session_finish(s);
  if (status == EXIT_DONE)
    summary(s, all.source, all.count);
  return status;
}

const struct command command_check = {
    .name = "check",
    .usage = "COURSE [--seeds N] [--lang LANGS]",
    .summary = "Check a course and try every exercise, without writing.",
    .text = "Reads everything, looks at links, pictures and data, and tries "
            "each exercise's\nown answer and the author's tests in every "
            "published language.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
