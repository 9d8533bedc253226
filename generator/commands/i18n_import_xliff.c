/* waymark i18n import-xliff: translations of an XLIFF file to the catalogue of
 * their language. Nothing of the catalogue is lost. */
#include "base/file.h"
#include "commands/i18n.h"
#include "course/syntax.h"
#include "locale/xliff.h"
#include "markdown/names.h"
#include "markdown/reader.h"
#include "translate/compare.h"

static const struct option_spec OPTIONS[] = {COMMON_OPTIONS};

struct import {
  struct session *s;
  const struct xliff *xliff;
  struct po *po;
  struct names by_id; /* unit ids: place in po->items, from 1 */
  bool *done;         /* parallel to po->items: taken over */
  size_t taken, unknown;
};

static struct loc place(const struct import *in, const struct xliff_unit *u) {
  return (struct loc){in->xliff->src, u->line, 0, 0};
}

/* en and en-US. */
static bool same_primary(struct str a, struct str b) {
  return str_eq(str_slice(a, 0, str_find(a, '-', 0)),
                str_slice(b, 0, str_find(b, '-', 0)));
}

static bool is_for(struct import *in, const struct manifest *m,
                   struct str language) {
  const struct xliff *x = in->xliff;
  struct str id = str_slice(x->original, 8, x->original.len);
  struct loc at = {x->src, 0, 0, 0};
  if (str_starts(x->original, "waymark:") && !str_eq(id, m->id.s)) {
    diag_error(in->s->diags, at, "E-XLIFF-COURSE",
               "this file is for the course '%.*s', expected '%.*s'",
               STR_ARG(id), STR_ARG(m->id.s));
    return false;
  }
  if (x->from.len && !same_primary(x->from, m->language.s))
    diag_warn(in->s->diags, at, "W-XLIFF-LANGUAGE",
              "its source language is '%.*s', expected '%.*s'",
              STR_ARG(x->from), STR_ARG(m->language.s));
  if (!syntax_is_language(language)) {
    diag_error(in->s->diags, at, "E-XLIFF-LANGUAGE",
               "the language it translates into is '%.*s', expected a tag such "
               "as 'fr' in target-language (in 2.0 trgLang)",
               STR_ARG(language));
    return false;
  }
  if (x->version.len && m->version.s.len && !str_eq(x->version, m->version.s))
    diag_warn(in->s->diags, at, "W-XLIFF-VERSION",
              "it was made from version %.*s of the course, which is now "
              "%.*s: texts that have changed since are left out",
              STR_ARG(x->version), STR_ARG(m->version.s));
  return true;
}

static struct po_message *entry_of(struct import *in,
                                   const struct xliff_unit *u) {
  struct name *name = u->id.ptr ? names_find(&in->by_id, u->id) : NULL;
  if (name)
    return &in->po->items[name->value - 1];
  if (u->ctx.ptr && po_find(in->po, u->ctx, u->source))
    return po_find(in->po, u->ctx, u->source);
  /* Other tools lose contexts: equal texts come in the catalogue's order. */
  struct po_message *plain = po_find(in->po, (struct str){0}, u->source);
  struct po_message *label = po_find(in->po, STR("label"), u->source);
  bool first = plain && (!label || !in->done[plain - in->po->items]);
  return first ? plain : label;
}

/* Why the translation could not be published, or NULL. */
static const char *problem(struct import *in, const struct po_message *m,
                           struct str target) {
  struct arena *a = in->s->arena;
  struct diags *quiet = diags_create(a);
  struct str texts[2] = {m->id, target};
  struct node **read = md_read_texts(a, quiet, 0, texts, 2, STR(""));
  if (diags_errors(quiet))
    return NULL; /* not Markdown, or the source's own matter: check tells */
  return compare_inlines(a, read[0], read[1]);
}

static void take(struct import *in, const struct xliff_unit *u) {
  struct po_message *m = entry_of(in, u);
  if (!m) {
    diag_warn(in->s->diags, place(in, u), "W-XLIFF-UNIT",
              "the catalogue has no message with this text; this unit is left "
              "out");
    in->unknown++;
    return;
  }
  in->done[m - in->po->items] = true;
  if (u->target.len == 0)
    return; /* nothing to take over, nothing to lose */
  const char *why = problem(in, m, u->target);
  bool changed = !str_eq(m->text, u->target);
  if (why)
    diag_warn(in->s->diags, place(in, u), "W-XLIFF-MESSAGE",
              "this translation cannot be used: %s", why);
  m->text = u->target;
  m->fuzzy = u->review || (why && changed);
  in->taken++;
}

static void index_units(struct import *in) {
  struct arena *a = in->s->arena;
  in->done = arena_array(a, bool, in->po->count);
  for (size_t i = 0; i < in->po->count; i++) {
    const struct po_message *m = &in->po->items[i];
    names_put(a, &in->by_id, xliff_unit_id(a, m->ctx, m->id))->value = i + 1;
  }
}

static void write_catalogue(struct import *in, struct str file) {
  struct session *s = in->s;
  struct buf out = {0};
  po_write(&out, in->po);
  if (file_replace(s->diags, file, buf_str(&out)))
    session_print(arena_printf(s->arena,
                               "%.*s: %zu translations taken over, %zu units "
                               "left out\n",
                               STR_ARG(file), in->taken, in->unknown));
  buf_free(&out);
}

static void import(struct import *in, const struct course *c) {
  struct session *s = in->s;
  struct str file,
      language = s->args.word_count > 2 ? s->args.words[2] : in->xliff->to;
  if (!is_for(in, &c->manifest, language))
    return;
  in->po = translate_catalogue(s->arena, s->diags, c, language, &file);
  if (!in->po) {
    diag_failure(s->diags, (struct loc){0}, "E-PO-MISSING",
                 "there is no catalogue '%.*s'; begin it with 'waymark i18n "
                 "update'",
                 STR_ARG(file));
    return;
  }
  index_units(in);
  for (size_t i = 0; i < in->xliff->count; i++)
    take(in, &in->xliff->units[i]);
  if (in->unknown && in->taken == 0)
    diag_error(
        s->diags, (struct loc){in->xliff->src, 0, 0, 0}, "E-XLIFF-COURSE",
        "none of its %zu units is a text of this course", in->xliff->count);
  else
    write_catalogue(in, file);
}

static int run(struct session *s) {
  struct str text;
  struct xliff xliff;
  struct import in = {.s = s, .xliff = &xliff};
  struct course *c = course_read_manifest(s->arena, s->diags, s->args.words[0]);
  if (diags_errors(s->diags) ||
      !file_read(s->arena, s->diags, (struct loc){0}, s->args.words[1],
                 XLIFF_MAX_BYTES, &text))
    return session_finish(s);
  uint32_t src = diags_add_source(s->diags, s->args.words[1], text);
  if (xliff_read(s->arena, s->diags, src, text, &xliff))
    import(&in, c);
  return session_finish(s);
}

const struct command command_i18n_import_xliff = {
    .name = "i18n import-xliff",
    .usage = "COURSE FILE [LANG]",
    .summary = "Take the translations of an XLIFF file over.",
    .text =
        "Into the catalogue of LANG, or of the file's target language. What "
        "the file leaves\nempty stays as it is in the catalogue.",
    .options = OPTIONS,
    .least_words = 2,
    .most_words = 3,
    .run = run};
