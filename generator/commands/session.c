/* What the subcommands share. */
#include "commands/command.h"

#include <stdio.h>

#include "base/platform.h"
#include "course/resolve.h"
#include "locale/cldr.h"
#include "output/output.h"
#include "translate/translate.h"

struct str session_option(const struct session *s, const char *name) {
  return options_value(&s->args, s->command->options, name);
}

int session_usage_error(const struct session *s, const char *format, ...) {
  va_list args;
  fprintf(stderr, "waymark %s: ", s->command->name);
  va_start(args, format);
  vfprintf(stderr, format, args);
  va_end(args);
  fprintf(stderr, "\nTry 'waymark %s --help'.\n", s->command->name);
  return EXIT_USAGE;
}

int session_finish(struct session *s) {
  struct buf out = {0};
  diags_print(s->diags, s->style, &out);
  fwrite(out.ptr ? out.ptr : "", 1, out.len, stderr);
  buf_free(&out);
  return diags_status(s->diags);
}

bool session_print(struct str text) {
  return fwrite(text.ptr ? text.ptr : "", 1, text.len, stdout) == text.len &&
         fflush(stdout) == 0;
}

struct lesson_plan *session_plan(struct session *s) {
  struct course *c = course_read(s->arena, s->diags, s->args.words[0]);
  return resolve_course(s->arena, s->diags, c);
}

static bool contains(const struct texts *list, struct str s) {
  for (size_t i = 0; i < list->count; i++)
    if (str_eq(list->items[i].s, s))
      return true;
  return false;
}

static void add(struct session *s, struct texts *list, struct text t) {
  if (!contains(list, t.s))
    *ARENA_PUSH(s->arena, list->items, list->count, list->cap) = t;
}

struct texts session_languages(struct session *s,
                               const struct lesson_plan *plan) {
  const struct manifest *m = &plan->course->manifest;
  struct texts all = {0}, chosen = {0};
  struct str rest = session_option(s, "lang"), piece;
  add(s, &all, m->language);
  for (size_t i = 0; i < m->languages.count; i++)
    add(s, &all, m->languages.items[i]);
  while (options_next(&rest, &piece)) {
    if (!contains(&all, piece) && !str_is(piece, TRANSLATE_PSEUDO))
      diag_failure(s->diags, m->at, "E-LANG",
                   "--lang %.*s: the course is not published in that language",
                   STR_ARG(piece));
    else
      add(s, &chosen, (struct text){.s = piece});
  }
  return chosen.count ? chosen : all;
}

struct part_writers session_writers(void) {
  return (struct part_writers){output_parts, output_attr_parts, NULL};
}

void progress_step(void *user, size_t done, size_t of) {
  struct progress *p = user;
  if (!platform_is_terminal(2))
    return;
  fprintf(stderr, "\r\033[K%s %zu/%zu", p->what, done, of);
  fflush(stderr);
  p->shown = true;
}

void progress_text(struct progress *p, struct str text) {
  if (!platform_is_terminal(2))
    return;
  fprintf(stderr, "\r\033[K%s %.*s", p->what, STR_ARG(text));
  fflush(stderr);
  p->shown = true;
}

void progress_end(struct progress *p) {
  if (p->shown)
    fputs("\r\033[K", stderr);
  p->shown = false;
}
