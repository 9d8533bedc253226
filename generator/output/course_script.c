/* The scripts that carry a course into the page: course.js and data-NAME.js,
 * each one call with an object. */
#include "output/press.h"

#include "base/json.h"
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

static void put_gaps(struct buf *out, const struct drawn_scope *drawn) {
  buf_puts(out, "\"gaps\":[");
  for (size_t i = 0; drawn && i < drawn->gap_count; i++) {
    const struct drawn_gap *gap = &drawn->gaps[i];
    buf_puts(out, i ? ",{" : "{");
    put_pair(out, "name", gap->name);
    buf_printf(out, ",\"kind\":\"%s\",\"multiple\":%s}",
               gap_kind_name(gap->kind), truth(gap->multiple));
  }
  buf_char(out, ']');
}

static void put_exercise(struct buf *out, const struct exercise *ex,
                         const struct drawn_scope *drawn) {
  json_put_string(out, ex->id);
  buf_puts(out, ":{");
  put_pair(out, "module", ex->module->id.s);
  buf_printf(out, ",\"points\":%d,", ex->points);
  put_pair(out, "hash", ex->hash);
  buf_printf(out, ",\"variants\":%s,\"seed\":1,\"hints\":%zu,\"solution\":%s,",
             truth(drawn && drawn->variants), ex->hint_count,
             truth(ex->solution != NULL));
  put_gaps(out, drawn);
  buf_char(out, '}');
}

void script_put_course(const struct press *p, struct buf *out) {
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
  buf_puts(out, ",\n\"interface\":");
  interface_put_json(out, p->language, "page.");
  buf_puts(out, ",\n\"load\":");
  buf_put(out, p->edition->load.len ? p->edition->load : STR("{}"));
  buf_puts(out, ",\n\"exercises\":{");
  for (size_t i = 0; i < p->plan->exercise_count; i++) {
    buf_puts(out, i ? ",\n" : "\n");
    put_exercise(out, &p->plan->exercises[i], drawn ? &drawn[i] : NULL);
  }
  buf_puts(out, "}});\n");
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
  struct str *columns = arena_array(a, struct str, cut.field_count);
  for (size_t i = 0; i < cut.field_count; i++)
    columns[i] = cut.fields[i].name.s;
  if (r->embed.count)
    csv_put_columns(&csv, r->csv, r->delimiter, columns, cut.field_count);
  buf_puts(out, "waymark.data(");
  load_json_resource(out, &cut, r->embed.count ? buf_str(&csv) : r->csv);
  buf_puts(out, ");\n");
  if (!buf_ok(&csv))
    out->error = csv.error;
  buf_free(&csv);
}
