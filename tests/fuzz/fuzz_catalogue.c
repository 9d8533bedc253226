/* What translators send. Option 0: a gettext catalogue; 1: XLIFF; 2: texts that
 * stand in the place of a block, with a line of === between source and
 * translation. */
#include "fuzz.h"

#include "locale/xliff.h"
#include "markdown/reader.h"
#include "translate/compare.h"
#include "translate/oversight.h"

enum { WAYS = 3 };

/* What was read is read again from what is written. */
static void fuzz_po(struct arena *a, struct diags *d, uint32_t src,
                    struct str text) {
  struct po *first = po_read(a, d, src, text);
  struct buf out = {0};
  po_check_header(d, first, STR("fr"));
  po_write(&out, first);
  struct po *again = po_read(a, d, src, buf_str(&out));
  FUZZ_CHECK(first->count == again->count);
  for (size_t i = 0; i < first->count; i++) {
    const struct po_message *x = &first->items[i], *y = &again->items[i];
    FUZZ_CHECK(str_eq(x->id, y->id) && str_eq(x->text, y->text));
    FUZZ_CHECK(str_eq(x->ctx, y->ctx) && x->fuzzy == y->fuzzy);
    FUZZ_CHECK(po_find(first, x->ctx, x->id) == x);
  }
  buf_free(&out);
}

static void fuzz_xliff(struct arena *a, struct diags *d, uint32_t src,
                       struct str text) {
  struct xliff x;
  if (!xliff_read(a, d, src, text, &x))
    FUZZ_CHECK(diags_errors(d) > 0);
  for (size_t i = 0; i < x.count; i++)
    xliff_unit_id(a, x.units[i].ctx, x.units[i].source);
}

static void fuzz_texts(struct arena *a, struct diags *d, struct str text) {
  size_t cut = str_search(text, STR("\n===\n"));
  struct str texts[2] = {str_slice(text, 0, cut),
                         str_slice(text, cut + 5, text.len)};
  struct node **read = md_read_texts(a, d, 0, texts, 2, STR(""));
  FUZZ_CHECK(read[0]->kind == NODE_CELL && read[1]->kind == NODE_CELL);
  for (int i = 0; i < 2; i++)
    for (struct node *n = read[i]; n; n = node_walk(read[i], n))
      FUZZ_CHECK(n == read[i] || !node_is_block(n->kind));
  FUZZ_CHECK(!compare_inlines(a, read[0], node_copy(a, read[0])) ||
             diags_errors(d) || read[0]->first);
  compare_inlines(a, read[0], read[1]);
  oversight_of(a, read[0], read[1], STR("ar"));
  compare_texts(a, texts[0], texts[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct arena *a = arena_create();
  struct diags *d = diags_create(a);
  struct str text = fuzz_text(data, size);
  uint32_t src = diags_add_source(d, STR("fuzz"), text);
  int way = data[0] % WAYS;
  if (way == 0)
    fuzz_po(a, d, src, text);
  else if (way == 1)
    fuzz_xliff(a, d, src, text);
  else
    fuzz_texts(a, d, text);
  arena_destroy(a);
  return 0;
}
