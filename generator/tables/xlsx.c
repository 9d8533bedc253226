/* Workbooks: their list of sheets, shared texts and number formats. */
#include "tables/xlsx.h"

#include "base/file.h"
#include "base/utf8.h"
#include "engine/csv_value.h"
#include "tables/xml.h"

enum { MOST_STRINGS = 20000000, SHOWN_BYTES = 60, MOST_FORMATS = 65536 };

/* A relation of a part: the id it is named by, and the part it leads to. */
struct relation {
  struct str id, target, type;
};

struct opening {
  struct xlsx *x;
  struct relation *relations;
  size_t relation_count, relation_cap;
  struct str base; /* folder of the part that the relations belong to */
  struct buf text; /* of the shared text being read */
  bool in_text;
  unsigned phonetic; /* depth in readings, which are no text */
  struct numbered_format *formats;
  size_t format_count, format_cap;
  bool in_cell_formats;
};

struct numbered_format {
  int64_t number;
  struct str code;
};

static struct str keep(const struct opening *o, struct str s) {
  return s.ptr ? arena_str(o->x->book.source->arena, s) : s;
}

static void on_relation(void *user, struct str name,
                        const struct xml_attr *attrs, size_t count) {
  struct opening *o = user;
  if (!str_is(name, "Relationship") || o->relation_count == MOST_FORMATS)
    return;
  struct arena *a = o->x->book.source->arena;
  struct str target = xml_attr(attrs, count, "Target");
  struct str path = str_starts(target, "/") ? str_slice(target, 1, target.len)
                                            : path_join(a, o->base, target);
  struct relation *r =
      ARENA_PUSH(a, o->relations, o->relation_count, o->relation_cap);
  r->id = keep(o, xml_attr(attrs, count, "Id"));
  r->type = keep(o, xml_attr(attrs, count, "Type"));
  if (!path_normalise(a, path, &r->target))
    r->target = STR("");
}

static bool read_relations(struct opening *o, struct str part, struct str base,
                           bool needed) {
  static const struct xml_events events = {.start = on_relation};
  o->relation_count = 0;
  o->base = base;
  return book_read_part(&o->x->book, part, needed, &events, o);
}

/* Target of the first relation whose type ends so, or of an id. */
static struct str related(const struct opening *o, const char *type,
                          struct str id) {
  for (size_t i = 0; i < o->relation_count; i++)
    if (type ? str_ends(o->relations[i].type, type)
             : str_eq(o->relations[i].id, id))
      return o->relations[i].target;
  return (struct str){0};
}

bool xlsx_is_true(struct str s) { return str_is(s, "1") || str_is(s, "true"); }

static void on_workbook(void *user, struct str name,
                        const struct xml_attr *attrs, size_t count) {
  struct opening *o = user;
  struct xlsx *x = o->x;
  if (str_is(name, "workbookPr"))
    x->base_1904 = xlsx_is_true(xml_attr(attrs, count, "date1904"));
  if (str_is(name, "calcPr")) /* not by spreadsheet programs: by scripts */
    x->stale = xlsx_is_true(xml_attr(attrs, count, "fullCalcOnLoad"));
  if (!str_is(name, "sheet") || x->sheet_count == MOST_FORMATS)
    return;
  struct sheet_entry *s = ARENA_PUSH(x->book.source->arena, x->sheets,
                                     x->sheet_count, x->sheet_cap);
  struct str state = xml_attr(attrs, count, "state");
  s->name = keep(o, xml_attr(attrs, count, "name"));
  s->id = keep(o, xml_attr(attrs, count, "id"));
  s->hidden = state.ptr && !str_is(state, "visible");
}

/* Value of _x0041_ at `i`, a UTF-16 unit; 0: there is none. */
static uint32_t escaped_at(struct str s, size_t i) {
  uint32_t unit = 0;
  if (i + 7 > s.len || s.ptr[i] != '_' || s.ptr[i + 1] != 'x' ||
      s.ptr[i + 6] != '_')
    return 0;
  for (size_t k = i + 2; k < i + 6; k++) {
    unsigned char c = (unsigned char)s.ptr[k];
    bool digit = c >= '0' && c <= '9';
    unsigned letter = (c | 32u) - 'a';
    if (!digit && letter > 5)
      return 0;
    unit = unit * 16 + (digit ? c - (uint32_t)'0' : letter + 10);
  }
  return unit;
}

struct str xlsx_unescape(struct arena *a, struct str s) {
  struct buf out = {0};
  if (str_search(s, STR("_x")) >= s.len)
    return arena_str(a, s);
  for (size_t i = 0; i < s.len;) {
    uint32_t unit = escaped_at(s, i), low = 0;
    if (unit >= 0xD800 && unit < 0xDC00)
      low = escaped_at(s, i + 7);
    if (low >= 0xDC00 && low < 0xE000)
      unit = 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00);
    if (!unit || (unit >= 0xD800 && unit < 0xE000)) {
      buf_put(&out, str_slice(s, i, i + 1));
      i++;
      continue;
    }
    buf_put_utf8(&out, unit);
    i += unit >= 0x10000 ? 14 : 7;
  }
  struct str kept = arena_str(a, buf_str(&out));
  buf_free(&out);
  return kept;
}

static void start_string(void *user, struct str name,
                         const struct xml_attr *attrs, size_t count) {
  struct opening *o = user;
  (void)attrs, (void)count;
  if (str_is(name, "si"))
    buf_clear(&o->text);
  o->phonetic += str_is(name, "rPh");
  o->in_text = str_is(name, "t") && !o->phonetic;
}

static void text_of_string(void *user, struct str text) {
  struct opening *o = user;
  if (o->in_text)
    buf_put(&o->text, text);
}

static void end_string(void *user, struct str name) {
  struct opening *o = user;
  struct xlsx *x = o->x;
  o->in_text = false;
  o->phonetic -= str_is(name, "rPh") && o->phonetic;
  if (str_is(name, "si") && x->string_count < MOST_STRINGS)
    *ARENA_PUSH(x->book.source->arena, x->strings, x->string_count,
                x->string_cap) =
        xlsx_unescape(x->book.source->arena, buf_str(&o->text));
}

static int64_t number_of(struct str s) {
  int64_t n;
  return csv_integer(s, &n) ? n : -1;
}

static struct str format_code(const struct opening *o, int64_t number) {
  for (size_t i = 0; i < o->format_count; i++)
    if (o->formats[i].number == number)
      return o->formats[i].code;
  return (struct str){0};
}

static void on_style(void *user, struct str name, const struct xml_attr *attrs,
                     size_t count) {
  struct opening *o = user;
  struct xlsx *x = o->x;
  int64_t number = number_of(xml_attr(attrs, count, "numFmtId"));
  if (str_is(name, "cellXfs"))
    o->in_cell_formats = true;
  if (str_is(name, "numFmt") && o->format_count < MOST_FORMATS) {
    struct numbered_format *f = ARENA_PUSH(x->book.source->arena, o->formats,
                                           o->format_count, o->format_cap);
    f->number = number;
    f->code = keep(o, xml_attr(attrs, count, "formatCode"));
  }
  if (str_is(name, "xf") && o->in_cell_formats && x->style_count < MOST_FORMATS)
    *ARENA_PUSH(x->book.source->arena, x->styles, x->style_count,
                x->style_cap) =
        xlsx_format_of((long)number, format_code(o, number));
}

static void end_style(void *user, struct str name) {
  if (str_is(name, "cellXfs"))
    ((struct opening *)user)->in_cell_formats = false;
}

static bool read_shared(struct opening *o) {
  static const struct xml_events strings = {start_string, end_string,
                                            text_of_string};
  static const struct xml_events styles = {on_style, end_style, NULL};
  struct str text = related(o, "/sharedStrings", STR(""));
  struct str style = related(o, "/styles", STR(""));
  /* Some writers name a part for shared texts and write none. */
  bool ok =
      (!text.len || book_read_part(&o->x->book, text, false, &strings, o)) &&
      (!style.len || book_read_part(&o->x->book, style, true, &styles, o));
  buf_free(&o->text);
  return ok;
}

static struct str relations_of(const struct opening *o, struct str part) {
  return arena_printf(o->x->book.source->arena, "%.*s/_rels/%.*s.rels",
                      STR_ARG(path_folder(part)), STR_ARG(path_base(part)));
}

static bool open_workbook(struct opening *o) {
  static const struct xml_events events = {.start = on_workbook};
  if (!read_relations(o, STR("_rels/.rels"), STR("."), true))
    return false;
  struct str book = related(o, "/officeDocument", STR(""));
  if (!book.len)
    book = STR("xl/workbook.xml");
  if (str_ends(book, ".bin")) {
    diag_error(o->x->book.source->diags, book_place(&o->x->book),
               "E-DATA-FORMAT",
               "the file is a binary Excel workbook (.xlsb): save it as .xlsx");
    return false;
  }
  return book_read_part(&o->x->book, book, true, &events, o) &&
         read_relations(o, relations_of(o, book), path_folder(book), true) &&
         read_shared(o);
}

/* Charts may have sheets of their own: never the one that is meant. */
static void hide_charts(const struct opening *o) {
  for (size_t i = 0; i < o->x->sheet_count; i++)
    for (size_t k = 0; k < o->relation_count; k++)
      if (str_eq(o->relations[k].id, o->x->sheets[i].id) &&
          str_ends(o->relations[k].type, "/chartsheet"))
        o->x->sheets[i].hidden = true;
}

static struct table *read_workbook(struct xlsx *x) {
  struct opening o = {.x = x};
  if (!open_workbook(&o))
    return NULL;
  hide_charts(&o);
  const struct sheet_entry *s =
      sheet_choose(x->book.source, x->book.src, x->sheets, x->sheet_count);
  if (!s)
    return NULL;
  struct str part = related(&o, NULL, s->id);
  struct table *t = table_new(x->book.source, TABLE_XLSX);
  t->src = x->book.src;
  t->sheet = s->name;
  t->sheet_count = x->sheet_count;
  return xlsx_read_sheet(x, part.len ? part : STR("xl/worksheets/sheet1.xml"),
                         t)
             ? table_finish(t, x->book.source->diags)
             : NULL;
}

struct table *table_from_xlsx(const struct table_source *s) {
  struct xlsx x = {.base_1904 = false};
  if (!book_open(&x.book, s))
    return NULL;
  struct table *t = read_workbook(&x);
  book_close(&x.book);
  return t;
}
