/* Puts the translations of a catalogue in the place of the source's texts. */
#include "translate/translate.h"

#include <stdlib.h>

#include "base/file.h"
#include "locale/cldr.h"
#include "markdown/reader.h"
#include "translate/compare.h"
#include "translate/numerals.h"
#include "translate/oversight.h"
#include "translate/settle.h"

struct po *translate_catalogue(struct arena *a, struct diags *d,
                               const struct course *c, struct str language,
                               struct str *file) {
  struct str text;
  *file =
      path_join(a, c->folder, arena_printf(a, "po/%.*s.po", STR_ARG(language)));
  if (file_kind(*file) == FILE_NONE)
    return NULL;
  if (!path_is_inside(c->folder, *file)) {
    diag_error(d, (struct loc){0}, "E-PATH",
               "'%.*s' is a link that leads out of the course folder",
               STR_ARG(*file));
    return NULL;
  }
  if (!file_read(a, d, (struct loc){0}, *file, PO_MAX_BYTES, &text))
    return NULL;
  struct po *po = po_read(a, d, diags_add_source(d, *file, text), text);
  po_check_header(d, po, language);
  return po;
}

/* A catalogue that leaves every text as its authors wrote it. */
static struct po *of_the_source(struct arena *a, struct course *c) {
  struct messages all = messages_of(a, c);
  struct po *po = po_create(a);
  po->header.text = STR("X-Reviewed-By: the authors\n");
  for (size_t i = 0; i < all.count; i++)
    if (!po_find(po, all.items[i].ctx, all.items[i].id))
      po_add(a, po, all.items[i].ctx, all.items[i].id)->text = all.items[i].id;
  return po;
}

struct po *translate_nearest(struct arena *a, struct diags *d, struct course *c,
                             struct str language, struct str *file) {
  struct str next = language, other;
  struct po *po = translate_catalogue(a, d, c, language, file);
  while (!po && (next = cldr_fallback(a, next)).len) {
    if (str_eq(next, c->manifest.language.s))
      return of_the_source(a, c);
    po = translate_catalogue(a, d, c, next, &other);
    if (po)
      *file = other;
  }
  return po;
}

struct run {
  struct arena *arena;
  struct diags *diags;
  struct course *course;
  struct translation *out;
  struct str dir; /* of the source's language */
  bool closely;   /* look for oversights */
};

static struct loc place_of(const struct run *r, const struct po_message *m) {
  return (struct loc){r->out->po->src, m->line, 0, 0};
}

static void find_entry(struct run *r, size_t index) {
  const struct message *m = &r->out->messages.items[index];
  struct message_result *result = &r->out->results[index];
  const struct po_message *entry =
      r->out->po ? po_find(r->out->po, m->ctx, m->id) : NULL;
  result->entry = entry;
  if (!entry || str_trim(entry->text).len == 0)
    result->state = MESSAGE_MISSING;
  else
    result->state = entry->fuzzy ? MESSAGE_FUZZY : MESSAGE_DONE;
}

static void break_message(struct run *r, size_t index, const char *why) {
  struct message_result *result = &r->out->results[index];
  result->state = MESSAGE_BROKEN;
  result->problem = why;
  diag_warn(r->diags, place_of(r, result->entry), "W-PO-MESSAGE",
            "this translation cannot be used: %s; the text stays in the "
            "source language",
            why);
}

/* One text that could not be read among others: why. */
static void read_alone(struct run *r, size_t index, struct str references) {
  struct message_result *result = &r->out->results[index];
  struct diags *quiet = diags_create(r->arena);
  result->block =
      *md_read_texts(r->arena, quiet, 0, &result->entry->text, 1, references);
  if (diags_errors(quiet))
    break_message(r, index, arena_str(r->arena, diags_first_error(quiet)).ptr);
}

/* Reads the translated blocks [from, to), which are of one module. */
static void read_blocks(struct run *r, size_t from, size_t to,
                        struct str references) {
  struct str *texts = arena_array(r->arena, struct str, to - from);
  size_t *which = arena_array(r->arena, size_t, to - from), count = 0;
  struct diags *quiet = diags_create(r->arena);
  for (size_t i = from; i < to; i++)
    if (r->out->results[i].state == MESSAGE_DONE &&
        r->out->messages.items[i].form == MESSAGE_BLOCK) {
      which[count] = i;
      texts[count++] = r->out->results[i].entry->text;
    }
  if (count == 0)
    return;
  struct node **cells =
      md_read_texts(r->arena, quiet, 0, texts, count, references);
  for (size_t i = 0; i < count; i++) {
    if (diags_errors(quiet) || !cells[i]->first)
      read_alone(r, which[i], references);
    else
      r->out->results[which[i]].block = cells[i];
  }
}

static void read_all(struct run *r) {
  const struct messages *all = &r->out->messages;
  for (size_t from = 0, to; from < all->count; from = to) {
    size_t module = all->items[from].module;
    for (to = from; to < all->count && all->items[to].module == module;)
      to++;
    if (module)
      read_blocks(r, from, to, r->course->modules[module - 1].references);
  }
}

static void check_block(struct run *r, size_t index) {
  const struct message *m = &r->out->messages.items[index];
  struct message_result *result = &r->out->results[index];
  const char *why = compare_inlines(r->arena, m->node, result->block);
  if (why) {
    break_message(r, index, why);
    return;
  }
  if (r->closely)
    result->oversight =
        oversight_of(r->arena, m->node, result->block, r->out->language);
  settle_translation(m->node, result->block);
}

static void foreign(struct run *r, const void *text) {
  struct course *c = r->course;
  *ARENA_PUSH(r->arena, c->foreign, c->foreign_count, c->foreign_cap) = text;
}

static void apply_text(struct run *r, size_t index) {
  const struct message *m = &r->out->messages.items[index];
  struct message_result *result = &r->out->results[index];
  const char *why = NULL;
  if (result->state == MESSAGE_DONE && m->form == MESSAGE_ATTR)
    why = compare_texts(r->arena, m->id, result->entry->text);
  if (why)
    break_message(r, index, why);
  bool done = result->state == MESSAGE_DONE;
  if (done && r->closely)
    result->oversight = oversight_of_text(r->arena, m->id, result->entry->text);
  if (m->form == MESSAGE_ATTR && done)
    m->attr->value = result->entry->text;
  else if (m->form == MESSAGE_TEXT && done)
    m->text->s = result->entry->text;
  else if (done)
    m->node->text = result->entry->text;
  if (!done && m->form == MESSAGE_ATTR)
    foreign(r, m->attr);
  else if (!done && m->form == MESSAGE_TEXT)
    foreign(r, m->text);
}

/* An accepted word of the source stays accepted, after those of the
 * translation: learners may know it, and the author's tests do. */
static void keep_accepted(struct run *r, const struct node *block) {
  struct node *item = block->parent;
  struct node *list = item ? item->parent : NULL;
  const struct node *around = list ? list->parent : NULL;
  if (item && item->kind == NODE_ITEM && around &&
      around->kind == NODE_CONTAINER &&
      str_is(around->as.container.name, "accept"))
    node_append(list, node_copy(r->arena, item));
}

static void apply_block(struct run *r, size_t index) {
  const struct message *m = &r->out->messages.items[index];
  struct message_result *result = &r->out->results[index];
  if (result->state == MESSAGE_DONE)
    check_block(r, index);
  if (result->state == MESSAGE_DONE && !str_eq(result->entry->text, m->id))
    keep_accepted(r, m->node);
  if (result->state == MESSAGE_DONE)
    node_take_children(m->node, node_copy(r->arena, result->block));
  else
    mark_foreign(r->arena, m->node, r->course->manifest.language.s, r->dir);
}

static void count_one(struct run *r, struct po *seen, size_t index) {
  const struct message *m = &r->out->messages.items[index];
  struct tally *t = &r->out->tally;
  if (po_find(seen, m->ctx, m->id))
    return;
  po_add(r->arena, seen, m->ctx, m->id);
  switch (r->out->results[index].state) {
  case MESSAGE_DONE:
    t->done++;
    break;
  case MESSAGE_MISSING:
    t->missing++;
    break;
  case MESSAGE_FUZZY:
    t->fuzzy++;
    break;
  case MESSAGE_BROKEN:
    t->broken++;
    break;
  }
}

static int by_address(const void *x, const void *y) {
  uintptr_t a = (uintptr_t) * (const void *const *)x;
  uintptr_t b = (uintptr_t) * (const void *const *)y;
  return (a > b) - (a < b);
}

static struct translation *translate(struct run *run, struct str language,
                                     struct po *po) {
  struct arena *a = run->arena;
  struct course *copy = run->course;
  struct translation *t = arena_new(a, struct translation);
  struct run r = *run;
  struct po *seen = po_create(a);
  r.out = t;
  r.dir = str_from(cldr_direction(copy->manifest.language.s));
  t->language = language;
  t->course = copy;
  t->po = po;
  t->reviewer = po ? po_field(po, "X-Reviewed-By") : STR("");
  t->messages = messages_of(a, copy);
  t->results = arena_array(a, struct message_result, t->messages.count);
  copy->written = language;
  for (size_t i = 0; i < t->messages.count; i++)
    find_entry(&r, i);
  if (po) {
    read_all(&r);
    numerals_write(a, &t->messages, language);
  }
  for (size_t i = 0; i < t->messages.count; i++) {
    if (t->messages.items[i].form == MESSAGE_BLOCK)
      apply_block(&r, i);
    else
      apply_text(&r, i);
    count_one(&r, seen, i);
  }
  if (copy->foreign_count)
    qsort(copy->foreign, copy->foreign_count, sizeof *copy->foreign,
          by_address);
  copy->percent = tally_percent(&t->tally);
  copy->reviewer = t->reviewer;
  return t;
}

struct translation *translate_course(struct arena *a, struct diags *d,
                                     struct course *copy, struct str language,
                                     struct po *po) {
  struct run r = {.arena = a, .diags = d, .course = copy};
  return translate(&r, language, po);
}

struct translation *translate_closely(struct arena *a, struct diags *d,
                                      struct course *copy, struct str language,
                                      struct po *po) {
  struct run r = {.arena = a, .diags = d, .course = copy, .closely = true};
  return translate(&r, language, po);
}

int tally_percent(const struct tally *t) {
  size_t all = t->done + t->missing + t->fuzzy + t->broken;
  return all ? (int)(t->done * 100 / all) : 100;
}
