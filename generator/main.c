/* waymark: compiles a course of Markdown modules into HTML packages and EPUB.
 * Finds the subcommand, reads its options, and is the only place that exits. */
#include <stdio.h>
#include <stdlib.h>

#include "base/platform.h"
#include "commands/command.h"
#include "version.h"

static const struct command *const COMMANDS[] = {&command_build,
                                                 &command_check,
                                                 &command_answer,
                                                 &command_data,
                                                 &command_i18n,
                                                 &command_new,
                                                 NULL};
enum { COMMAND_MAX = 20 };

static int print(struct buf *text, int status) {
  bool written = session_print(buf_str(text));
  buf_free(text);
  return written ? status : EXIT_USAGE;
}

static void put_commands(struct buf *out, const struct command *const *list) {
  int width = 0;
  for (size_t i = 0; list[i]; i++) {
    int length = (int)str_from(list[i]->name).len;
    width = length > width ? length : width;
  }
  for (; *list; list++)
    buf_printf(out, "  %-*s  %s\n", width, (*list)->name, (*list)->summary);
}

static int print_help(void) {
  struct buf out = {0};
  buf_puts(&out, "Usage: waymark COMMAND …\n\n"
                 "Turns a folder of Markdown modules with exercises into "
                 "offline HTML packages and EPUB.\n\nCommands:\n");
  put_commands(&out, COMMANDS);
  buf_puts(&out, "\n'waymark COMMAND --help' says more. "
                 "'waymark --version' names the version.\n");
  return print(&out, EXIT_DONE);
}

static int print_command_help(const struct command *c) {
  struct buf out = {0};
  buf_printf(&out, "Usage: waymark %s %s\n\n%s\n", c->name, c->usage,
             c->summary);
  if (c->text[0])
    buf_printf(&out, "\n%s\n", c->text);
  buf_puts(&out, c->parts ? "\nCommands:\n" : "\nOptions:\n");
  if (c->parts)
    put_commands(&out, c->parts);
  else
    options_help(&out, c->options);
  return print(&out, EXIT_DONE);
}

static int print_version(void) {
  struct buf out = {0};
  buf_puts(&out, "waymark " WM_VERSION "\n");
  return print(&out, EXIT_DONE);
}

static bool set_style(struct session *s) {
  struct str form = session_option(s, "diagnostics");
  s->style.json = str_is(form, "json");
  s->style.colour = !s->style.json && platform_is_terminal(2);
  return !form.ptr || s->style.json || str_is(form, "text");
}

static int run(struct session *s) {
  const struct command *c = s->command;
  if (s->args.error.len)
    return session_usage_error(s, "%.*s", STR_ARG(s->args.error));
  if (session_option(s, "help").ptr)
    return print_command_help(c);
  if (session_option(s, "version").ptr)
    return print_version();
  if (!set_style(s))
    return session_usage_error(s, "--diagnostics is 'text' or 'json'");
  if (s->args.word_count < c->least_words)
    return session_usage_error(s, "something is missing: waymark %s %s",
                               c->name, c->usage);
  if (s->args.word_count > c->most_words)
    return session_usage_error(s, "one word too many: '%.*s'",
                               STR_ARG(s->args.words[c->most_words]));
  return c->run(s);
}

static int run_command(const struct command *c, int argc, char **argv) {
  struct arena *a = arena_create();
  struct session s = {.arena = a,
                      .diags = diags_create(a),
                      .command = c,
                      .args = options_read(a, c->options, argc, argv)};
  int status = run(&s);
  arena_destroy(a);
  return status;
}

/* "describe" of "data describe". */
static struct str last_word(const struct command *c) {
  struct str whole = str_from(c->name);
  size_t blank = str_find(whole, ' ', 0);
  return blank < whole.len ? str_slice(whole, blank + 1, whole.len) : whole;
}

static int unknown_command(const struct command *const *list, struct str name) {
  struct arena *a = arena_create();
  struct str names[COMMAND_MAX];
  size_t count = 0;
  for (; list[count] && count < COMMAND_MAX; count++)
    names[count] = last_word(list[count]);
  fprintf(stderr, "waymark: unknown command '%.*s'%s\nTry 'waymark --help'.\n",
          STR_ARG(name), diag_nearest(a, name, names, count));
  arena_destroy(a);
  return EXIT_USAGE;
}

static int run_among(const struct command *const *list, int argc, char **argv);

static int run_parts(const struct command *c, int argc, char **argv) {
  struct str name = str_from(argc ? argv[0] : "");
  if (str_is(name, "--help") || str_is(name, "-h"))
    return print_command_help(c);
  if (str_is(name, "--version"))
    return print_version();
  if (name.len)
    return run_among(c->parts, argc, argv);
  fprintf(stderr,
          "waymark %s: something is missing: waymark %s %s\nTry 'waymark %s "
          "--help'.\n",
          c->name, c->name, c->usage, c->name);
  return EXIT_USAGE;
}

/* Runs the command that the first word names. */
static int run_among(const struct command *const *list, int argc, char **argv) {
  struct str name = str_from(argv[0]);
  for (size_t i = 0; list[i]; i++)
    if (str_eq(last_word(list[i]), name))
      return list[i]->parts ? run_parts(list[i], argc - 1, argv + 1)
                            : run_command(list[i], argc - 1, argv + 1);
  return unknown_command(list, name);
}

int main(int argc, char **argv) {
  struct str name = str_from(argc > 1 ? argv[1] : "");
  platform_start();
  if (str_is(name, "--version"))
    return print_version();
  if (str_is(name, "--help") || str_is(name, "-h") || str_is(name, "help"))
    return print_help();
  if (name.len == 0) {
    fputs("waymark: no command given\nTry 'waymark --help'.\n", stderr);
    return EXIT_USAGE;
  }
  return run_among(COMMANDS, argc - 1, argv + 1);
}
