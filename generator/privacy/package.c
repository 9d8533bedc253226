/* The data package of an anonymised table. */
#include "privacy/package.h"

#include <string.h>

#include "course/yaml_write.h"
#include "privacy/run.h"

static void put_entry(struct buf *out, const struct entry *e, size_t indent) {
  yaml_put_key(out, e->key.s, indent);
  yaml_put_value(out, &e->value, indent);
}

static void put_disclosure(struct buf *out, const struct value *v,
                           struct str method) {
  buf_char(out, '\n');
  for (size_t i = 0; i < v->count; i++)
    if (!str_is(v->entries[i].key.s, "method"))
      put_entry(out, &v->entries[i], 6);
  yaml_put_key(out, STR("method"), 6);
  buf_char(out, ' ');
  yaml_put_text(out, method, true, 6);
}

/* Sources and licences that the resource takes from its package. */
static void put_common(struct buf *out, const struct described *from) {
  static const char *const keys[] = {"sources", "licenses"};
  for (int i = 0; from->package && i < 2; i++) {
    const struct value *v = value_get(from->package, keys[i]);
    if (!v || value_get(from->map, keys[i]))
      continue;
    yaml_put_key(out, str_from(keys[i]), 4);
    yaml_put_value(out, v, 4);
  }
}

struct str package_write(struct arena *a, const struct described *from,
                         struct str method) {
  struct buf out = {0};
  const struct value *name = value_get(from->map, "name");
  buf_puts(&out, "# Written by waymark data anonymise.\n");
  if (name && name->kind == VALUE_SCALAR) {
    yaml_put_key(&out, STR("name"), 0);
    yaml_put_value(&out, name, 0);
  }
  buf_puts(&out, "resources:\n  - ");
  for (size_t i = 0; i < from->map->count; i++) {
    const struct entry *e = &from->map->entries[i];
    if (!str_is(e->key.s, "disclosure") || e->value.kind != VALUE_MAP) {
      put_entry(&out, e, i ? 4 : 0);
      continue;
    }
    yaml_put_key(&out, e->key.s, i ? 4 : 0);
    put_disclosure(&out, &e->value, method);
  }
  put_common(&out, from);
  struct str text = arena_str(a, buf_str(&out));
  buf_free(&out);
  return text;
}

static void put_sentence(struct buf *all, struct buf *sentence) {
  if (sentence->len) {
    buf_puts(all, all->len ? " " : "");
    buf_put(all, buf_str(sentence));
  }
  buf_clear(sentence);
}

/* What is told of the rows themselves. */
static void say_order(struct buf *out, const struct work *w) {
  if (work_order(w) == ORDER_SORTED)
    buf_puts(out, "The rows are sorted by their content.");
  else if (work_order(w) == ORDER_SHUFFLED)
    buf_puts(out, "The rows are in random order.");
}

struct str package_method(struct work *w) {
  struct buf made = {0}, all = {0}, sentence = {0};
  struct str own = str_trim(w->resource->disclosure.method.s);
  for (size_t i = 0; i < w->plan->step_count; i++) {
    const struct step *s = &w->plan->steps[i];
    s->method->say(&sentence, w, s);
    put_sentence(&made, &sentence);
  }
  say_order(&sentence, w);
  put_sentence(&made, &sentence);
  buf_put(&all, own);
  /* Those of an earlier run may have been taken over into the description. */
  if (str_search(own, buf_str(&made)) == own.len)
    put_sentence(&all, &made);
  struct str text = arena_str(w->arena, buf_str(&all));
  buf_free(&all);
  buf_free(&made);
  buf_free(&sentence);
  return text;
}
