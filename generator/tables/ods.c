/* Workbooks of LibreOffice and its kin (OpenDocument 1.3, part 3): all sheets
 * stand in one part, rows and cells that are alike only once. */
#include "tables/ods.h"

enum { MOST_SHEETS = 10000 };

/* The list of sheets; styles, which come first, say which are hidden. */
struct listing {
  struct ods *ods;
  unsigned depth, spreadsheet; /* depth of that element, or 0 */
  struct str style;            /* the one being read */
  struct str *hidden;          /* styles of sheets that are not shown */
  size_t hidden_count, hidden_cap;
};

static bool is_hidden(const struct listing *l, struct str style) {
  for (size_t i = 0; i < l->hidden_count; i++)
    if (str_eq(l->hidden[i], style))
      return true;
  return false;
}

static void list_sheet(struct listing *l, const struct xml_attr *attrs,
                       size_t count) {
  struct ods *o = l->ods;
  struct arena *a = o->book.source->arena;
  if (o->sheet_count == MOST_SHEETS)
    return;
  struct sheet_entry *s =
      ARENA_PUSH(a, o->sheets, o->sheet_count, o->sheet_cap);
  *s = (struct sheet_entry){
      .name = arena_str(a, xml_attr(attrs, count, "name")),
      .hidden = is_hidden(l, xml_attr(attrs, count, "style-name"))};
}

static void start_listed(void *user, struct str name,
                         const struct xml_attr *attrs, size_t count) {
  struct listing *l = user;
  struct arena *a = l->ods->book.source->arena;
  l->depth++;
  if (str_is(name, "style"))
    l->style = arena_str(a, xml_attr(attrs, count, "name"));
  else if (str_is(name, "table-properties") &&
           str_is(xml_attr(attrs, count, "display"), "false") &&
           l->hidden_count < MOST_SHEETS)
    *ARENA_PUSH(a, l->hidden, l->hidden_count, l->hidden_cap) = l->style;
  else if (str_is(name, "spreadsheet"))
    l->spreadsheet = l->depth;
  else if (str_is(name, "table") && l->spreadsheet &&
           l->depth == l->spreadsheet + 1)
    list_sheet(l, attrs, count);
}

static void end_listed(void *user, struct str name) {
  struct listing *l = user;
  (void)name;
  l->spreadsheet = l->depth == l->spreadsheet ? 0 : l->spreadsheet;
  l->depth--;
}

static void start_manifest(void *user, struct str name,
                           const struct xml_attr *attrs, size_t count) {
  (void)attrs, (void)count;
  if (str_is(name, "encryption-data"))
    *(bool *)user = true;
}

/* A workbook with a password has parts that are no XML. */
static bool is_open(const struct ods *o) {
  static const struct xml_events events = {.start = start_manifest};
  bool locked = false;
  if (!book_read_part(&o->book, STR("META-INF/manifest.xml"), false, &events,
                      &locked))
    return false;
  if (locked)
    book_report_locked(&o->book);
  return !locked;
}

static void on_maker(void *user, struct str text) {
  static const char *const makers[] = {"LibreOffice", "OpenOffice",
                                       "Collabora"};
  for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
    *(bool *)user |= str_search(text, str_from(makers[i])) < text.len;
}

static struct table *read_workbook(struct ods *o) {
  static const struct xml_events events = {start_listed, end_listed, NULL};
  static const struct xml_events maker = {.text = on_maker};
  struct listing l = {.ods = o};
  if (!is_open(o) ||
      !book_read_part(&o->book, STR("meta.xml"), false, &maker, &o->computed) ||
      !book_read_part(&o->book, STR("content.xml"), true, &events, &l))
    return NULL;
  const struct sheet_entry *s =
      sheet_choose(o->book.source, o->book.src, o->sheets, o->sheet_count);
  if (!s)
    return NULL;
  struct table *t = table_new(o->book.source, TABLE_ODS);
  t->src = o->book.src;
  t->sheet = s->name;
  t->sheet_count = o->sheet_count;
  return ods_read_sheet(o, (size_t)(s - o->sheets), t)
             ? table_finish(t, o->book.source->diags)
             : NULL;
}

struct table *table_from_ods(const struct table_source *s) {
  struct ods o = {.sheet_count = 0};
  if (!book_open(&o.book, s))
    return NULL;
  struct table *t = read_workbook(&o);
  book_close(&o.book);
  return t;
}
