/* Reading DDI codebooks. */
#include "tables/codebook.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "engine/csv_value.h"
#include "tables/build.h"
#include "tables/xml.h"

enum {
  MOST_VARIABLES = 50000,
  MOST_CATEGORIES = 2000000,
  MOST_TEXT = 10000,
  MOST_WAYS = 100, /* of writing the same number */
  FEW = 5,
  SHOWN_BYTES = 60
};

/* Where the reader is, by the elements that are open. */
struct reading {
  struct arena *arena;
  struct diags *diags;
  struct codebook *book;
  struct xml *xml;
  struct codebook_variable *variable;
  struct codebook_category *category;
  size_t depth, category_total;
  bool is_codebook, in_title, frequencies, invalid, in_group;
  struct buf text;
};

static struct str keep(const struct reading *r, struct str s) {
  return s.ptr ? arena_str(r->arena, str_trim(s)) : STR("");
}

/* Texts of codebooks are laid out over lines: one blank is meant. */
static struct str text_of(const struct reading *r) {
  struct str s = str_trim(buf_str(&r->text));
  char *out = arena_alloc(r->arena, s.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < s.len; i++) {
    bool blank = char_is_space(s.ptr[i]);
    if (!blank || (len && out[len - 1] != ' '))
      out[len++] = blank ? ' ' : s.ptr[i];
  }
  return (struct str){out, len};
}

static void add_range(struct reading *r, const struct xml_attr *attrs,
                      size_t count) {
  struct str from = xml_attr(attrs, count, "min");
  struct str to = xml_attr(attrs, count, "max");
  struct str value = xml_attr(attrs, count, "VALUE");
  struct table_range range = {0, 0};
  struct codebook_variable *v = r->variable;
  if (value.ptr)
    from = to = value;
  bool open_from = !from.ptr && to.ptr, open_to = !to.ptr && from.ptr;
  if (open_from)
    range.from = -HUGE_VAL;
  if (open_to)
    range.to = HUGE_VAL;
  if ((open_from || csv_number(str_trim(from), &range.from)) &&
      (open_to || csv_number(str_trim(to), &range.to)))
    *ARENA_PUSH(r->arena, v->ranges, v->range_count, v->range_cap) = range;
}

static void start_variable(struct reading *r, const struct xml_attr *attrs,
                           size_t count) {
  struct codebook *b = r->book;
  if (b->variable_count == MOST_VARIABLES) {
    xml_stop(r->xml);
    return;
  }
  r->variable =
      ARENA_PUSH(r->arena, b->variables, b->variable_count, b->variable_cap);
  r->variable->name = keep(r, xml_attr(attrs, count, "name"));
}

static void start_category(struct reading *r, const struct xml_attr *attrs,
                           size_t count) {
  struct codebook_variable *v = r->variable;
  struct str missing = xml_attr(attrs, count, "missing");
  if (r->category_total++ == MOST_CATEGORIES) {
    xml_stop(r->xml);
    return;
  }
  r->category =
      ARENA_PUSH(r->arena, v->categories, v->category_count, v->category_cap);
  r->category->missing = str_is(missing, "Y") || str_is(missing, "y");
  r->category->line = xml_line(r->xml);
}

static void on_start(void *user, struct str name, const struct xml_attr *attrs,
                     size_t count) {
  struct reading *r = user;
  buf_clear(&r->text);
  if (r->depth++ == 0)
    r->is_codebook = str_is(name, "codeBook");
  if (str_is(name, "var"))
    start_variable(r, attrs, count);
  else if (!r->variable)
    return;
  else if (str_is(name, "catgryGrp"))
    r->in_group = true;
  else if (str_is(name, "catgry"))
    start_category(r, attrs, count);
  else if (str_is(name, "invalrng"))
    r->invalid = true;
  else if (r->invalid && (str_is(name, "range") || str_is(name, "item")))
    add_range(r, attrs, count);
  else if (str_is(name, "catStat")) {
    struct str type = xml_attr(attrs, count, "type");
    struct str weighted = xml_attr(attrs, count, "wgtd");
    r->frequencies =
        (!type.ptr || str_is(type, "freq")) && !str_is(weighted, "wgtd");
  }
}

static void on_text(void *user, struct str text) {
  struct reading *r = user;
  if (r->text.len + text.len <= MOST_TEXT)
    buf_put(&r->text, text);
}

static void end_in_category(struct reading *r, struct str name) {
  struct codebook_category *c = r->category;
  if (str_is(name, "catValu")) {
    c->value = text_of(r);
  } else if (str_is(name, "labl")) {
    if (!c->label.len)
      c->label = text_of(r);
  } else if (str_is(name, "catStat")) {
    if (r->frequencies && csv_number(str_trim(buf_str(&r->text)), &c->count))
      c->counted = true;
  } else if (str_is(name, "catgry")) {
    r->category = NULL;
  }
}

static void on_end(void *user, struct str name) {
  struct reading *r = user;
  r->depth--;
  if (r->category)
    end_in_category(r, name);
  else if (str_is(name, "invalrng"))
    r->invalid = false;
  else if (str_is(name, "catgryGrp"))
    r->in_group = false;
  else if (str_is(name, "var"))
    r->variable = NULL;
  else if (r->variable && str_is(name, "labl") && !r->in_group &&
           !r->variable->label.len)
    r->variable->label = text_of(r);
  else if (r->variable && str_is(name, "qstnLit"))
    r->variable->question = text_of(r);
  else if (!r->variable && str_is(name, "titl") && !r->book->title.len)
    r->book->title = text_of(r);
  buf_clear(&r->text);
}

struct codebook *codebook_from(struct arena *a, struct diags *d,
                               struct str file, struct str text) {
  static const struct xml_events events = {on_start, on_end, on_text};
  struct reading r = {.arena = a, .diags = d};
  r.book = arena_new(a, struct codebook);
  r.book->file = file;
  r.book->src = diags_add_source(d, file, text);
  r.xml = xml_start(a, &events, &r);
  xml_feed(r.xml, text);
  bool done = xml_end(r.xml);
  buf_free(&r.text);
  struct loc at = {.src = r.book->src, .line = xml_line(r.xml)};
  if (done && r.is_codebook && r.book->variable_count)
    return r.book;
  if (xml_fault(r.xml).len)
    diag_error(d, at, "E-DDI", "the codebook cannot be read: %.*s",
               STR_ARG(utf8_cut(xml_fault(r.xml), SHOWN_BYTES)));
  else if (!done)
    diag_error(d, (struct loc){.src = r.book->src}, "E-DDI",
               "the codebook has more than %d variables or %d categories",
               MOST_VARIABLES, MOST_CATEGORIES);
  else
    diag_error(d, (struct loc){.src = r.book->src}, "E-DDI",
               r.is_codebook ? "the codebook describes no variables"
                             : "the file is no DDI codebook, expected "
                               "'codeBook' as its first element");
  return NULL;
}

struct codebook *codebook_read(struct arena *a, struct diags *d, struct loc at,
                               struct str path) {
  struct str text;
  if (!file_read(a, d, at, path, FILE_MAX_BYTES, &text))
    return NULL;
  return codebook_from(a, d, path, text);
}

static bool same_name(struct str a, struct str b) {
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++) {
    char x = a.ptr[i], y = b.ptr[i];
    x = x >= 'A' && x <= 'Z' ? (char)(x + 32) : x;
    y = y >= 'A' && y <= 'Z' ? (char)(y + 32) : y;
    if (x != y)
      return false;
  }
  return true;
}

static const struct codebook_variable *find(const struct codebook *c,
                                            struct str name) {
  for (size_t i = 0; i < c->variable_count; i++)
    if (same_name(c->variables[i].name, name))
      return &c->variables[i];
  return NULL;
}

/* Numbers among the texts of a column, in order. */
struct spelling {
  double number;
  uint32_t word;
};

struct spellings {
  struct spelling *list;
  size_t count;
  bool plain; /* all as table_number_text writes them */
};

static int by_number(const void *a, const void *b) {
  const struct spelling *x = a, *y = b;
  return x->number != y->number ? (x->number > y->number ? 1 : -1)
                                : (x->word > y->word) - (x->word < y->word);
}

static struct spellings spellings_of(struct arena *a,
                                     const struct table_column *c) {
  struct spellings s = {.plain = true};
  char room[TABLE_CELL_ROOM];
  if (c->kind != TABLE_TEXTS)
    return s;
  s.list = arena_array(a, struct spelling, c->word_count);
  for (uint32_t i = 1; i < c->word_count; i++) {
    double n;
    if (!csv_number(c->words[i], &n))
      continue;
    s.list[s.count++] = (struct spelling){n, i};
    s.plain = s.plain && str_eq(table_number_text(n, room), c->words[i]);
  }
  qsort(s.list, s.count, sizeof *s.list, by_number);
  return s;
}

/* "01" and "1.0" in a codebook are 1 in the data, or the other way round. */
static struct str value_text(struct table *t, const struct table_column *c,
                             const struct spellings *s, struct str value) {
  size_t low = 0, high = s->count;
  double number;
  char room[TABLE_CELL_ROOM];
  if (!csv_number(value, &number))
    return value;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (s->list[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  bool occurs = low < s->count && s->list[low].number == number;
  for (size_t i = low;
       i < s->count && i < low + MOST_WAYS && s->list[i].number == number; i++)
    if (str_eq(c->words[s->list[i].word], value))
      return value;
  if (occurs)
    return c->words[s->list[low].word];
  bool plain = c->kind == TABLE_NUMBERS || (s->count && s->plain);
  return plain ? arena_str(t->arena, table_number_text(number, room)) : value;
}

static void apply(const struct codebook_variable *v, struct table *t,
                  size_t column) {
  struct table_column *c = &t->columns[column];
  bool labelled = c->label_count != 0;
  struct spellings spellings = spellings_of(t->arena, c);
  if (!c->title.len)
    c->title = v->label.len ? v->label : v->question;
  for (size_t i = 0; i < v->category_count && !labelled; i++) {
    const struct codebook_category *k = &v->categories[i];
    if (!k->value.len)
      continue;
    struct table_label *l = table_add_label(t, column);
    l->value = value_text(t, c, &spellings, k->value);
    l->label = k->label;
    l->missing = k->missing;
  }
  for (size_t i = 0; i < v->range_count; i++)
    *ARENA_PUSH(t->arena, c->ranges, c->range_count, c->range_cap) =
        v->ranges[i];
  table_name_missing(t, column);
}

static void warn_of_counts(const struct codebook *c, struct diags *d) {
  size_t few = 0;
  uint32_t first = 0;
  for (size_t i = 0; i < c->variable_count; i++)
    for (size_t j = 0; j < c->variables[i].category_count; j++) {
      const struct codebook_category *k = &c->variables[i].categories[j];
      if (!k->counted || k->count < 1 || k->count >= FEW)
        continue;
      first = few++ ? first : k->line;
    }
  if (few)
    diag_warn(d, (struct loc){.src = c->src, .line = first}, "W-DDI-COUNTS",
              "the codebook counts %zu categor%s 1 to 4 times: do not publish "
              "it as it is",
              few, few == 1 ? "y" : "ies");
}

void codebook_apply(const struct codebook *c, struct diags *d,
                    struct table *t) {
  for (size_t i = 0; i < t->column_count; i++) {
    const struct codebook_variable *v = find(c, t->columns[i].name);
    if (v)
      apply(v, t, i);
    else
      diag_warn(d, (struct loc){.src = c->src}, "W-DDI-COLUMN",
                "the codebook does not describe the column '%.*s'",
                STR_ARG(utf8_cut(t->columns[i].name, SHOWN_BYTES)));
  }
  warn_of_counts(c, d);
}
