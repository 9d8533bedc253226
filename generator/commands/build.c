/* waymark build: reads, draws and writes a course. */
#include "base/file.h"
#include "base/platform.h"
#include "commands/command.h"
#include "output/fonts.h"
#include "output/proof.h"
#include "privacy/gate.h"

#include <stdlib.h>

/* Seeds for the author's tests at every build; 'check' tries more. */
enum { BUILD_SEEDS = 20, JOBS_MAX = 64 };

static const struct option_spec OPTIONS[] = {
    {"output", 'o', "OUT", "folder for the outputs (COURSE/out)"},
    {"to", 0, "KINDS", "dir,zip,single,epub (all of them)"},
    {"lang", 0, "LANGS", "only these languages, with commas between"},
    {"for", 0, "EDITION", "learner (the only edition of this version)"},
    {"proof", 0, NULL,
     "also write ID-LANG-proof.html: source and translation side by side"},
    {"jobs", 'j', "N", "use N processors (all there are)"},
    COMMON_OPTIONS};

/* False with the word that is none in *wrong. */
static bool read_kinds(struct str list, unsigned *kinds, struct str *wrong) {
  static const struct {
    const char *name;
    unsigned kind;
  } KINDS[] = {{"dir", OUTPUT_DIR},
               {"zip", OUTPUT_ZIP},
               {"single", OUTPUT_SINGLE},
               {"epub", OUTPUT_EPUB}};
  *kinds = list.ptr ? 0 : OUTPUT_ALL;
  *wrong = list;
  while (options_next(&list, wrong)) {
    size_t i = 0;
    while (i < 4 && !str_is(*wrong, KINDS[i].name))
      i++;
    if (i == 4)
      return false;
    *kinds |= KINDS[i].kind;
  }
  return *kinds != 0;
}

static bool evaluate_all(struct session *s, const struct editions *all,
                         struct evaluation *drawn) {
  struct progress progress = {.what = "exercise"};
  struct evaluate_options options = {.writers = session_writers(),
                                     .seeds = BUILD_SEEDS,
                                     .progress = progress_step,
                                     .user = &progress};
  struct host *host = host_start(s->arena);
  if (!host)
    diag_failure(s->diags, (struct loc){0}, "E-PROCESS",
                 "no process can be started for the engine");
  for (size_t i = 0; host && i < all->count; i++)
    evaluate_course(s->arena, s->diags, all->items[i].plan, host,
                    all->items[i].language.s, &options, &drawn[i]);
  progress_end(&progress);
  host_stop(host);
  return diags_errors(s->diags) == 0;
}

static void show_written(void *user, struct str done) {
  progress_text(user, done);
}

/* A page for translators beside each translated edition. */
static bool write_proofs(struct session *s, const struct editions *all,
                         const struct output_options *options) {
  bool ok = true;
  for (size_t i = 0; ok && i < all->count; i++)
    if (all->items[i].translation)
      ok = output_proof(s->arena, s->diags, all->items[i].plan,
                        all->items[i].translation, &all->messages, options);
  return ok;
}

static void write_all(struct session *s, const struct editions *all,
                      struct evaluation *drawn,
                      struct output_options *options) {
  struct progress progress = {.what = "writing"};
  bool ok = file_make_folder(s->diags, options->out);
  options->progress = show_written;
  options->user = &progress;
  for (size_t i = 0; ok && i < all->count; i++)
    ok = output_write(s->arena, s->diags, all->items[i].plan, &drawn[i],
                      options);
  if (ok && session_option(s, "proof").ptr)
    ok = write_proofs(s, all, options);
  if (ok)
    output_start_page(s->arena, s->diags, all->items[0].plan, drawn, all->count,
                      options);
  progress_end(&progress);
}

static void put_fonts(const struct fonts *fonts, struct buf *out) {
  struct buf sizes = {0};
  fonts_put_sizes(fonts, &sizes);
  if (sizes.len)
    buf_printf(out, "fonts embedded: %.*s\n", STR_ARG(buf_str(&sizes)));
  buf_free(&sizes);
}

/* What was made, and where to begin. */
static void summary(const struct session *s, const struct editions *all,
                    const struct output_options *options) {
  size_t modules = all->source->course->module_count;
  size_t exercises = all->source->exercise_count;
  struct buf text = {0};
  buf_printf(&text,
             "%zu module%s, %zu exercise%s, %zu language%s: open "
             "%.*s/index.html\n",
             modules, modules == 1 ? "" : "s", exercises,
             exercises == 1 ? "" : "s", all->count, all->count == 1 ? "" : "s",
             STR_ARG(options->out));
  put_fonts(options->fonts, &text);
  if (!s->style.json)
    session_print(buf_str(&text));
  buf_free(&text);
}

static int build(struct session *s, struct output_options *options) {
  struct editions all = session_editions(s);
  struct evaluation *drawn =
      arena_array(s->arena, struct evaluation, all.count);
  if (!session_time(all.source->course, &options->time))
    return session_usage_error(s, "SOURCE_DATE_EPOCH is not a number of "
                                  "seconds");
  gate_check(s->arena, s->diags, all.source->course, GATE_SHIPPED);
  if (diags_errors(s->diags) == 0 && evaluate_all(s, &all, drawn))
    write_all(s, &all, drawn, options);
  int status = session_finish(s);
  if (status == EXIT_DONE)
    summary(s, &all, options);
  return status;
}

static int run(struct session *s) {
  struct output_options options = {.jobs = platform_processors()};
  struct str edition = session_option(s, "for");
  struct str out = session_option(s, "output");
  struct str jobs = session_option(s, "jobs"), wrong;
  long n = options.jobs;
  if (!read_kinds(session_option(s, "to"), &options.kinds, &wrong))
    return session_usage_error(s,
                               "--to %.*s: it takes dir, zip, single, epub, "
                               "with commas between",
                               STR_ARG(wrong));
  if (edition.ptr && !str_is(edition, "learner"))
    return session_usage_error(s,
                               "--for %.*s: this version makes the "
                               "learner edition only",
                               STR_ARG(edition));
  if (jobs.ptr && !options_number(jobs, 1, JOBS_MAX, &n))
    return session_usage_error(s, "--jobs takes a number from 1 to %d",
                               JOBS_MAX);
  options.jobs = (int)n;
  const char *folder = getenv("WAYMARK_FONTS");
  options.fonts = fonts_open(s->arena, str_from(folder ? folder : ""));
  options.out =
      out.len ? out : path_join(s->arena, s->args.words[0], STR("out"));
  return build(s, &options);
}

const struct command command_build = {
    .name = "build",
    .usage = "COURSE [-o OUT] [--to KINDS] [--lang LANGS] [-j N]",
    .summary = "Compile a course into HTML packages and EPUB.",
    .text = "Writes, for each language: OUT/ID-LANG/ (open index.html), "
            "OUT/ID-LANG.zip,\nOUT/ID-LANG.html (all in one file) and "
            "OUT/ID-LANG.epub; and OUT/index.html, which\nlists them. "
            "Nothing is written when the course has errors.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
