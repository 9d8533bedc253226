#ifndef WM_PRIVACY_FRAME_H
#define WM_PRIVACY_FRAME_H

/* The table that is being made anonymous, by column. A cell is the number of
 * one of its column's distinct texts, or FRAME_MISSING. Cells and texts of a
 * column are never changed in place: a method puts new arrays in, so that the
 * table before can still be compared. Everything lives in the frame's arena. */

#include "base/arena.h"
#include "engine/dataset.h"
#include "tables/table.h"

#define FRAME_MISSING MISSING_CODE

struct frame_column {
  struct str name;
  const uint32_t *codes;   /* one per row */
  const struct str *words; /* distinct texts, never empty */
  uint32_t word_count;
  size_t origin; /* column of the raw table it comes from; SIZE_MAX: none */
};

struct frame {
  struct arena *arena;
  size_t rows;
  const uint32_t *origin; /* per row: the raw row it comes from */
  struct frame_column *columns;
  size_t count, cap;
};

/* What a file holds; the texts of `missing`, and empty cells, are missing. */
struct frame *frame_from_table(struct arena *a, const struct table *t,
                               const struct str *missing, size_t missing_count);
/* A second frame with the same columns. */
struct frame *frame_copy(const struct frame *f);
/* Place of a column by name, or SIZE_MAX. */
size_t frame_find(const struct frame *f, struct str name);
/* The cell's text; ptr NULL when missing. */
struct str frame_text(const struct frame_column *c, size_t row);
size_t frame_missing(const struct frame *f, const struct frame_column *c);
/* How many rows hold each text, in c->words' order. */
size_t *frame_counts(const struct frame *f, const struct frame_column *c);

/* Distinct texts of a new column while it is made. */
struct frame_words; /* opaque */
struct frame_words *frame_words_new(struct arena *a);
uint32_t frame_word(struct frame_words *w, struct str s); /* "": missing */
/* Gives a column new cells, numbered by frame_word. */
void frame_set(struct frame_column *c, const uint32_t *codes,
               const struct frame_words *w);
/* The same cells with other texts: word number i becomes to[i] (ptr NULL or
 * empty: missing); texts that become alike are one. */
void frame_replace(struct frame *f, struct frame_column *c,
                   const struct str *to);

/* The column as numbers, NaN when missing. NULL, and *bad the first text that
 * is no number. */
double *frame_numbers(const struct frame *f, const struct frame_column *c,
                      struct str *bad);
bool frame_is_whole(const struct frame_column *c); /* all texts whole numbers */
/* New cells from numbers, with at most 12 significant digits. */
void frame_set_numbers(struct frame *f, struct frame_column *c,
                       const double *numbers);
struct str frame_number_text(struct arena *a, double number);

/* Forgets texts that no cell holds any more. */
void frame_tidy(struct frame *f);
/* Keeps the rows of `list`, in its order. */
void frame_choose(struct frame *f, const uint32_t *list, size_t count);
/* The column's texts in order: by the number that they are or begin with, then
 * texts by bytes. */
uint32_t *frame_ranked(const struct frame *f, const struct frame_column *c);
/* Row numbers by content, column by column: numbers by size, then texts by
 * bytes, missing last. Rows alike stay in order. */
uint32_t *frame_sorted(const struct frame *f);

/* The columns of the engine's measures, `of[i]` the column of the frame. The
 * texts are in no order, so nothing may be ranked by them. */
struct series *frame_series(const struct frame *f, const size_t *of,
                            size_t count);

#endif
