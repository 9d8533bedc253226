/* Reads a module's Markdown: text, marks, tree, ids and footnotes in turn. */
#include "markdown/reader.h"

#include "markdown/finish.h"
#include "markdown/normal.h"
#include "markdown/source.h"
#include "markdown/tree.h"

struct node *md_read(struct arena *a, struct diags *d, uint32_t src,
                     struct str text, struct md_options options) {
  struct arena *scratch = arena_create();
  struct source source =
      source_open(a, scratch, d, src, text, options.first_line);
  struct normal normal = normalise(a, scratch, d, &source, options.plain);
  struct footnotes footnotes = {0};
  struct node *document =
      tree_build(a, scratch, d, &normal, options.plain, &footnotes);
  if (!options.plain)
    footnotes_finish(a, scratch, d, document, &footnotes);
  headings_finish(a, scratch, document, options.module);
  normal_free(&normal);
  arena_destroy(scratch);
  return document;
}
