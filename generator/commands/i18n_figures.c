/* The computed figures of a course: drawing them, remembering them in
 * po/values.json, and who still quotes an old one. */
#include "base/file.h"
#include "commands/i18n.h"
#include "translate/figures.h"

static struct str values_path(struct session *s) {
  return path_join(s->arena, s->args.words[0], STR("po/values.json"));
}

/* The source's own language first, then those of the manifest. */
static struct texts languages_of(struct session *s, const struct manifest *m) {
  struct texts all = {0};
  *ARENA_PUSH(s->arena, all.items, all.count, all.cap) = m->language;
  for (size_t i = 0; i < m->languages.count; i++)
    if (!str_eq(m->languages.items[i].s, m->language.s))
      *ARENA_PUSH(s->arena, all.items, all.count, all.cap) =
          m->languages.items[i];
  return all;
}

static bool draw(struct session *s, const struct lesson_plan *plan,
                 struct figures *out) {
  struct texts languages = languages_of(s, &plan->course->manifest);
  struct evaluation *drawn =
      arena_array(s->arena, struct evaluation, languages.count);
  struct evaluate_options options = {.writers = session_writers()};
  struct host *host = host_start(s->arena);
  if (!host) {
    diag_failure(s->diags, (struct loc){0}, "E-PROCESS",
                 "no process can be started for the engine");
    return false;
  }
  for (size_t i = 0; i < languages.count; i++)
    evaluate_course(s->arena, s->diags, plan, host, languages.items[i].s,
                    &options, &drawn[i]);
  host_stop(host);
  *out = figures_of(s->arena, plan, drawn, &languages);
  return diags_errors(s->diags) == 0;
}

bool i18n_remember_figures(struct session *s, const struct lesson_plan *plan) {
  struct figures figures;
  struct buf out = {0};
  if (!draw(s, plan, &figures))
    return false;
  figures_write(&out, &figures);
  bool ok = file_replace(s->diags, values_path(s), buf_str(&out));
  buf_free(&out);
  return ok;
}

struct report {
  struct session *s;
  struct buf *out;
  const struct figures *old, *now;
  const struct messages *messages; /* of the source */
};

static void put_quote(struct report *r, uint32_t src, uint32_t line,
                      struct str figure) {
  buf_puts(r->out, "    ");
  buf_put(r->out, diags_source_name(r->s->diags, src));
  buf_printf(r->out, ":%u still says %.*s\n", (unsigned)line, STR_ARG(figure));
}

static void put_source_quotes(struct report *r, struct str figure) {
  for (size_t i = 0; i < r->messages->count; i++) {
    const struct message *m = &r->messages->items[i];
    if (figure_quoted(m->id, figure))
      put_quote(r, m->at.src, m->at.line, figure);
  }
}

/* In a translation an old figure may stand as its language writes it, or as
 * the source does. */
static void put_translated_quotes(struct report *r, const struct po *po,
                                  struct str figure, struct str source) {
  for (size_t i = 0; i < po->count; i++) {
    const struct po_message *m = &po->items[i];
    bool own = figure_quoted(m->text, figure);
    if (own || figure_quoted(m->text, source))
      put_quote(r, po->src, m->line, own ? figure : source);
  }
}

static void put_change(struct report *r, const struct figure *was,
                       const struct figure *is,
                       struct translation *const *translations, size_t count) {
  struct str source = was->texts[0];
  buf_printf(r->out, "  {{%.*s}} in %.*s (", STR_ARG(is->code),
             STR_ARG(is->scope));
  buf_put(r->out, diags_source_name(r->s->diags, is->at.src));
  buf_printf(r->out, ":%u): %.*s is now %.*s\n", (unsigned)is->at.line,
             STR_ARG(source), STR_ARG(is->texts[0]));
  put_source_quotes(r, source);
  for (size_t i = 0; i < count; i++)
    if (translations[i]->po)
      put_translated_quotes(r, translations[i]->po,
                            figure_text(r->old, was, translations[i]->language),
                            source);
}

static bool read_old(struct session *s, struct figures *old) {
  struct str text, path = values_path(s);
  if (file_kind(path) != FILE_REGULAR ||
      !file_read(s->arena, s->diags, (struct loc){0}, path, FILE_MAX_BYTES,
                 &text))
    return false;
  *old = figures_read(s->arena, s->diags,
                      diags_add_source(s->diags, path, text), text);
  return old->languages.count > 0;
}

void i18n_report_figures(struct session *s, struct buf *out,
                         const struct lesson_plan *plan,
                         struct translation *const *translations,
                         size_t count) {
  struct figures old, now;
  struct messages messages =
      count ? translations[0]->messages : messages_of(s->arena, plan->course);
  struct report r = {s, out, &old, &now, &messages};
  bool any = false;
  if (!read_old(s, &old) || !draw(s, plan, &now))
    return;
  for (size_t i = 0; i < now.count; i++) {
    const struct figure *is = &now.items[i];
    const struct figure *was = figures_find(&old, is->scope, is->code);
    if (!was || str_eq(was->texts[0], is->texts[0]))
      continue;
    if (!any)
      buf_puts(out, "figures that have changed since 'extract':\n");
    any = true;
    put_change(&r, was, is, translations, count);
  }
}
