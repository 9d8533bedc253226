/* Counts list and quote markers line by line. */
#include "markdown/nesting.h"

#include "markdown/reader.h"

enum { TAB_STOP = 4 };

/* Columns at which the contents of the open list items start. */
struct nesting {
  uint32_t cols[MD_MAX_DEPTH + 1];
  uint32_t depth;
};

struct cursor {
  struct str line;
  size_t at;
  uint32_t col;
};

static void skip_blanks(struct cursor *c) {
  for (; c->at < c->line.len; c->at++) {
    if (c->line.ptr[c->at] == ' ')
      c->col++;
    else if (c->line.ptr[c->at] == '\t')
      c->col += TAB_STOP - c->col % TAB_STOP;
    else
      return;
  }
}

static bool blank_at(const struct cursor *c, size_t at) {
  return at >= c->line.len || c->line.ptr[at] == ' ' || c->line.ptr[at] == '\t';
}

/* Length of a list marker at the cursor, 0 if there is none. */
static size_t list_marker(const struct cursor *c) {
  size_t i = c->at;
  if (i >= c->line.len)
    return 0;
  char first = c->line.ptr[i];
  if (first == '-' || first == '*' || first == '+')
    return blank_at(c, i + 1) ? 1 : 0;
  while (i < c->line.len && char_is_digit(c->line.ptr[i]))
    i++;
  bool mark = i > c->at && i < c->line.len &&
              (c->line.ptr[i] == '.' || c->line.ptr[i] == ')');
  return mark && blank_at(c, i + 1) ? i + 1 - c->at : 0;
}

/* "- - - -" is a rule, not four lists. */
static bool is_rule(struct str line) {
  struct str s = str_trim(line);
  if (s.len == 0 || (s.ptr[0] != '-' && s.ptr[0] != '*'))
    return false;
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] != s.ptr[0] && s.ptr[i] != ' ' && s.ptr[i] != '\t')
      return false;
  return true;
}

static uint32_t quote_marks(struct cursor *c) {
  uint32_t quotes = 0;
  for (skip_blanks(c); c->at < c->line.len && c->line.ptr[c->at] == '>';
       skip_blanks(c)) {
    quotes++;
    c->at++;
    c->col++;
  }
  return quotes;
}

static bool line_fits(struct nesting *n, struct str line) {
  struct cursor c = {.line = line};
  uint32_t quotes = quote_marks(&c);
  if (c.at == line.len)
    return quotes <= MD_MAX_DEPTH;
  while (n->depth && n->cols[n->depth - 1] > c.col)
    n->depth--;
  size_t marker = list_marker(&c);
  if (marker && is_rule(line))
    return true;
  for (; marker; marker = list_marker(&c)) {
    c.at += marker;
    c.col += (uint32_t)marker;
    quotes += quote_marks(&c);
    if (n->depth + quotes >= MD_MAX_DEPTH)
      return false;
    n->cols[n->depth++] = c.col;
  }
  return n->depth + quotes <= MD_MAX_DEPTH;
}

bool nesting_within_limit(struct diags *d, const struct source *s) {
  struct nesting n = {.depth = 0};
  for (uint32_t i = 0; i < s->line_count; i++) {
    if (line_fits(&n, source_line(s, i)))
      continue;
    diag_error(d, source_loc(s, s->starts[i], 0), "E-TEXT-DEPTH",
               "lists and quotes nest more than %d deep here", MD_MAX_DEPTH);
    return false;
  }
  return true;
}
