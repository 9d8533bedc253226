/* What a data file says of its columns, put into the schema's gaps. */
#include "course/schema.h"

static void complete(struct arena *a, struct field *f,
                     const struct table_column *c) {
  bool no_codes = f->missing.count == 0 ||
                  (f->missing.count == 1 && f->missing.items[0].s.len == 0);
  bool no_categories = f->category_count == 0;
  if (!f->title.s.len && c->title.len)
    f->title = (struct text){c->title, f->at};
  for (size_t i = 0; i < c->label_count; i++) {
    const struct table_label *l = &c->labels[i];
    if (l->missing && no_codes) {
      *ARENA_PUSH(a, f->missing.items, f->missing.count, f->missing.cap) =
          (struct text){l->value, f->at};
    } else if (!l->missing && no_categories && l->label.len) {
      struct category *k =
          ARENA_PUSH(a, f->categories, f->category_count, f->category_cap);
      k->value = (struct text){l->value, f->at};
      k->label = (struct text){l->label, f->at};
      f->only_named = true;
    }
  }
}

void schema_complete(struct arena *a, struct resource *r,
                     const struct table *t) {
  for (size_t i = 0; i < r->field_count; i++) {
    size_t column = table_column_find(t, r->fields[i].name.s);
    if (column != SIZE_MAX)
      complete(a, &r->fields[i], &t->columns[column]);
  }
}
