/* Workbooks of LibreOffice and its kin (OpenDocument 1.3, part 3): all sheets
 * stand in one part, rows and cells that are alike only once. */
#include "tables/ods.h"

#include "base/utf8.h"
#include "tables/unzip.h"

enum { SHOWN_BYTES = 60, MOST_SHEETS = 10000 };

static struct loc whole(const struct ods *o) {
  return (struct loc){.src = o->src};
}

static void report_zip(const struct ods *o, enum unzip_fault fault) {
  struct diags *d = o->source->diags;
  if (fault == UNZIP_BOMB)
    diag_error(d, whole(o), "E-SHEET-SIZE",
               "the workbook unpacks to far more than a table of its size "
               "would: not read");
  else
    diag_error(d, whole(o), "E-SHEET-BROKEN",
               "the workbook is damaged or cut off: save it again, or copy it "
               "once more");
}

static bool feed(void *user, struct str piece) { return xml_feed(user, piece); }

bool ods_read_part(const struct ods *o, const char *part,
                   const struct xml_events *events, void *user) {
  struct xml *xml = xml_start(o->source->arena, events, user);
  enum unzip_fault fault = unzip_part(o->zip, str_from(part), feed, xml);
  bool done = xml_end(xml);
  if (fault != UNZIP_OK && fault != UNZIP_STOPPED) {
    report_zip(o, fault);
    return false;
  }
  if (xml_fault(xml).len)
    diag_error(o->source->diags, whole(o), "E-SHEET-BROKEN",
               "'%s' in the workbook cannot be read: %.*s", part,
               STR_ARG(utf8_cut(xml_fault(xml), SHOWN_BYTES)));
  return done;
}

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
  struct arena *a = o->source->arena;
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
  struct arena *a = l->ods->source->arena;
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
static bool is_locked(const struct ods *o) {
  static const struct xml_events events = {.start = start_manifest};
  bool locked = false;
  struct xml *xml = xml_start(o->source->arena, &events, &locked);
  unzip_part(o->zip, STR("META-INF/manifest.xml"), feed, xml);
  xml_end(xml);
  if (locked)
    diag_error(o->source->diags, whole(o), "E-SHEET-PASSWORD",
               "the workbook has a password: save it without one");
  return locked;
}

static struct table *read_workbook(struct ods *o) {
  static const struct xml_events events = {start_listed, end_listed, NULL};
  struct listing l = {.ods = o};
  if (is_locked(o) || !ods_read_part(o, "content.xml", &events, &l))
    return NULL;
  const struct sheet_entry *s =
      sheet_choose(o->source, o->src, o->sheets, o->sheet_count);
  if (!s)
    return NULL;
  struct table *t = table_new(o->source, TABLE_ODS);
  t->src = o->src;
  t->sheet = s->name;
  t->sheet_count = o->sheet_count;
  return ods_read_sheet(o, (size_t)(s - o->sheets), t)
             ? table_finish(t, o->source->diags)
             : NULL;
}

struct table *table_from_ods(const struct table_source *s) {
  struct ods o = {.source = s};
  o.src = diags_add_source(s->diags, s->file, STR(""));
  o.zip = unzip_open(s->arena, s->bytes);
  if (!o.zip) {
    report_zip(&o, UNZIP_BROKEN);
    return NULL;
  }
  struct table *t = read_workbook(&o);
  unzip_close(o.zip);
  return t;
}
