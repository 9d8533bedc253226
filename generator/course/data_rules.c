/* Values against categories and constraints. */
#include "course/data_rules.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "course/csv_rows.h"

enum { SHOWN_FAULTS = 10, SHOWN_BYTES = 60, PATTERN_MAX = 400 };

struct seen {
  struct str value;
  struct loc at;
  size_t row;
};

/* A column, by its place in the file. */
struct rule {
  const struct field *field; /* NULL: not declared */
  bool has_pattern, has_minimum, has_maximum;
  regex_t pattern;
  double minimum, maximum;
  struct seen *seen; /* of a unique field */
  size_t seen_count, seen_cap;
};

struct checker {
  struct arena *arena;
  struct diags *diags;
  const struct resource *resource;
  struct rule *rules;
  size_t count, column, row, faults;
  uint32_t line;
  size_t row_start;
};

static struct str unquoted(struct arena *a, struct str s) {
  if (!str_starts(s, "\""))
    return s;
  struct buf out = {0};
  s = str_slice(s, 1, s.len - 1);
  for (size_t i = 0; i < s.len; i++) {
    buf_char(&out, s.ptr[i]);
    i += s.ptr[i] == '"';
  }
  struct str plain = arena_str(a, buf_str(&out));
  buf_free(&out);
  return plain;
}

static bool is_numeric(const struct field *f) {
  return f->type == FIELD_INTEGER || f->type == FIELD_NUMBER ||
         f->type == FIELD_YEAR;
}

static bool to_number(struct str s, double *out) {
  char copy[64] = "", *end;
  if (!s.len || s.len >= sizeof copy)
    return false;
  memcpy(copy, s.ptr, s.len);
  *out = strtod(copy, &end);
  return *end == '\0';
}

/* Without a copy that lives longer, for values of the usual length. */
static bool fits(struct arena *a, const regex_t *pattern, struct str s) {
  char copy[1024];
  const char *text = copy;
  if (s.len < sizeof copy) {
    memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
  } else {
    text = arena_str(a, s).ptr;
  }
  return regexec(pattern, text, 0, NULL, 0) == 0;
}

static void bound(struct checker *c, const struct field *f, struct text limit,
                  bool *has, double *out) {
  *has = limit.s.len > 0;
  if (*has && is_numeric(f) && !to_number(limit.s, out)) {
    diag_error(c->diags, limit.at, "E-DATA-CONSTRAINT",
               "'%.*s' is no number, though the field is of numbers",
               STR_ARG(limit.s));
    *has = false;
  }
}

/* For the whole value; \d is not among those POSIX knows, and a reference back
 * could take for ever. */
static bool compile(struct checker *c, const struct field *f, regex_t *out) {
  struct str p = f->pattern.s;
  struct buf text = {0};
  bool ok = p.len <= PATTERN_MAX;
  buf_puts(&text, "^(");
  for (size_t i = 0; i < p.len; i++) {
    char next = i + 1 < p.len ? p.ptr[i + 1] : '\0';
    if (p.ptr[i] != '\\') {
      buf_char(&text, p.ptr[i]);
      continue;
    }
    i++;
    ok = ok && next && !(next >= '1' && next <= '9');
    if (next == 'd')
      buf_puts(&text, "[0-9]");
    else if (next)
      buf_printf(&text, "\\%c", next);
  }
  buf_puts(&text, ")$");
  ok = ok && regcomp(out, text.ptr, REG_EXTENDED | REG_NOSUB) == 0;
  buf_free(&text);
  if (!ok)
    diag_error(c->diags, f->pattern.at, "E-DATA-CONSTRAINT",
               "'%.*s' is no regular expression that can be used here",
               STR_ARG(p));
  return ok;
}

static void add_rule(void *user, size_t from, size_t to) {
  struct checker *c = user;
  const struct resource *r = c->resource;
  struct rule *rule = &c->rules[c->count++];
  struct str name = unquoted(c->arena, str_slice(r->csv, from, to));
  for (size_t i = 0; i < r->field_count && !rule->field; i++)
    if (str_eq(r->fields[i].name.s, name))
      rule->field = &r->fields[i];
  const struct field *f = rule->field;
  if (!f)
    return;
  bound(c, f, f->minimum, &rule->has_minimum, &rule->minimum);
  bound(c, f, f->maximum, &rule->has_maximum, &rule->maximum);
  rule->has_pattern = f->pattern.s.len && compile(c, f, &rule->pattern);
}

static bool is_missing(const struct field *f, struct str value) {
  for (size_t i = 0; i < f->missing.count; i++)
    if (str_eq(f->missing.items[i].s, value))
      return true;
  return value.len == 0;
}

static bool in_categories(const struct field *f, struct str value) {
  for (size_t i = 0; i < f->category_count; i++)
    if (str_eq(f->categories[i].value.s, value))
      return true;
  return f->category_count == 0 || f->only_named;
}

/* Numbers by size, dates and texts by code point. */
static int compare(const struct field *f, struct str value, struct text limit,
                   double number) {
  double given;
  if (!is_numeric(f))
    return str_cmp(value, limit.s);
  if (!to_number(value, &given))
    return 0; /* the engine says what is wrong with it */
  return given < number ? -1 : given > number;
}

static const char *fault_of(struct checker *c, const struct rule *rule,
                            struct str value) {
  const struct field *f = rule->field;
  if (is_missing(f, value))
    return f->required ? "is missing, though the field is required" : NULL;
  if (!in_categories(f, value))
    return "is none of the field's categories";
  if (rule->has_minimum && compare(f, value, f->minimum, rule->minimum) < 0)
    return "is below the field's minimum";
  if (rule->has_maximum && compare(f, value, f->maximum, rule->maximum) > 0)
    return "is above the field's maximum";
  if (rule->has_pattern && !fits(c->arena, &rule->pattern, value))
    return "does not fit the field's pattern";
  return NULL;
}

static void report(struct checker *c, struct loc at, struct str value,
                   const struct field *f, const char *fault) {
  struct str shown = utf8_cut(value, SHOWN_BYTES);
  if (c->faults++ < SHOWN_FAULTS)
    diag_error(c->diags, at, "E-DATA-VALUE",
               "row %zu, column '%.*s': '%.*s' %s", c->row,
               STR_ARG(utf8_cut(f->name.s, SHOWN_BYTES)), STR_ARG(shown),
               fault);
}

static void check_value(void *user, size_t from, size_t to) {
  struct checker *c = user;
  struct rule *rule = &c->rules[c->column++ % c->count];
  struct str csv = c->resource->csv;
  if (!rule->field)
    return;
  struct str value = unquoted(c->arena, str_slice(csv, from, to));
  struct loc at = {c->resource->csv_src, c->line, 0, 0};
  if (c->row_start <= from && from - c->row_start < UINT32_MAX)
    at.col = (uint32_t)(from - c->row_start + 1);
  at.len = (uint32_t)(to - from);
  const char *fault = fault_of(c, rule, value);
  if (fault)
    report(c, at, value, rule->field, fault);
  else if (rule->field->unique && !is_missing(rule->field, value))
    *ARENA_PUSH(c->arena, rule->seen, rule->seen_count, rule->seen_cap) =
        (struct seen){value, at, c->row};
}

static int compare_seen(const void *a, const void *b) {
  const struct seen *x = a, *y = b;
  int order = str_cmp(x->value, y->value);
  return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

static void check_unique(struct checker *c, struct rule *rule) {
  if (!rule->seen_count)
    return;
  qsort(rule->seen, rule->seen_count, sizeof *rule->seen, compare_seen);
  for (size_t i = 1; i < rule->seen_count; i++)
    if (str_eq(rule->seen[i].value, rule->seen[i - 1].value)) {
      c->row = rule->seen[i].row;
      report(c, rule->seen[i].at, rule->seen[i].value, rule->field,
             "stands there before, though the field is unique");
    }
}

static bool has_rules(const struct resource *r) {
  for (size_t i = 0; i < r->field_count; i++) {
    const struct field *f = &r->fields[i];
    if (f->required || f->unique || f->category_count || f->minimum.s.len ||
        f->maximum.s.len || f->pattern.s.len)
      return true;
  }
  return false;
}

void data_rules_check(struct diags *d, const struct resource *r) {
  struct checker c = {.arena = arena_create(), .diags = d, .resource = r};
  struct csv_rows rows = csv_rows_start(r->csv, r->delimiter);
  if (has_rules(r) && csv_rows_next(&rows, NULL, NULL)) {
    c.rules = arena_array(c.arena, struct rule, rows.columns);
    rows = csv_rows_start(r->csv, r->delimiter);
    csv_rows_next(&rows, add_rule, &c);
    for (c.row = 1;; c.row++) {
      c.column = 0;
      c.line = rows.next_line;
      c.row_start = rows.at;
      if (!csv_rows_next(&rows, check_value, &c))
        break;
    }
  }
  for (size_t i = 0; i < c.count; i++) {
    check_unique(&c, &c.rules[i]);
    if (c.rules[i].has_pattern)
      regfree(&c.rules[i].pattern);
  }
  if (c.faults > SHOWN_FAULTS)
    diag_error(d, (struct loc){.src = r->csv_src}, "E-DATA-VALUE",
               "%zu more value%s against a rule of the field",
               c.faults - SHOWN_FAULTS,
               c.faults - SHOWN_FAULTS == 1 ? "" : "s");
  arena_destroy(c.arena);
}
