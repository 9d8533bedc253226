/* waymark data anonymise: from raw data and a plan to data that may be given
 * away, with their package and a report; or nothing at all. */
#include "base/file.h"
#include "commands/command.h"
#include "output/data_report.h"

static const struct option_spec OPTIONS[] = {
    {"plan", 0, "FILE", "what is done to the data, in YAML"},
    {"output", 'o', "FOLDER", "where data, package and report go"},
    {"seed-file", 0, "FILE",
     "the secret seed, outside the course; made when missing"},
    COMMON_OPTIONS};

/* Nothing else may lie in a folder that is replaced. */
static bool may_replace(struct session *s, struct str folder, struct str data) {
  struct str *names;
  size_t count;
  if (file_kind(folder) == FILE_NONE)
    return true;
  if (!file_list(s->arena, s->diags, folder, &names, &count))
    return false;
  for (size_t i = 0; i < count; i++)
    if (!str_eq(names[i], data) && !str_is(names[i], "datapackage.yaml") &&
        !str_is(names[i], "report.html")) {
      diag_failure(s->diags, (struct loc){0}, "E-OUT-FOLDER",
                   "the folder '%.*s' holds '%.*s', which is not of an earlier "
                   "run; nothing was written",
                   STR_ARG(folder), STR_ARG(names[i]));
      return false;
    }
  return true;
}

static bool write_one(struct session *s, struct str folder, struct str name,
                      struct str content) {
  struct str shown = path_join(s->arena, session_option(s, "output"), name);
  return file_write_new(s->diags, path_join(s->arena, folder, name), shown,
                        content);
}

/* All of it in a new folder, which then takes the place of the old one. */
static bool write_all(struct session *s, const struct anonymised *run,
                      struct str report) {
  struct str out = session_option(s, "output"), temp;
  bool stood, done = false;
  while (out.len > 1 && str_ends(out, "/"))
    out.len--;
  if (!may_replace(s, out, run->name) ||
      !file_make_folder(s->diags, path_folder(out)) ||
      !file_temp_folder(s->arena, s->diags, out, &temp))
    return false;
  if (write_one(s, temp, run->name, run->csv) &&
      write_one(s, temp, STR("datapackage.yaml"), run->package) &&
      write_one(s, temp, STR("report.html"), report))
    done = file_exchange(s->diags, temp, out, &stood);
  file_remove_tree(temp);
  return done;
}

static void put_summary(const struct session *s, const struct anonymised *run) {
  const struct comparison *c = &run->comparison;
  struct str out = session_option(s, "output");
  struct buf b = {0};
  if (run->seed_made)
    buf_printf(
        &b,
        "%.*s: a new secret seed. Keep it, apart from the data: with the "
        "plan it undoes noise and exchanged values.\n",
        STR_ARG(session_option(s, "seed-file")));
  buf_printf(&b, "%.*s: %zu records", STR_ARG(run->name), c->rows_after);
  if (c->after.known && c->before.known)
    buf_printf(
        &b,
        "; %zu of them could be singled out before (fk = 1), %zu now; at "
        "least %zu share their keys",
        c->before.below2, c->after.below2, c->after.smallest);
  buf_printf(&b,
             "\nWritten to %.*s. report.html is for the keepers of the raw "
             "data only.\n",
             STR_ARG(out));
  session_print(buf_str(&b));
  buf_free(&b);
}

static int run(struct session *s) {
  struct anonymise_request request = {.raw = s->args.words[0],
                                      .plan = session_option(s, "plan"),
                                      .output = session_option(s, "output"),
                                      .seed_file =
                                          session_option(s, "seed-file")};
  if (!request.plan.len)
    return session_usage_error(s, "--plan FILE is missing");
  if (!request.output.len)
    return session_usage_error(s, "-o FOLDER is missing");
  const struct anonymised *done = anonymise(s->arena, s->diags, &request);
  struct str report = done ? data_report(s->arena, s->diags, done) : STR("");
  bool written = done && !diags_errors(s->diags) && write_all(s, done, report);
  int status = session_finish(s);
  if (written && status == EXIT_DONE && !s->style.json)
    put_summary(s, done);
  return status;
}

const struct command command_data_anonymise = {
    .name = "data anonymise",
    .usage = "RAW --plan PLAN.yaml -o FOLDER [--seed-file FILE]",
    .summary = "Make data anonymous by a plan, or say why it cannot.",
    .text = "RAW is a table as CSV, workbook, SPSS or Stata file. FOLDER gets "
            "the data,\ntheir datapackage.yaml and report.html, all at once, "
            "and only when the data pass\nthe gate that every build has.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
