/* The inline scanner: what binds like a code span is found leftmost first, and
 * replaced by marks. Another construct is another case of scan_one and another
 * kind of mark. */
#include "markdown/normaliser.h"

#include "base/buf.h"
#include "markdown/attributes.h"
#include "markdown/code_span.h"
#include "markdown/computed.h"
#include "markdown/html_tag.h"

struct bracket {
  size_t at;
  size_t edit; /* index of the edit planned for a span's start */
  bool image;
  bool label; /* the second part of [text][label] */
};

struct scanner {
  struct normaliser *n;
  const struct region *r;
  struct str text;
  size_t at;
  struct code_spans code;
  unsigned no_html_end;
  bool spans;    /* there are ]{ in the region */
  bool computed; /* {{ is still looked for */
  struct bracket *brackets;
  size_t bracket_count, bracket_cap;
};

static char peek(const struct scanner *s, size_t ahead) {
  return s->at + ahead < s->text.len ? s->text.ptr[s->at + ahead] : '\0';
}

static uint32_t source_at(const struct scanner *s, size_t at) {
  return region_source(s->r, at);
}

static struct loc loc_of(const struct scanner *s, size_t at, size_t len) {
  return source_loc(s->n->source, source_at(s, at), (uint32_t)len);
}

/* A mark in place of [s->at, end); moves on to `end`. */
static struct mark *take(struct scanner *s, enum mark_kind kind, size_t end) {
  struct mark *m = normaliser_mark(s->n, kind, source_at(s, s->at),
                                   source_at(s, end - 1) + 1);
  m->original = arena_str(s->n->scratch, str_slice(s->text, s->at, end));
  s->at = end;
  return m;
}

static void scan_computed(struct scanner *s) {
  size_t end = 0;
  enum computed_error error = computed_end(s->text, s->at, &end);
  if (error == COMPUTED_OK) {
    struct str inner = str_slice(s->text, s->at + 2, end - 2);
    struct mark *m = take(s, MARK_COMPUTED, end);
    m->text = arena_str(s->n->arena, str_trim(inner));
    if (m->text.len == 0)
      diag_error(s->n->diags, m->at, "E-COMPUTED-EMPTY",
                 "{{ }} without an expression");
    return;
  }
  if (error == COMPUTED_STRING)
    diag_error(s->n->diags, loc_of(s, end, 1), "E-COMPUTED-OPEN",
               "this Lua string inside {{ }} does not end");
  else
    diag_error(s->n->diags, loc_of(s, s->at, 2), "E-COMPUTED-OPEN",
               "{{ is not closed by }} in the same paragraph or cell; write "
               "\\{{ for plain braces");
  s->computed = false;
  s->at += 2;
}

/* The { at s->at as an attribute list on its line; its end, or 0. */
static size_t read_attrs(struct scanner *s, struct attr **attrs) {
  uint32_t from = source_at(s, s->at);
  size_t line_end = str_find(s->text, '\n', s->at);
  uint32_t end = attributes_read(s->n->arena, s->n->diags, s->n->source, from,
                                 from + (uint32_t)(line_end - s->at), attrs);
  return end ? s->at + (end - from) : 0;
}

/* A heading's {…}: nothing but blanks and closing # may follow. */
static void scan_heading_attrs(struct scanner *s) {
  struct attr *attrs = NULL;
  size_t end = read_attrs(s, &attrs);
  size_t rest = end;
  while (end && rest < s->text.len &&
         (char_is_space(s->text.ptr[rest]) || s->text.ptr[rest] == '#'))
    rest++;
  if (end == 0 || rest < s->text.len) {
    s->at += 1;
    return;
  }
  struct normal *normal = s->n->normal;
  struct heading_attrs *h =
      ARENA_PUSH(s->n->scratch, normal->headings, normal->heading_count,
                 normal->heading_cap);
  h->line = source_line_of(s->n->source, source_at(s, 0));
  h->attrs = attrs;
  struct edit *e = ARENA_PUSH(s->n->scratch, s->n->edits.list,
                              s->n->edits.count, s->n->edits.cap);
  e->from = source_at(s, s->at);
  e->to = source_at(s, end - 1) + 1;
  s->at = end;
}

/* {…} right after a link, an image or a code span. */
static void scan_attrs_after(struct scanner *s) {
  struct attr *attrs = NULL;
  if (peek(s, 0) != '{' || peek(s, 1) == '{' ||
      !attributes_start(s->text, s->at))
    return;
  size_t end = read_attrs(s, &attrs);
  if (end)
    take(s, MARK_ATTRS, end)->attrs = attrs;
}

static void scan_brace(struct scanner *s) {
  if (s->computed && peek(s, 1) == '{')
    scan_computed(s);
  else if (s->r->heading && peek(s, 1) != '{' &&
           attributes_start(s->text, s->at))
    scan_heading_attrs(s);
  else
    s->at++;
}

/* The end of [[name]] at s->at, or 0. */
static size_t gap_end(const struct scanner *s) {
  size_t i = 2;
  if (!char_is_alpha(peek(s, i)) && peek(s, i) != '_')
    return 0;
  while (char_is_alpha(peek(s, i)) || char_is_digit(peek(s, i)) ||
         peek(s, i) == '_')
    i++;
  return peek(s, i) == ']' && peek(s, i + 1) == ']' ? s->at + i + 2 : 0;
}

/* The end of [^label] at s->at, or 0. */
static size_t footnote_end(const struct scanner *s) {
  size_t i = 2;
  for (char c = peek(s, i); c != ']'; c = peek(s, ++i))
    if (c == '\0' || char_is_space(c) || c == '[' || c == '^')
      return 0;
  return i > 2 ? s->at + i + 1 : 0;
}

static void push_bracket(struct scanner *s) {
  struct bracket *b =
      ARENA_PUSH(s->n->scratch, s->brackets, s->bracket_count, s->bracket_cap);
  b->at = s->at;
  b->image = s->at > 0 && s->text.ptr[s->at - 1] == '!';
  b->label = s->at > 0 && s->text.ptr[s->at - 1] == ']';
  struct edit *e = ARENA_PUSH(s->n->scratch, s->n->edits.list,
                              s->n->edits.count, s->n->edits.cap);
  e->from = source_at(s, s->at);
  e->to = e->from + 1;
  e->off = true;
  b->edit = s->n->edits.count - 1;
}

static void scan_open_bracket(struct scanner *s) {
  size_t end = 0;
  if (peek(s, 1) == '[' && (end = gap_end(s)) != 0) {
    struct str name = str_slice(s->text, s->at + 2, end - 2);
    take(s, MARK_GAP, end)->text = arena_str(s->n->arena, name);
    return;
  }
  if (peek(s, 1) == '^' && (end = footnote_end(s)) != 0) {
    struct str label = str_slice(s->text, s->at + 2, end - 1);
    take(s, MARK_FOOTNOTE, end)->text = arena_str(s->n->arena, label);
    return;
  }
  if (s->spans)
    push_bracket(s);
  s->at++;
}

/* ]{…}: the end of a span, or of a link by reference with attributes. */
static void scan_close_bracket(struct scanner *s) {
  struct bracket *open =
      s->bracket_count ? &s->brackets[--s->bracket_count] : NULL;
  struct attr *attrs = NULL;
  s->at++;
  if (peek(s, 0) != '{' || peek(s, 1) == '{' ||
      !attributes_start(s->text, s->at))
    return;
  if (!open || open->image || open->label) {
    scan_attrs_after(s);
    return;
  }
  size_t end = read_attrs(s, &attrs);
  if (end == 0)
    return;
  /* the opening mark takes the place of the edit planned at its bracket */
  uint32_t bracket = s->n->edits.list[open->edit].from;
  struct mark *first =
      normaliser_mark(s->n, MARK_SPAN_OPEN, bracket, bracket + 1);
  s->n->edits.list[open->edit] = s->n->edits.list[--s->n->edits.count];
  first->attrs = attrs;
  first->original = STR("[");
  uint32_t index = (uint32_t)s->n->normal->mark_count - 1;
  s->at--;
  take(s, MARK_SPAN_CLOSE, end)->index = index;
}

/* The end of $…$ or $$…$$ at s->at, or 0. As in Pandoc, a single $ opens only
 * before and closes only after what is no blank, and no digit may follow it, so
 * that sums of money stay text; nor does it open in US$5. */
static size_t math_end(const struct scanner *s, size_t dollars) {
  char before = s->at ? s->text.ptr[s->at - 1] : ' ';
  if (dollars == 1 && (char_is_space(peek(s, 1)) || char_is_alpha(before)))
    return 0;
  for (size_t i = s->at + dollars; i < s->text.len; i++) {
    if (s->text.ptr[i] == '\\') {
      i++;
      continue;
    }
    if (s->text.ptr[i] != '$' || i == s->at + dollars)
      continue;
    char after = i + 1 < s->text.len ? s->text.ptr[i + 1] : '\0';
    if (dollars == 2 && after == '$')
      return i + 2;
    if (dollars == 1)
      return char_is_space(s->text.ptr[i - 1]) || char_is_digit(after) ? 0
                                                                       : i + 1;
  }
  return 0;
}

/* In a cell a | is written \|, or it would end the cell. */
static struct str math_text(const struct scanner *s, struct str tex) {
  struct str pipe = STR("\\|");
  struct buf out = {0};
  if (!s->r->cell || str_search(tex, pipe) == tex.len)
    return arena_str(s->n->arena, tex);
  for (size_t at; tex.len; tex = str_slice(tex, at + 2, tex.len)) {
    at = str_search(tex, pipe);
    buf_put(&out, str_slice(tex, 0, at));
    buf_puts(&out, at < tex.len ? "|" : "");
  }
  struct str result = arena_str(s->n->arena, buf_str(&out));
  buf_free(&out);
  return result;
}

static void scan_dollar(struct scanner *s) {
  size_t dollars = peek(s, 1) == '$' ? 2 : 1;
  size_t end = math_end(s, dollars);
  if (end == 0) {
    s->at += dollars;
    return;
  }
  struct str tex = str_slice(s->text, s->at + dollars, end - dollars);
  struct mark *m = take(s, MARK_MATH, end);
  m->text = math_text(s, str_trim(tex));
  m->arg = dollars == 2 ? STR("$$") : STR("$");
}

static void scan_code(struct scanner *s) {
  bool found = false;
  s->at = code_span_end(&s->code, s->text, s->at, &found);
  if (found)
    scan_attrs_after(s);
}

static void scan_angle(struct scanner *s) {
  size_t end = html_inline_end(s->text, s->at, &s->no_html_end);
  s->at = end ? end : s->at + 1;
  if (end)
    scan_attrs_after(s);
}

static void scan_escape(struct scanner *s) {
  s->at += peek(s, 1) == '{' && peek(s, 2) == '{' ? 3 : 2;
}

static void scan_one(struct scanner *s) {
  switch (peek(s, 0)) {
  case '\\':
    scan_escape(s);
    break;
  case '`':
    scan_code(s);
    break;
  case '<':
    scan_angle(s);
    break;
  case '$':
    scan_dollar(s);
    break;
  case '{':
    scan_brace(s);
    break;
  case '[':
    scan_open_bracket(s);
    break;
  case ']':
    scan_close_bracket(s);
    break;
  case ')':
    s->at++;
    scan_attrs_after(s);
    break;
  default:
    s->at++;
    break;
  }
}

/* Whether a region can hold anything for us. */
static bool worth_scanning(struct str text) {
  return str_find(text, '{', 0) < text.len ||
         str_find(text, '$', 0) < text.len ||
         str_search(text, STR("[[")) < text.len ||
         str_search(text, STR("[^")) < text.len;
}

void scan_inlines(struct normaliser *n, const struct region *r) {
  if (!worth_scanning(r->text))
    return;
  struct scanner s = {.n = n, .r = r, .text = r->text, .computed = true};
  s.spans = str_search(r->text, STR("]{")) < r->text.len;
  while (s.at < s.text.len) {
    scan_one(&s);
  }
}
