/* course.yaml: its keys in one table, then what each value must be. */
#include "course/manifest.h"

#include <stddef.h>

#include "base/file.h"
#include "base/utf8.h"
#include "course/syntax.h"
#include "course/yaml.h"

enum { MODULES_MAX = 10000, LANGUAGES_MAX = 200 };

#define AT(member) offsetof(struct manifest, member)

static const struct key keys_of_manifest[] = {
    {"id", KEY_TEXT, AT(id),
     "the course's permanent name, such as 'children-on-the-move'", 0, 0},
    {"title", KEY_TEXT, AT(title), "what learners read on the cover", 0, 0},
    {"subtitle", KEY_TEXT, AT(subtitle), NULL, 0, 0},
    {"description", KEY_TEXT, AT(description), NULL, 0, 0},
    {"language", KEY_TEXT, AT(language),
     "the language the course is written in, such as 'en'", 0, 0},
    {"languages", KEY_TEXTS, AT(languages), NULL, 0, 0},
    {"authors", KEY_TEXTS, AT(authors), NULL, 0, 0},
    {"publisher", KEY_TEXT, AT(publisher), NULL, 0, 0},
    {"licence", KEY_TEXT, AT(licence), NULL, 0, 0},
    {"version", KEY_TEXT, AT(version), NULL, 0, 0},
    {"edition", KEY_INTEGER, AT(edition), NULL, 1, 1000000},
    {"date", KEY_TEXT, AT(date), NULL, 0, 0},
    {"modules", KEY_TEXTS, AT(modules), NULL, 0, 0},
    {"pass", KEY_INTEGER, AT(pass), NULL, 0, 100},
    {"fonts", KEY_TEXT, AT(fonts), NULL, 0, 0},
    {"theme", KEY_TEXT, AT(theme), NULL, 0, 0},
    {"era", KEY_TEXT, AT(era), NULL, 0, 0},
};

static const struct keys manifest_keys = KEYS("course.yaml", keys_of_manifest);

static bool same_ignoring_case(struct str a, struct str b) {
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++) {
    char x = a.ptr[i], y = b.ptr[i];
    if (x != y && !(char_is_alpha(x) && char_is_alpha(y) && (x ^ y) == 0x20))
      return false;
  }
  return true;
}

static bool is_too_long(struct diags *d, const struct texts *list, size_t max,
                        const char *what) {
  if (list->count <= max)
    return false;
  diag_error(d, list->items[0].at, "E-KEY-RANGE",
             "'%s' has %zu entries, expected at most %zu", what, list->count,
             max);
  return true;
}

static void check_languages(struct arena *a, struct diags *d,
                            struct manifest *m) {
  struct texts *list = &m->languages;
  size_t kept = 0;
  if (is_too_long(d, list, LANGUAGES_MAX, "languages"))
    list->count = LANGUAGES_MAX;
  if (!syntax_check_language(a, d, m->language))
    m->language.s = (struct str){0};
  for (size_t i = 0; i < list->count; i++) {
    struct text t = list->items[i];
    bool known = same_ignoring_case(t.s, m->language.s);
    for (size_t j = 0; j < kept && !known; j++) {
      known = same_ignoring_case(t.s, list->items[j].s);
      if (known)
        diag_error(d, t.at, "E-LANGUAGE", "the language '%.*s' is named twice",
                   STR_ARG(t.s));
    }
    if (!known && syntax_check_language(a, d, t))
      list->items[kept++] = t;
  }
  list->count = kept;
}

static bool is_listed(const struct texts *list, size_t count, struct str s) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(list->items[i].s, s))
      return true;
  return false;
}

/* Paths below the course, once each; others are reported and dropped. */
static void check_modules(struct arena *a, struct diags *d,
                          struct texts *list) {
  size_t kept = 0;
  if (is_too_long(d, list, MODULES_MAX, "modules"))
    list->count = MODULES_MAX;
  for (size_t i = 0; i < list->count; i++) {
    struct text t = list->items[i];
    struct str path, shown = utf8_cut(t.s, 100);
    if (!path_normalise(a, t.s, &path))
      diag_error(d, t.at, "E-PATH",
                 "'%.*s' leads out of the course folder, expected a path below "
                 "it",
                 STR_ARG(shown));
    else if (!str_ends(path, ".md"))
      diag_error(d, t.at, "E-MODULE-NAME",
                 "the module '%.*s' is no Markdown file: expected a name that "
                 "ends in .md",
                 STR_ARG(shown));
    else if (is_listed(list, kept, path))
      diag_error(d, t.at, "E-MODULE-TWICE", "the module '%.*s' is named twice",
                 STR_ARG(shown));
    else
      list->items[kept++] = (struct text){path, t.at};
  }
  list->count = kept;
}

/* A key that takes one of two words. */
static void check_words(struct arena *a, struct diags *d, const char *key,
                        const struct str *known, struct text *t) {
  if (!t->s.ptr || str_eq(t->s, known[0]) || str_eq(t->s, known[1]))
    return;
  const char *near = diag_nearest(a, t->s, known, 2);
  diag_error(d, t->at, "E-KEY-RANGE",
             "'%s' is '%.*s', expected '%.*s' or '%.*s'%s", key,
             STR_ARG(utf8_cut(t->s, 60)), STR_ARG(known[0]), STR_ARG(known[1]),
             near);
  t->s = (struct str){0};
}

static void check_theme(struct arena *a, struct diags *d, struct text *t) {
  struct str path = {0};
  if (t->s.ptr && !path_normalise(a, t->s, &path))
    diag_error(d, t->at, "E-PATH",
               "the theme '%.*s' leads out of the course folder, expected a "
               "path below it",
               STR_ARG(utf8_cut(t->s, 100)));
  t->s = path;
}

void manifest_read(struct arena *a, struct diags *d, uint32_t src,
                   struct str text, struct manifest *out) {
  static const struct str fonts[] = {{"embed", 5}, {"none", 4}};
  static const struct str eras[] = {{"local", 5}, {"common", 6}};
  size_t errors = diags_errors(d);
  *out = (struct manifest){.edition = 1, .pass = -1, .at = {.src = src}};
  const struct value *top = yaml_read(a, d, src, text, 1);
  if (!top)
    return;
  if (top->kind == VALUE_NULL) {
    diag_error(d, out->at, "E-KEY-MISSING",
               "the file is empty, expected at least id, title and language");
    return;
  }
  if (!value_bind(a, d, top, &manifest_keys, out))
    return;
  if (!syntax_check_id(a, d, out->id, "the course's 'id'"))
    out->id.s = (struct str){0};
  check_languages(a, d, out);
  if (!out->licence.s.ptr && diags_errors(d) == errors)
    diag_warn(d, out->at, "W-LICENCE",
              "course.yaml has no 'licence', so nobody may pass the course on: "
              "say what others may do with it, such as 'CC-BY-4.0'");
  syntax_check_licence(a, d, out->licence);
  if (!syntax_check_date(d, out->date, "'date'"))
    out->date.s = (struct str){0};
  check_modules(a, d, &out->modules);
  check_words(a, d, "fonts", fonts, &out->fonts);
  check_words(a, d, "era", eras, &out->era);
  check_theme(a, d, &out->theme);
}
