/* The allow-list of raw HTML, as tables. */
#include "markdown/html_rules.h"

#include "markdown/attributes.h"

#define INLINE(name)                                                           \
  { name, false, false, false, true, NULL }

static const struct html_element elements[] = {
    INLINE("abbr"),
    INLINE("b"),
    INLINE("bdi"),
    INLINE("bdo"),
    INLINE("cite"),
    INLINE("code"),
    INLINE("del"),
    INLINE("dfn"),
    INLINE("em"),
    INLINE("i"),
    INLINE("ins"),
    INLINE("kbd"),
    INLINE("mark"),
    INLINE("q"),
    INLINE("ruby"),
    INLINE("s"),
    INLINE("samp"),
    INLINE("small"),
    INLINE("span"),
    INLINE("strong"),
    INLINE("sub"),
    INLINE("sup"),
    INLINE("time"),
    INLINE("u"),
    INLINE("var"),
    {"br", false, true, false, false, NULL},
    {"wbr", false, true, false, false, NULL},
    {"rp", false, false, false, true, " ruby "},
    {"rt", false, false, false, true, " ruby "},
    /* name, block, empty, blocks, text, only */
    {"blockquote", true, false, true, true, NULL},
    {"caption", true, false, true, true, " table "},
    {"col", true, true, false, false, " colgroup "},
    {"colgroup", true, false, false, false, " table "},
    {"dd", true, false, true, true, " dl "},
    {"div", true, false, true, true, NULL},
    {"dl", true, false, false, false, NULL},
    {"dt", true, false, false, true, " dl "},
    {"figcaption", true, false, true, true, " figure "},
    {"figure", true, false, true, true, NULL},
    {"hr", true, true, false, false, NULL},
    {"li", true, false, true, true, " ul ol "},
    {"ol", true, false, false, false, NULL},
    {"p", true, false, false, true, NULL},
    {"pre", true, false, false, true, NULL},
    {"table", true, false, false, false, NULL},
    {"tbody", true, false, false, false, " table "},
    {"td", true, false, true, true, " tr "},
    {"tfoot", true, false, false, false, " table "},
    {"th", true, false, true, true, " tr "},
    {"thead", true, false, false, false, " table "},
    {"tr", true, false, false, false, " table thead tbody tfoot "},
    {"ul", true, false, false, false, NULL},
};
enum { ELEMENT_COUNT = sizeof elements / sizeof *elements };

const struct html_element *html_element(struct str name) {
  for (size_t i = 0; i < ELEMENT_COUNT; i++)
    if (str_is(name, elements[i].name))
      return &elements[i];
  return NULL;
}

/* Whether " a b " holds the word. */
static bool has_word(const char *words, struct str word) {
  struct str rest = str_from(words);
  while (rest.len) {
    size_t space = str_find(rest, ' ', 0);
    if (str_eq(str_slice(rest, 0, space), word) && word.len)
      return true;
    rest = str_slice(rest, space + 1, rest.len);
  }
  return false;
}

bool html_may_hold(const struct html_element *parent,
                   const struct html_element *child) {
  if (child->only)
    return parent && has_word(child->only, str_from(parent->name));
  if (!parent)
    return true;
  return child->block ? parent->blocks : parent->text;
}

const char *html_advice(struct arena *a, struct str name) {
  static const struct {
    const char *name, *advice;
  } others[] = {
      {"a", "; a link is written [text](address)"},
      {"img", "; a picture is written ![what it shows](media/file.png)"},
      {"h1", "; a heading starts with #"},
      {"h2", "; a heading starts with ##"},
      {"h3", "; a heading starts with ###"},
      {"h4", "; a heading starts with ####"},
      {"details", "; hints and solutions are containers: ::: hint"},
      {"font", "; looks are the theme's"},
      {"center", "; looks are the theme's"},
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (str_is(name, others[i].name))
      return others[i].advice;
  if (name.len < 5) /* anything is near to a short name */
    return "";
  struct str names[ELEMENT_COUNT];
  for (size_t i = 0; i < ELEMENT_COUNT; i++)
    names[i] = str_from(elements[i].name);
  return diag_nearest(a, name, names, ELEMENT_COUNT);
}

static bool is_number(struct str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!char_is_digit(s.ptr[i]))
      return false;
  return s.len > 0 && s.len <= 4;
}

static bool is_positive(struct str s) {
  return is_number(s) && !str_is(s, "0") && s.len <= 3;
}

static bool is_integer(struct str s) {
  return is_number(str_starts(s, "-") ? str_slice(s, 1, s.len) : s);
}

static bool is_scope(struct str s) {
  return has_word("row col rowgroup colgroup", s);
}
static bool is_list_type(struct str s) { return has_word("1 a A i I", s); }
static bool is_web(struct str s) {
  return str_starts(s, "https://") || str_starts(s, "http://");
}
static bool is_any(struct str s) {
  (void)s;
  return true;
}
static bool is_boolean(struct str s) {
  return s.len == 0 || str_is(s, "reversed");
}

static const struct {
  const char *name;
  const char *on; /* elements; NULL: all */
  bool (*valid)(struct str);
  const char *form;
} rules[] = {
    {"id", NULL, is_any, ""},
    {"class", NULL, is_any, ""},
    {"title", NULL, is_any, ""},
    {"lang", NULL, attributes_is_language, "is not a language tag"},
    {"dir", NULL, attributes_is_direction, "is not ltr, rtl or auto"},
    {"abbr", "th", is_any, ""},
    {"cite", "blockquote q del ins", is_web, "is not a web address"},
    {"colspan", "td th", is_positive, "is not a number from 1 to 999"},
    {"datetime", "del ins time", is_any, ""},
    {"headers", "td th", is_any, ""},
    {"reversed", "ol", is_boolean, "takes no value"},
    {"rowspan", "td th", is_positive, "is not a number from 1 to 999"},
    {"scope", "th", is_scope, "is not row, col, rowgroup or colgroup"},
    {"span", "col colgroup", is_positive, "is not a number from 1 to 999"},
    {"start", "ol", is_integer, "is not a whole number"},
    {"type", "ol", is_list_type, "is not 1, a, A, i or I"},
    {"value", "li", is_integer, "is not a whole number"},
};

struct html_problem html_attr_problem(const struct html_element *element,
                                      struct str name, struct str value) {
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    if (!str_is(name, rules[i].name))
      continue;
    if (rules[i].on && !has_word(rules[i].on, str_from(element->name)))
      return (struct html_problem){"may not stand on this element", false};
    return (struct html_problem){rules[i].valid(value) ? NULL : rules[i].form,
                                 true};
  }
  return (struct html_problem){"is not allowed in raw HTML", false};
}
