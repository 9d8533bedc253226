/* What the writers of one edition share. */
#include "output/press.h"

bool press_has_exercises(const struct press *p) {
  return p->plan->exercise_count > 0;
}

bool press_module_has_exercises(const struct press *p, const struct module *m) {
  for (size_t i = 0; i < p->plan->exercise_count; i++)
    if (p->plan->exercises[i].module == m)
      return true;
  return false;
}

bool press_has_sources(const struct press *p) {
  for (size_t i = 0; i < p->plan->course->resource_count; i++)
    if (p->plan->course->resources[i].used)
      return true;
  return false;
}

void bundle_add_use(const struct bundle *b, struct font_use *use) {
  for (size_t i = 0; i < b->count; i++) {
    const struct entry *e = &b->items[i];
    /* What comes with its stream is of the program, and speaks no language. */
    if (e->packed)
      continue;
    if (str_ends(e->path, ".xhtml"))
      font_use_add(use, e->bytes);
    else if (str_ends(e->path, ".js"))
      font_use_add_script(use, e->bytes);
  }
}

bool press_fill(const struct press *p, struct buf *out, const char *name,
                const struct slot *slots, size_t count) {
  const struct asset *asset = theme_asset(&p->theme, name);
  struct slot *all = arena_array(p->arena, struct slot, count + 2);
  struct str unknown = {0};
  if (!asset) {
    diag_failure(p->diags, (struct loc){0}, "E-TEMPLATE-MISSING",
                 "this program was built without the template '%s'", name);
    return false;
  }
  for (size_t i = 0; i < count; i++)
    all[i] = slots[i];
  all[count] = (struct slot){"language", p->written};
  all[count + 1] = (struct slot){"dir", p->dir};
  struct template t = {asset->bytes, p->language, all, count + 2};
  if (template_write(out, &t, &unknown))
    return true;
  diag_error(p->diags, (struct loc){0}, "E-TEMPLATE-SLOT",
             "the template '%s' has a slot '{%.*s}' that nothing fills", name,
             STR_ARG(unknown));
  return false;
}

bool press_add_page(const struct press *p, struct bundle *b, const char *name,
                    struct str path, const struct slot *slots, size_t count) {
  struct buf out = {0};
  bool filled = press_fill(p, &out, name, slots, count);
  return bundle_add_buf(b, p->diags, path, &out) && filled;
}
