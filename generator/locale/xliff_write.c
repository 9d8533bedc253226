/* Writes XLIFF. */
#include "locale/xliff.h"

#include <libxml/xmlwriter.h>
#include <string.h>

struct writer {
  struct arena *arena;
  xmlTextWriterPtr xml;
  const struct xliff_options *options;
};

struct str xliff_unit_id(struct arena *a, struct str ctx, struct str id) {
  uint64_t h = 14695981039346656037u; /* FNV-1a */
  for (size_t i = 0; i < ctx.len; i++)
    h = (h ^ (unsigned char)ctx.ptr[i]) * 1099511628211u;
  h = (h ^ (ctx.ptr ? 4u : 5u)) * 1099511628211u;
  for (size_t i = 0; i < id.len; i++)
    h = (h ^ (unsigned char)id.ptr[i]) * 1099511628211u;
  return arena_printf(a, "u%08lx%08lx", (unsigned long)(h >> 32),
                      (unsigned long)(h & 0xFFFFFFFFu));
}

static const xmlChar *x(const char *s) { return (const xmlChar *)s; }

/* What XML cannot hold becomes a question mark. */
static const char *clean(const struct writer *w, struct str s) {
  struct str copy = arena_str(w->arena, s);
  char *bytes = (char *)(uintptr_t)copy.ptr;
  for (size_t i = 0; i < copy.len; i++)
    if ((unsigned char)bytes[i] < 0x20 && bytes[i] != '\n' && bytes[i] != '\t')
      bytes[i] = '?';
  return copy.ptr;
}

static void open(const struct writer *w, const char *name) {
  xmlTextWriterStartElement(w->xml, x(name));
}

static void attribute(const struct writer *w, const char *name, struct str s) {
  xmlTextWriterWriteAttribute(w->xml, x(name), x(clean(w, s)));
}

static void text(const struct writer *w, struct str s) {
  if (s.len)
    xmlTextWriterWriteString(w->xml, x(clean(w, s)));
}

static void close(const struct writer *w) { xmlTextWriterEndElement(w->xml); }

static void placeholder(const struct writer *w, struct str code, int number) {
  open(w, "ph");
  attribute(w, "id", arena_printf(w->arena, "%d", number));
  if (w->options->version_2)
    attribute(w, "dataRef", arena_printf(w->arena, "d%d", number));
  else
    text(w, code);
  close(w);
}

enum { CODES_MAX = 100 };

struct codes {
  struct str items[CODES_MAX];
  bool taken[CODES_MAX];
  int count;
};

/* The number of a code from 1, each occurrence its own, 0: too many. */
static int number_of(struct codes *codes, struct str code, bool source) {
  for (int i = 0; !source && i < codes->count; i++)
    if (!codes->taken[i] && str_eq(codes->items[i], code)) {
      codes->taken[i] = true;
      return i + 1;
    }
  if (codes->count == CODES_MAX)
    return 0;
  codes->items[codes->count] = code;
  codes->taken[codes->count] = !source;
  return ++codes->count;
}

/* Calls for each code of the text, in order; without a writer it only counts.
 */
static void put_content(const struct writer *w, struct str s,
                        struct codes *codes, bool source, bool write) {
  size_t plain = 0;
  for (size_t at = 0; at < s.len;) {
    size_t end = w->options->code_end(s, at);
    int number = end > at ? number_of(codes, str_slice(s, at, end), source) : 0;
    if (!number) {
      at = end > at ? end : at + 1;
      continue;
    }
    if (write) {
      text(w, str_slice(s, plain, at));
      placeholder(w, str_slice(s, at, end), number);
    }
    at = plain = end;
  }
  if (write)
    text(w, str_slice(s, plain, s.len));
}

/* <source> or <target>; indentation would change the text in it. */
static void put_text(const struct writer *w, const char *name,
                     const char *state, struct str s, struct codes *codes) {
  bool source = strcmp(name, "source") == 0;
  open(w, name);
  xmlTextWriterSetIndent(w->xml, 0);
  if (state)
    attribute(w, "state", str_from(state));
  if (w->options->version_2)
    attribute(w, "xml:space", STR("preserve"));
  put_content(w, s, codes, source, true);
  close(w);
  xmlTextWriterSetIndent(w->xml, 1);
  xmlTextWriterWriteRaw(w->xml, x("\n"));
}

static void put_texts(const struct writer *w, const struct po_message *m,
                      const char *state) {
  struct codes codes = {.count = 0};
  put_text(w, "source", NULL, m->id, &codes);
  if (m->text.len)
    put_text(w, "target", state, m->text, &codes);
}

/* The codes of both texts, kept once for XLIFF 2.0. */
static void put_original_data(const struct writer *w,
                              const struct po_message *m) {
  struct codes codes = {.count = 0};
  put_content(w, m->id, &codes, true, false);
  put_content(w, m->text, &codes, false, false);
  if (codes.count == 0)
    return;
  open(w, "originalData");
  for (int i = 0; i < codes.count; i++) {
    open(w, "data");
    attribute(w, "id", arena_printf(w->arena, "d%d", i + 1));
    text(w, codes.items[i]);
    close(w);
  }
  close(w);
}

/* Each comment line that starts with `mark`, as a note. */
static void put_notes(const struct writer *w, const struct po_message *m,
                      const char *mark, const char *kind) {
  struct str rest = m->head, line;
  while (str_next_line(&rest, &line)) {
    if (!str_starts(line, mark))
      continue;
    open(w, "note");
    attribute(w, w->options->version_2 ? "category" : "from", str_from(kind));
    text(w, str_trim(str_slice(line, str_from(mark).len, line.len)));
    close(w);
  }
}

static void put_unit_1(const struct writer *w, const struct po_message *m) {
  open(w, "trans-unit");
  attribute(w, "id", xliff_unit_id(w->arena, m->ctx, m->id));
  if (m->ctx.ptr)
    attribute(w, "resname", m->ctx);
  attribute(w, "xml:space", STR("preserve"));
  if (m->text.len)
    attribute(w, "approved", m->fuzzy ? STR("no") : STR("yes"));
  put_texts(w, m, m->fuzzy ? "needs-review-translation" : "translated");
  put_notes(w, m, "#.", "developer");
  put_notes(w, m, "#:", "place");
  put_notes(w, m, "# ", "translator");
  close(w);
}

static void put_unit_2(const struct writer *w, const struct po_message *m) {
  open(w, "unit");
  attribute(w, "id", xliff_unit_id(w->arena, m->ctx, m->id));
  if (m->ctx.ptr)
    attribute(w, "name", m->ctx);
  if (m->head.len) {
    size_t notes = 0;
    struct str rest = m->head, line;
    while (str_next_line(&rest, &line))
      notes += str_starts(line, "#.") || str_starts(line, "#:") ||
               str_starts(line, "# ");
    if (notes) {
      open(w, "notes");
      put_notes(w, m, "#.", "developer");
      put_notes(w, m, "#:", "place");
      put_notes(w, m, "# ", "translator");
      close(w);
    }
  }
  put_original_data(w, m);
  open(w, "segment");
  attribute(w, "state",
            m->text.len && !m->fuzzy ? STR("translated") : STR("initial"));
  put_texts(w, m, NULL);
  close(w);
  close(w);
}

static void open_file_1(const struct writer *w) {
  const struct xliff_options *o = w->options;
  attribute(w, "version", STR("1.2"));
  attribute(w, "xmlns", STR("urn:oasis:names:tc:xliff:document:1.2"));
  open(w, "file");
  attribute(w, "original",
            arena_printf(w->arena, "waymark:%.*s", STR_ARG(o->course)));
  attribute(w, "source-language", o->from);
  attribute(w, "target-language", o->to);
  attribute(w, "datatype", STR("x-waymark"));
  if (o->version.len)
    attribute(w, "product-version", o->version);
  open(w, "body");
}

static void open_file_2(const struct writer *w) {
  const struct xliff_options *o = w->options;
  attribute(w, "version", STR("2.0"));
  attribute(w, "xmlns", STR("urn:oasis:names:tc:xliff:document:2.0"));
  attribute(w, "srcLang", o->from);
  attribute(w, "trgLang", o->to);
  open(w, "file");
  attribute(w, "id", STR("course"));
  attribute(w, "original",
            arena_printf(w->arena, "waymark:%.*s", STR_ARG(o->course)));
  if (!o->version.len)
    return;
  open(w, "notes");
  open(w, "note");
  attribute(w, "category", STR("version"));
  text(w, o->version);
  close(w);
  close(w);
}

void xliff_write(struct buf *out, const struct po *po,
                 const struct xliff_options *options) {
  struct writer w = {arena_create(), NULL, options};
  xmlBufferPtr memory = xmlBufferCreate();
  w.xml = memory ? xmlNewTextWriterMemory(memory, 0) : NULL;
  if (!w.xml) {
    out->error = BUF_NO_MEMORY;
  } else {
    xmlTextWriterSetIndent(w.xml, 1);
    xmlTextWriterStartDocument(w.xml, "1.0", "UTF-8", NULL);
    open(&w, "xliff");
    if (options->version_2)
      open_file_2(&w);
    else
      open_file_1(&w);
    for (size_t i = 0; i < po->count; i++)
      (options->version_2 ? put_unit_2 : put_unit_1)(&w, &po->items[i]);
    xmlTextWriterEndDocument(w.xml);
    xmlFreeTextWriter(w.xml);
    buf_put_n(out, xmlBufferContent(memory), (size_t)xmlBufferLength(memory));
  }
  if (memory)
    xmlBufferFree(memory);
  arena_destroy(w.arena);
}
