/* Reads a PO file line by line. */
#include "locale/po.h"

#include "base/utf8.h"

enum part { PART_NONE, PART_CTX, PART_ID, PART_PLURAL, PART_TEXT, PART_MORE };

struct reader {
  struct arena *arena;
  struct diags *diags;
  struct po *po;
  struct str line;
  uint32_t number;       /* of the line, from 1 */
  struct po_message now; /* being read */
  struct buf head, ctx, id, plural, text, more, tail;
  enum part part;
  bool any; /* the message has an id */
  bool bad; /* it could not be read */
};

static struct loc here(const struct reader *r, size_t col) {
  return (struct loc){r->po->src, r->number, (uint32_t)col, 0};
}

static void refuse(struct reader *r, size_t col, const char *why) {
  if (!r->bad)
    diag_warn(r->diags, here(r, col), "W-PO-SYNTAX",
              "%s; this message is left out", why);
  r->bad = true;
}

static struct buf *buf_of(struct reader *r) {
  switch (r->part) {
  case PART_CTX:
    return &r->ctx;
  case PART_ID:
    return &r->id;
  case PART_PLURAL:
    return &r->plural;
  case PART_TEXT:
    return &r->text;
  default:
    return &r->more;
  }
}

static bool put_escape(struct buf *out, char c) {
  static const char from[] = "ntr\"\\abfv", to[] = "\n\t\r\"\\\a\b\f\v";
  for (size_t i = 0; i < sizeof from - 1; i++)
    if (from[i] == c) {
      buf_char(out, to[i]);
      return true;
    }
  return false;
}

/* A quoted string from `at` of the line to its end. */
static void take_string(struct reader *r, size_t at) {
  struct str line = r->line;
  struct buf *out = buf_of(r);
  while (at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t'))
    at++;
  if (at >= line.len || line.ptr[at] != '"') {
    refuse(r, at + 1, "a text in double quotes is expected here");
    return;
  }
  if (r->part == PART_MORE)
    return;
  for (at++; at < line.len && line.ptr[at] != '"'; at++) {
    size_t end = at;
    while (end < line.len && line.ptr[end] != '"' && line.ptr[end] != '\\')
      end++;
    buf_put(out, str_slice(line, at, end));
    at = end;
    if (at >= line.len || line.ptr[at] == '"')
      break;
    if (at + 1 == line.len)
      buf_char(out, '\\');
    else if (!put_escape(out, line.ptr[++at]))
      refuse(r, at,
             "unknown escape after a backslash (\\n, \\t, \\\" and \\\\ "
             "are known)");
  }
  if (at >= line.len)
    refuse(r, at, "the text is not closed by a double quote");
  else if (str_trim(str_slice(line, at + 1, line.len)).len)
    refuse(r, at + 2, "nothing may follow the closing double quote");
}

static struct str keep(struct reader *r, struct buf *b) {
  struct str s = arena_str(r->arena, buf_str(b));
  buf_clear(b);
  return s;
}

static void add_message(struct reader *r, struct po_message m) {
  struct po_message *first = po_find(r->po, m.ctx, m.id);
  if (first) {
    diag_warn(r->diags, (struct loc){r->po->src, m.line, 0, 0}, "W-PO-TWICE",
              "this message is there twice; the one at line %u counts",
              (unsigned)first->line);
    return;
  }
  *po_add(r->arena, r->po, m.ctx, m.id) = m;
}

static bool is_utf8(struct str s) {
  size_t bad;
  return utf8_valid(s, &bad);
}

/* Ends the message being read. */
static void flush(struct reader *r) {
  struct po_message m = r->now;
  bool has_ctx = m.ctx.ptr != NULL;
  m.head = keep(r, &r->head);
  m.ctx = has_ctx ? keep(r, &r->ctx) : (struct str){0};
  m.id = keep(r, &r->id);
  m.plural = m.plural.ptr ? keep(r, &r->plural) : (struct str){0};
  m.text = keep(r, &r->text);
  m.more = keep(r, &r->more);
  bool damaged = !is_utf8(m.ctx) || !is_utf8(m.id) || !is_utf8(m.text);
  if (damaged)
    diag_warn(r->diags, (struct loc){r->po->src, m.line, 0, 0}, "W-PO-ENCODING",
              "this message is not in UTF-8, as the catalogue must be");
  if (r->any && !r->bad && m.id.len == 0 && !has_ctx)
    r->po->header = m;
  else if (r->any && !r->bad && m.id.len && !damaged)
    add_message(r, m);
  r->now = (struct po_message){0};
  r->part = PART_NONE;
  r->any = r->bad = false;
  buf_clear(&r->ctx);
  buf_clear(&r->id);
  buf_clear(&r->plural);
}

static void take_flags(struct reader *r, struct str flags) {
  struct str rest = flags;
  r->now.flags = str_trim(flags);
  while (rest.len) {
    size_t comma = str_find(rest, ',', 0);
    if (str_is(str_trim(str_slice(rest, 0, comma)), "fuzzy"))
      r->now.fuzzy = true;
    rest = str_slice(rest, comma + 1, rest.len);
  }
}

static void take_comment(struct reader *r) {
  if (r->part == PART_TEXT || r->part == PART_MORE)
    flush(r);
  if (str_starts(r->line, "#,")) {
    take_flags(r, str_slice(r->line, 2, r->line.len));
    return;
  }
  buf_put(&r->head, r->line);
  buf_char(&r->head, '\n');
}

/* msgstr[1] and on are kept as they are. */
static void take_more(struct reader *r) {
  buf_put(&r->more, r->line);
  buf_char(&r->more, '\n');
}

static void start_part(struct reader *r, enum part part, size_t at) {
  bool starts = part == PART_CTX || (part == PART_ID && r->part != PART_CTX);
  if (starts && r->part != PART_NONE)
    flush(r);
  r->part = part;
  if (part == PART_CTX)
    r->now.ctx = STR("");
  if (part == PART_PLURAL)
    r->now.plural = STR("");
  if (part == PART_ID) {
    r->now.line = r->number;
    r->any = true;
  }
  if (part > PART_ID && !r->any)
    refuse(r, 1, "a translation without a msgid before it");
  take_string(r, at);
}

static void take_line(struct reader *r) {
  struct str line = r->line;
  if (str_starts(line, "msgctxt"))
    start_part(r, PART_CTX, 7);
  else if (str_starts(line, "msgid_plural"))
    start_part(r, PART_PLURAL, 12);
  else if (str_starts(line, "msgid"))
    start_part(r, PART_ID, 5);
  else if (str_starts(line, "msgstr[0]"))
    start_part(r, PART_TEXT, 9);
  else if (str_starts(line, "msgstr[")) {
    r->part = PART_MORE;
    take_more(r);
  } else if (str_starts(line, "msgstr"))
    start_part(r, PART_TEXT, 6);
  else if (str_starts(line, "\"") && r->part == PART_MORE)
    take_more(r);
  else if (str_starts(line, "\"") && r->part != PART_NONE) {
    if (r->part == PART_ID && r->id.len == 0)
      r->now.line = r->number; /* where its text begins */
    take_string(r, 0);
  } else
    refuse(r, 1,
           "expected msgctxt, msgid, msgstr, a text in double quotes or "
           "a comment");
}

/* Obsolete messages are kept as they are, with their comments. */
static void take_obsolete(struct reader *r) {
  if (r->part != PART_NONE)
    flush(r);
  buf_put(&r->tail, buf_str(&r->head));
  buf_clear(&r->head);
  if (r->now.flags.len)
    buf_printf(&r->tail, "#, %.*s\n", STR_ARG(r->now.flags));
  r->now = (struct po_message){0};
  buf_put(&r->tail, r->line);
  buf_char(&r->tail, '\n');
}

static void take_blank(struct reader *r) {
  if (r->part != PART_NONE)
    flush(r);
  else if (r->tail.len && !str_ends(buf_str(&r->tail), "\n\n"))
    buf_char(&r->tail, '\n');
}

struct po *po_read(struct arena *a, struct diags *d, uint32_t src,
                   struct str text) {
  struct reader r = {.arena = a, .diags = d, .po = po_create(a)};
  r.po->src = src;
  if (str_starts(text, "\xEF\xBB\xBF"))
    text = str_slice(text, 3, text.len);
  while (str_next_line(&text, &r.line)) {
    r.number++;
    r.line = str_trim(r.line);
    if (str_starts(r.line, "#~"))
      take_obsolete(&r);
    else if (str_starts(r.line, "#"))
      take_comment(&r);
    else if (r.line.len)
      take_line(&r);
    else
      take_blank(&r);
  }
  flush(&r);
  r.po->tail = keep(&r, &r.tail);
  struct buf *bufs[] = {&r.head, &r.ctx,  &r.id,  &r.plural,
                        &r.text, &r.more, &r.tail};
  for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
    buf_free(bufs[i]);
  return r.po;
}
