/* Writes a PO file. Long texts stay on one line where they have one; msgmerge
 * lays them out. */
#include "locale/po.h"

static void put_escaped(struct buf *out, struct str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    if (c == '"' || c == '\\')
      buf_char(out, '\\');
    if (c == '\n')
      buf_puts(out, "\\n");
    else if (c == '\t')
      buf_puts(out, "\\t");
    else if (c == '\r')
      buf_puts(out, "\\r");
    else
      buf_char(out, c);
  }
}

/* keyword "…", a text of several lines line by line. */
static void put_text(struct buf *out, const char *keyword, struct str s) {
  size_t first = str_find(s, '\n', 0);
  buf_printf(out, "%s ", keyword);
  if (first + 1 < s.len)
    buf_puts(out, "\"\"\n");
  do {
    size_t end = str_find(s, '\n', 0);
    end = end < s.len ? end + 1 : end;
    buf_char(out, '"');
    put_escaped(out, str_slice(s, 0, end));
    buf_puts(out, "\"\n");
    s = str_slice(s, end, s.len);
  } while (s.len);
}

/* Flags but fuzzy, which is written where it holds. */
static void put_flags(struct buf *out, const struct po_message *m) {
  struct str rest = m->flags;
  const char *comma = "#, ";
  size_t start = out->len;
  if (m->fuzzy) {
    buf_puts(out, "#, fuzzy");
    comma = ", ";
  }
  while (rest.len) {
    size_t end = str_find(rest, ',', 0);
    struct str flag = str_trim(str_slice(rest, 0, end));
    rest = str_slice(rest, end + 1, rest.len);
    if (flag.len == 0 || str_is(flag, "fuzzy"))
      continue;
    buf_puts(out, comma);
    buf_put(out, flag);
    comma = ", ";
  }
  if (out->len > start)
    buf_char(out, '\n');
}

/* What an outdated translation was made from (#|) goes with its flag. */
static void put_head(struct buf *out, const struct po_message *m) {
  struct str rest = m->head, line;
  struct buf previous = {0};
  while (str_next_line(&rest, &line)) {
    struct buf *to = str_starts(line, "#|") ? &previous : out;
    buf_put(to, line);
    buf_char(to, '\n');
  }
  put_flags(out, m);
  if (m->fuzzy)
    buf_put(out, buf_str(&previous));
  buf_free(&previous);
}

static void put_message(struct buf *out, const struct po_message *m) {
  put_head(out, m);
  if (m->ctx.ptr)
    put_text(out, "msgctxt", m->ctx);
  put_text(out, "msgid", m->id);
  if (m->plural.ptr)
    put_text(out, "msgid_plural", m->plural);
  put_text(out, m->plural.ptr ? "msgstr[0]" : "msgstr", m->text);
  buf_put(out, m->more);
}

void po_write(struct buf *out, const struct po *po) {
  put_message(out, &po->header);
  for (size_t i = 0; i < po->count; i++) {
    buf_char(out, '\n');
    put_message(out, &po->items[i]);
  }
  if (po->tail.len) {
    buf_char(out, '\n');
    buf_put(out, po->tail);
  }
}
