/* Values that mean the same and are written differently: places in several
 * spellings, texts that differ in case, blanks or marks. */
#include "base/utf8.h"
#include "commands/describe.h"
#include "tables/places.h"
#include "tables/words.h"

enum { MOST_WORDS = 5000, SHOWN_GROUPS = 8, SHOWN_SPELLINGS = 5 };

/* A text and the number of what it means. */
struct spelling {
  struct str text;
  uint32_t meaning;
};

struct spellings {
  const struct description *d;
  struct spelling *items;
  size_t count;
};

/* Provinces by their number; other texts by what is left without case and
 * marks, numbered after them. */
static void read_meanings(struct spellings *s, const struct table_column *c) {
  struct arena *a = s->d->session->arena;
  struct table_words folded = {0};
  s->items = arena_array(a, struct spelling, c->word_count);
  for (uint32_t i = 1; i < c->word_count; i++) {
    struct buf text = {0};
    int province = place_province(c->words[i]);
    place_fold(&text, c->words[i]);
    s->items[s->count++] = (struct spelling){
        c->words[i], province >= 0
                         ? (uint32_t)province
                         : 1000 + table_words_add(a, &folded, buf_str(&text))};
    buf_free(&text);
  }
}

static void put_spelling(struct buf *out, struct str text, size_t shown) {
  buf_puts(out, shown ? ", " : "");
  if (shown >= SHOWN_SPELLINGS) {
    buf_puts(out, "…");
    return;
  }
  buf_char(out, '\'');
  utf8_put_printable(out, text);
  buf_char(out, '\'');
}

/* One line for what stands first at `from`, if it is spelt in several ways. */
static bool put_group(struct buf *out, const struct spellings *s, size_t from) {
  uint32_t meaning = s->items[from].meaning;
  size_t count = 0, shown = 0;
  for (size_t i = 0; i < s->count; i++) {
    if (s->items[i].meaning == meaning && i < from)
      return false;
    count += s->items[i].meaning == meaning;
  }
  if (count < 2)
    return false;
  buf_puts(out, "  ");
  for (size_t i = from; i < s->count && shown <= SHOWN_SPELLINGS; i++)
    if (s->items[i].meaning == meaning)
      put_spelling(out, s->items[i].text, shown++);
  if (meaning < 1000)
    buf_printf(out, ": %s (%s)", place_name((int)meaning),
               place_code((int)meaning));
  buf_char(out, '\n');
  return true;
}

static void put_column(struct buf *out, const struct description *d, size_t i) {
  const struct table_column *c = &d->table->columns[i];
  struct spellings s = {.d = d};
  struct buf groups = {0};
  size_t shown = 0;
  if (c->kind != TABLE_TEXTS || c->word_count > MOST_WORDS ||
      d->columns[i].role == ROLE_IDENTIFIER ||
      d->profiles[i].type != PROFILE_TEXT)
    return;
  read_meanings(&s, c);
  for (size_t j = 0; j < s.count && shown < SHOWN_GROUPS; j++)
    shown += put_group(&groups, &s, j);
  if (shown) {
    buf_puts(out, "In ");
    utf8_put_printable(out, c->name);
    buf_puts(out, " the same is written in several ways:\n");
    buf_put(out, buf_str(&groups));
  }
  buf_free(&groups);
}

void describe_put_spellings(struct buf *out, const struct description *d) {
  for (size_t i = 0; i < d->table->column_count; i++)
    put_column(out, d, i);
}
