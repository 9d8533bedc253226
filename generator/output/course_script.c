/* The scripts that carry a course into the page: course.js and data-NAME.js,
 * each one call with an object. */
#include "output/press.h"

#include "base/json.h"
#include "base/utf8.h"
#include "course/load_json.h"
#include "locale/interface.h"
#include "output/csv_cut.h"

static void put_key(struct buf *out, const char *key) {
  json_put_string(out, str_from(key));
  buf_char(out, ':');
}

static void put_pair(struct buf *out, const char *key, struct str value) {
  put_key(out, key);
  json_put_string(out, value);
}

static const char *truth(bool value) { return value ? "true" : "false"; }

/* What the page has to know of a gap before the engine draws anything. */
static void put_gap(struct buf *out, const struct drawn_gap *gap) {
  put_pair(out, "name", gap->name);
  buf_printf(out, ",\"kind\":\"%s\",\"multiple\":%s", gap_kind_name(gap->kind),
             truth(gap->multiple));
  if (gap->kind == GAP_ORDER)
    buf_printf(out, ",\"count\":%zu", gap->items.count);
  if (gap->kind == GAP_MATCH)
    buf_printf(out, ",\"left\":%zu,\"right\":%zu", gap->left.count,
               gap->items.count);
}

static void put_gaps(struct buf *out, const struct drawn_scope *drawn) {
  buf_puts(out, "\"gaps\":[");
  for (size_t i = 0; drawn && i < drawn->gap_count; i++) {
    buf_puts(out, i ? ",{" : "{");
    put_gap(out, &drawn->gaps[i]);
    buf_char(out, '}');
  }
  buf_char(out, ']');
}

static void put_names(struct buf *out, const char *key, const struct str *names,
                      size_t count) {
  put_key(out, key);
  buf_char(out, '[');
  for (size_t i = 0; i < count; i++) {
    buf_puts(out, i ? "," : "");
    json_put_string(out, names[i]);
  }
  buf_char(out, ']');
}

/* A course passes by its quizzes; by all its exercises if it has none. */
static bool counts(const struct lesson_plan *plan, const struct exercise *ex) {
  return plan->quiz_count == 0 || ex->quiz;
}

static void put_exercise(struct buf *out, const struct lesson_plan *plan,
                         const struct exercise *ex,
                         const struct drawn_scope *drawn) {
  json_put_string(out, ex->id);
  buf_puts(out, ":{");
  put_pair(out, "module", ex->module->id.s);
  buf_printf(out, ",\"points\":%d,\"counts\":%s,", ex->points,
             truth(counts(plan, ex)));
  put_pair(out, "hash", ex->hash);
  buf_printf(out, ",\"variants\":%s,\"seed\":1,\"hints\":%zu,\"solution\":%s,",
             truth(drawn && drawn->variants), ex->hint_count,
             truth(ex->solution != NULL));
  put_gaps(out, drawn);
  buf_char(out, ',');
  put_names(out, "data", drawn ? drawn->data : NULL,
            drawn && xhtml_uses_data(ex) ? drawn->data_count : 0);
  buf_char(out, '}');
}

/* A title as plain text, with what was computed in it. */
static void put_title(const struct press *p, struct buf *out,
                      const struct quiz *q) {
  struct buf title = {0};
  size_t module = (size_t)(q->module - p->plan->course->modules);
  const struct drawn_scope *drawn = p->edition->modules;
  const struct parts *parts = q->title ? q->title->parts : NULL;
  if (!q->title)
    buf_put(&title, interface_text(p->language, STR("book.quiz")));
  else if (!parts)
    buf_put(&title, q->title->value);
  for (size_t i = 0; parts && i < parts->count; i++) {
    const struct part *part = &parts->items[i];
    if (!part->computed)
      buf_put(&title, part->text);
    else if (drawn && drawn[module].texts)
      buf_put(&title, drawn[module].texts[part->expression]);
  }
  put_pair(out, "title", buf_str(&title));
  buf_free(&title);
}

static void put_quiz(const struct press *p, struct buf *out,
                     const struct quiz *q) {
  const char *comma = "";
  json_put_string(out, q->id);
  buf_puts(out, ":{");
  put_pair(out, "module", q->module->id.s);
  buf_char(out, ',');
  put_title(p, out, q);
  if (q->pass >= 0)
    buf_printf(out, ",\"pass\":%d", q->pass);
  else
    buf_puts(out, ",\"pass\":null");
  buf_printf(out, ",\"tries\":%d,\"shuffle\":%s,\"exercises\":[", q->tries,
             truth(q->shuffle));
  for (size_t i = 0; i < p->plan->exercise_count; i++) {
    const struct exercise *ex = &p->plan->exercises[i];
    if (ex->quiz != q)
      continue;
    buf_puts(out, comma);
    json_put_string(out, ex->id);
    comma = ",";
  }
  buf_puts(out, "]}");
}

static void put_quizzes(const struct press *p, struct buf *out) {
  buf_puts(out, ",\n\"quizzes\":{");
  for (size_t i = 0; i < p->plan->quiz_count; i++) {
    buf_puts(out, i ? ",\n" : "\n");
    put_quiz(p, out, &p->plan->quizzes[i]);
  }
  buf_char(out, '}');
}

/* Feedback in a book leads to other files; a single file brings its pictures
 * along. */
static void put_load(const struct press *p, struct buf *out,
                     enum script_form form) {
  bool book = form == SCRIPT_BOOK;
  bool inlined = form == SCRIPT_SINGLE && p->media.count > 0;
  struct parts_form parts = {&p->media, book, inlined};
  struct part_writers writers = {output_parts, output_attr_parts, &parts};
  if (book || inlined)
    load_json_course(out, p->plan, p->language, &writers);
  else
    buf_put(out, p->edition->load.len ? p->edition->load : STR("{}"));
}

/* Titles, since a chapter of a book knows no other. */
static void put_modules(const struct press *p, struct buf *out) {
  const struct course *c = p->plan->course;
  buf_puts(out, ",\n\"modules\":{");
  for (size_t i = 0; i < c->module_count; i++) {
    buf_puts(out, i ? "," : "");
    json_put_string(out, c->modules[i].id.s);
    buf_char(out, ':');
    json_put_string(out, c->modules[i].title.s);
  }
  buf_char(out, '}');
}

static void put_unit(struct buf *out, unsigned unit) {
  static const char hex[] = "0123456789abcdef";
  const char text[] = {'\\',
                       'u',
                       hex[unit >> 12 & 15],
                       hex[unit >> 8 & 15],
                       hex[unit >> 4 & 15],
                       hex[unit & 15]};
  buf_put(out, (struct str){text, sizeof text});
}

/* Moves a script over in ASCII. Some readers (calibre's viewer) hand scripts on
 * without their encoding, and the browser in them takes them for Latin-1. All
 * that is not ASCII stands in strings here. */
static void move_ascii(struct buf *out, struct buf *script) {
  struct str rest = buf_str(script);
  while (rest.len > 0) {
    size_t plain = 0;
    while (plain < rest.len && (unsigned char)rest.ptr[plain] < 0x80)
      plain++;
    buf_put(out, (struct str){rest.ptr, plain});
    rest = (struct str){rest.ptr + plain, rest.len - plain};
    if (rest.len == 0)
      break;
    unsigned c = (unsigned)utf8_next(&rest);
    if (c > 0xFFFF)
      put_unit(out, 0xD800 + ((c - 0x10000) >> 10));
    put_unit(out, c > 0xFFFF ? 0xDC00 + (c & 0x3FF) : c);
  }
  if (!buf_ok(script))
    out->error = script->error;
  buf_free(script);
}

static void put_course(const struct press *p, struct buf *out,
                       enum script_form form) {
  const struct manifest *m = &p->plan->course->manifest;
  const struct drawn_scope *drawn = p->edition->exercises;
  buf_puts(out, "waymark.course({");
  put_pair(out, "id", m->id.s);
  buf_printf(out, ",\"edition\":%d,", m->edition);
  put_pair(out, "version", m->version.s);
  buf_char(out, ',');
  put_pair(out, "language", p->language);
  buf_char(out, ',');
  put_pair(out, "dir", p->dir);
  buf_char(out, ',');
  put_pair(out, "title", m->title.s);
  if (m->pass >= 0)
    buf_printf(out, ",\"pass\":%d", m->pass);
  else
    buf_puts(out, ",\"pass\":null");
  if (!interface_speaks(p->language))
    buf_puts(out, ",\"interfaceLanguage\":\"en\"");
  buf_puts(out, ",\n\"interface\":");
  interface_put_json(out, p->language, "page.");
  buf_puts(out, ",\n\"load\":");
  put_load(p, out, form);
  buf_puts(out, ",\n\"exercises\":{");
  for (size_t i = 0; i < p->plan->exercise_count; i++) {
    buf_puts(out, i ? ",\n" : "\n");
    put_exercise(out, p->plan, &p->plan->exercises[i],
                 drawn ? &drawn[i] : NULL);
  }
  buf_char(out, '}');
  put_quizzes(p, out);
  put_modules(p, out);
  buf_puts(out, "});\n");
}

void script_put_course(const struct press *p, struct buf *out,
                       enum script_form form) {
  struct buf script = {0};
  put_course(p, &script, form);
  move_ascii(out, &script);
}

/* The resource as it leaves the house: without the fields that `embed` does
 * not name. */
static struct resource shipped(struct arena *a, const struct resource *r) {
  struct resource cut = *r;
  if (r->embed.count == 0)
    return cut;
  cut.embed = (struct texts){0};
  cut.fields = NULL;
  cut.field_count = cut.field_cap = 0;
  for (size_t i = 0; i < r->field_count; i++)
    for (size_t j = 0; j < r->embed.count; j++)
      if (str_eq(r->embed.items[j].s, r->fields[i].name.s))
        *ARENA_PUSH(a, cut.fields, cut.field_count, cut.field_cap) =
            r->fields[i];
  return cut;
}

void script_put_data(struct arena *a, struct buf *out,
                     const struct resource *r) {
  struct resource cut = shipped(a, r);
  struct buf csv = {0};
  struct buf script = {0};
  struct str *columns = arena_array(a, struct str, cut.field_count);
  for (size_t i = 0; i < cut.field_count; i++)
    columns[i] = cut.fields[i].name.s;
  if (r->embed.count)
    csv_put_columns(&csv, r->csv, r->delimiter, columns, cut.field_count);
  buf_puts(&script, "waymark.data(");
  load_json_resource(&script, &cut, r->embed.count ? buf_str(&csv) : r->csv);
  buf_puts(&script, ");\n");
  move_ascii(out, &script);
  if (!buf_ok(&csv))
    out->error = csv.error;
  buf_free(&csv);
}
