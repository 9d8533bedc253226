/* waymark answer: what a learner's answer to one exercise would get. */
#include "base/json.h"
#include "commands/command.h"
#include "course/reply.h"

static const struct option_spec OPTIONS[] = {
    {"gap", 0, "NAME=VALUE", "the answer to one of several gaps; repeatable"},
    {"seed", 0, "N", "which variant (1)"},
    {"attempt", 0, "N", "which attempt it is (1)"},
    {"lang", 0, "LANG", "typed as in this language (the course's own)"},
    COMMON_OPTIONS};

/* {"answer":"44.7"} or {"a":"1","b":"2"}; false after a usage error. */
static bool put_given(const struct session *s, struct buf *json) {
  const char *comma = "";
  buf_puts(json, ",\"given\":{");
  if (s->args.word_count > 2) {
    buf_puts(json, "\"answer\":");
    json_put_string(json, s->args.words[2]);
    comma = ",";
  }
  for (size_t i = 0; i < s->args.option_count; i++) {
    struct given_option o = s->args.options[i];
    if (!str_is(str_from(OPTIONS[o.spec].name), "gap"))
      continue;
    size_t equals = str_find(o.value, '=', 0);
    if (equals == 0 || equals == o.value.len)
      return false;
    buf_puts(json, comma);
    json_put_string(json, str_slice(o.value, 0, equals));
    buf_char(json, ':');
    json_put_string(json, str_slice(o.value, equals + 1, o.value.len));
    comma = ",";
  }
  buf_puts(json, "}}");
  return true;
}

static bool numbers(const struct session *s, long *seed, long *attempt) {
  struct str given_seed = session_option(s, "seed");
  struct str given_attempt = session_option(s, "attempt");
  *seed = *attempt = 1;
  return (!given_seed.ptr || options_number(given_seed, 1, 999999999, seed)) &&
         (!given_attempt.ptr ||
          options_number(given_attempt, 1, 1000000, attempt));
}

static int unknown_exercise(struct session *s, const struct lesson_plan *p) {
  struct str *ids = arena_array(s->arena, struct str, p->exercise_count);
  for (size_t i = 0; i < p->exercise_count; i++)
    ids[i] = p->exercises[i].id;
  return session_usage_error(
      s, "the course has no exercise '%.*s'%s", STR_ARG(s->args.words[1]),
      diag_nearest(s->arena, s->args.words[1], ids, p->exercise_count));
}

/* Prints the verdict, or reports why there is none; EXIT_USAGE when what was
 * given does not fit the exercise. */
static int print_verdict(struct session *s, const struct lesson_plan *plan,
                         const struct exercise *ex, struct str reply) {
  struct reply_error e;
  struct buf line = {0};
  if (reply_is_error(s->arena, reply, &e)) {
    if (str_is(e.kind, "request"))
      return session_usage_error(s, "%.*s", STR_ARG(e.message));
    struct loc at = evaluate_place(plan, e.file, e.line, e.col);
    diag_error(s->diags, at.src ? at : ex->container->at, "E-LUA", "%.*s",
               STR_ARG(e.message));
    return EXIT_COURSE;
  }
  buf_put(&line, reply);
  buf_char(&line, '\n');
  bool written = session_print(buf_str(&line));
  buf_free(&line);
  return written ? EXIT_DONE : EXIT_USAGE;
}

static int ask(struct session *s, const struct edition *edition,
               const struct exercise *ex, struct str request) {
  const struct lesson_plan *plan = edition->plan;
  struct part_writers writers = session_writers();
  struct str load;
  int status = EXIT_COURSE;
  if (diags_errors(s->diags))
    return status;
  struct host *host = host_start(s->arena);
  if (!host)
    diag_failure(s->diags, (struct loc){0}, "E-PROCESS",
                 "no process can be started for the engine");
  else if (evaluate_load(s->arena, s->diags, plan, host, edition->language.s,
                         &writers, &load))
    status = print_verdict(s, plan, ex, host_call(host, request));
  host_stop(host);
  return status;
}

static int run(struct session *s) {
  long seed, attempt;
  struct buf request = {0};
  if (!numbers(s, &seed, &attempt))
    return session_usage_error(s, "--seed and --attempt take whole numbers "
                                  "from 1");
  struct editions all = session_editions(s);
  if (diags_errors(s->diags))
    return session_finish(s);
  const struct lesson_plan *plan = all.items[0].plan;
  const struct exercise *ex = plan_exercise(plan, s->args.words[1]);
  if (!ex)
    return unknown_exercise(s, plan);
  buf_puts(&request, "{\"op\":\"check\",\"exercise\":");
  json_put_string(&request, ex->id);
  buf_printf(&request, ",\"seed\":%ld,\"attempt\":%ld", seed, attempt);
  if (!put_given(s, &request)) {
    buf_free(&request);
    return session_usage_error(s, "--gap is written NAME=VALUE");
  }
  int status = ask(s, &all.items[0], ex, buf_str(&request));
  buf_free(&request);
  int reported = session_finish(s);
  return reported ? reported : status;
}

const struct command command_answer = {
    .name = "answer",
    .usage = "COURSE EXERCISE [VALUE] [--gap NAME=VALUE]… [--seed N] "
             "[--attempt N] [--lang LANG]",
    .summary = "Say what an answer to an exercise would get, as JSON.",
    .text = "VALUE is what a learner would type; of a choice, option numbers "
            "such as 2 or 1,3.\nPut -- before a VALUE that starts with a "
            "minus sign.",
    .options = OPTIONS,
    .least_words = 2,
    .most_words = 3,
    .run = run};
