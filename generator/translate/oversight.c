/* Looks for oversights in translations. */
#include "translate/oversight.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "locale/cldr.h"
#include "translate/plural_text.h"

static size_t count_kind(const struct node *block, enum node_kind kind) {
  struct node *root = (struct node *)(uintptr_t)block;
  size_t count = 0;
  for (struct node *n = root; n; n = node_walk(root, n))
    count += n->kind == kind;
  return count;
}

static const char *other_markup(struct arena *a, const struct node *source,
                                const struct node *translation) {
  static const struct {
    enum node_kind kind;
    const char *name;
  } MARKUP[] = {{NODE_EMPHASIS, "*emphasis*"},
                {NODE_STRONG, "**strong** text"},
                {NODE_CODE, "`code`"},
                {NODE_LINE_BREAK, "a hard line break"}};
  for (size_t i = 0; i < sizeof MARKUP / sizeof *MARKUP; i++) {
    size_t s = count_kind(source, MARKUP[i].kind);
    size_t t = count_kind(translation, MARKUP[i].kind);
    if (s != t)
      return arena_printf(a, "%s %zu times, expected %zu as in the source",
                          MARKUP[i].name, t, s)
          .ptr;
  }
  return NULL;
}

/* The value of a digit of any script that languages count with, or -1. */
static int digit_of(uint32_t cp) {
  static const uint32_t ZEROS[] = {0x30,  0x660, 0x6F0, 0x966,  0x9E6,
                                   0xE50, 0xED0, 0xF20, 0x1040, 0x17E0};
  for (size_t i = 0; i < sizeof ZEROS / sizeof *ZEROS; i++)
    if (cp >= ZEROS[i] && cp < ZEROS[i] + 10)
      return (int)(cp - ZEROS[i]);
  return -1;
}

static size_t digits_ahead(struct str s) {
  size_t count = 0;
  while (s.len && digit_of(utf8_next(&s)) >= 0)
    count++;
  return count;
}

/* Whether what follows is a mark inside a number: any of . , ' and their kin
 * before a digit, a blank before three. */
static bool is_separator(uint32_t cp, struct str rest) {
  size_t digits = digits_ahead(rest);
  bool blank = cp == ' ' || cp == 0xA0 || cp == 0x202F || cp == 0x2009;
  bool mark = cp == '.' || cp == ',' || cp == '\'' || cp == 0x2019 ||
              cp == 0x66B || cp == 0x66C;
  return (mark && digits > 0) || (blank && digits == 3);
}

struct figures_in {
  struct arena *arena;
  struct str *items; /* digits alone: "1640" */
  size_t count, cap;
};

static void add_figures(struct figures_in *f, struct str s) {
  struct buf now = {0};
  while (s.len) {
    uint32_t cp = utf8_next(&s);
    int digit = digit_of(cp);
    if (digit >= 0)
      buf_char(&now, (char)('0' + digit));
    if (now.len && (s.len == 0 || (digit < 0 && !is_separator(cp, s)))) {
      *ARENA_PUSH(f->arena, f->items, f->count, f->cap) =
          arena_str(f->arena, buf_str(&now));
      buf_clear(&now);
    }
  }
  buf_free(&now);
}

static int by_bytes(const void *x, const void *y) {
  return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* The same year in the Buddhist era. */
static struct str buddhist(struct arena *a, struct str figure) {
  unsigned year = 0;
  enum { BUDDHIST_ERA = 543, FIRST = 1800, LAST = 2100 };
  for (size_t i = 0; i < figure.len && figure.len == 4; i++)
    year = year * 10 + (unsigned)(figure.ptr[i] - '0');
  return year >= FIRST && year <= LAST
             ? arena_printf(a, "%u", year + BUDDHIST_ERA)
             : figure;
}

static bool take_figure(struct figures_in *f, struct str wanted) {
  for (size_t i = 0; i < f->count; i++)
    if (str_eq(f->items[i], wanted)) {
      f->items[i] = STR("");
      return true;
    }
  return false;
}

static const char *other_figures(struct figures_in *source,
                                 struct figures_in *translation) {
  if (source->count)
    qsort(source->items, source->count, sizeof *source->items, by_bytes);
  for (size_t i = 0; i < source->count; i++) {
    struct str wanted = source->items[i];
    if (!take_figure(translation, wanted) && wanted.len > 1 &&
        !take_figure(translation, buddhist(source->arena, wanted)))
      return arena_printf(source->arena,
                          "no figure with the digits %.*s, which the source "
                          "has",
                          STR_ARG(wanted))
          .ptr;
  }
  return NULL;
}

static struct figures_in figures_below(struct arena *a,
                                       const struct node *block) {
  struct figures_in f = {.arena = a};
  struct node *root = (struct node *)(uintptr_t)block;
  for (struct node *n = root; n; n = node_walk(root, n))
    if (n->kind == NODE_TEXT)
      add_figures(&f, n->text);
  return f;
}

const char *oversight_of_text(struct arena *a, struct str source,
                              struct str translation) {
  struct figures_in s = {.arena = a}, t = {.arena = a};
  add_figures(&s, source);
  add_figures(&t, translation);
  return other_figures(&s, &t);
}

/* A category that CLDR has for the language and the plural has not. */
static const char *missing_form(struct arena *a, struct str code,
                                struct str language) {
  static const char *const NAMES[] = {"zero", "one", "two", "few", "many"};
  struct str locale = cldr_locale(language, NULL);
  size_t at = str_search(locale, STR("\"plurals\":{"));
  struct str rules = str_slice(locale, at, str_find(locale, '}', at));
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    struct str key = arena_printf(a, "\"%s\":", NAMES[i]);
    struct str form = arena_printf(a, "%s {", NAMES[i]);
    struct str tight = arena_printf(a, "%s{", NAMES[i]);
    if (str_search(rules, key) < rules.len &&
        str_search(code, form) == code.len &&
        str_search(code, tight) == code.len)
      return arena_printf(a,
                          "a plural without the form '%s {…}', which its "
                          "language has",
                          NAMES[i])
          .ptr;
  }
  return NULL;
}

const char *oversight_of(struct arena *a, const struct node *source,
                         const struct node *translation, struct str language) {
  struct figures_in s = figures_below(a, source);
  struct figures_in t = figures_below(a, translation);
  struct node *root = (struct node *)(uintptr_t)translation;
  const char *why = other_markup(a, source, translation);
  struct str number;
  for (struct node *n = root; n && !why; n = node_walk(root, n))
    if (n->kind == NODE_COMPUTED && plural_text_number(n->text, &number))
      why = missing_form(a, n->text, language);
  return why ? why : other_figures(&s, &t);
}
