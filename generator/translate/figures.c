/* Collects, remembers and looks for computed figures. */
#include "translate/figures.h"

#include "base/json.h"
#include "base/utf8.h"
#include "course/json_read.h"

/* Digits of any script: the letters Nd of Unicode's blocks that CLDR's
 * languages count with. */
static bool is_digit(uint32_t cp) {
  static const uint32_t ZEROS[] = {0x30,  0x660, 0x6F0, 0x966,  0x9E6,  0xA66,
                                   0xAE6, 0xB66, 0xBE6, 0xC66,  0xCE6,  0xD66,
                                   0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810};
  for (size_t i = 0; i < sizeof ZEROS / sizeof *ZEROS; i++)
    if (cp >= ZEROS[i] && cp < ZEROS[i] + 10)
      return true;
  return false;
}

static size_t count_digits(struct str s) {
  size_t count = 0;
  while (s.len)
    count += is_digit(utf8_next(&s));
  return count;
}

static bool is_plain_number(struct str s) {
  while (s.len) {
    uint32_t cp = utf8_next(&s);
    if (cp < 0x80 && char_is_alpha((char)cp))
      return false;
  }
  return true;
}

const struct figure *figures_find(const struct figures *f, struct str scope,
                                  struct str code) {
  for (size_t i = 0; i < f->count; i++)
    if (str_eq(f->items[i].scope, scope) && str_eq(f->items[i].code, code))
      return &f->items[i];
  return NULL;
}

struct str figure_text(const struct figures *f, const struct figure *figure,
                       struct str language) {
  for (size_t i = 0; i < f->languages.count; i++)
    if (str_eq(f->languages.items[i].s, language))
      return figure->texts[i];
  return STR("");
}

struct collector {
  struct arena *arena;
  struct figures *out;
  size_t first; /* of the scope being read, where its figures begin */
};

static bool known(const struct collector *c, struct str code) {
  for (size_t i = c->first; i < c->out->count; i++)
    if (str_eq(c->out->items[i].code, code))
      return true;
  return false;
}

/* The values of one scope in each language. */
static void add_scope(struct collector *c, const struct scope *scope,
                      struct str id, const struct drawn_scope *const *drawn) {
  size_t languages = c->out->languages.count;
  c->first = c->out->count;
  for (size_t i = 0; i < scope->expression_count; i++) {
    const struct expression *e = &scope->expressions[i];
    if (!drawn[0] || !drawn[0]->texts || drawn[0]->variants ||
        count_digits(drawn[0]->texts[i]) < 2 ||
        !is_plain_number(drawn[0]->texts[i]) || known(c, e->code))
      continue;
    struct figure *f =
        ARENA_PUSH(c->arena, c->out->items, c->out->count, c->out->cap);
    *f = (struct figure){.scope = id, .code = e->code, .at = e->at};
    f->texts = arena_array(c->arena, struct str, languages);
    for (size_t l = 0; l < languages; l++)
      if (drawn[l] && drawn[l]->texts)
        f->texts[l] = drawn[l]->texts[i];
  }
}

struct figures figures_of(struct arena *a, const struct lesson_plan *plan,
                          const struct evaluation *drawn,
                          const struct texts *languages) {
  struct figures out = {.languages = *languages};
  struct collector c = {.arena = a, .out = &out};
  const struct drawn_scope **scopes =
      arena_array(a, const struct drawn_scope *, languages->count);
  const struct course *course = plan->course;
  for (size_t i = 0; i < course->module_count; i++) {
    for (size_t l = 0; l < languages->count; l++)
      scopes[l] = drawn[l].modules ? &drawn[l].modules[i] : NULL;
    add_scope(&c, &plan->module_scopes[i], course->modules[i].id.s, scopes);
  }
  for (size_t i = 0; i < plan->exercise_count; i++) {
    for (size_t l = 0; l < languages->count; l++)
      scopes[l] = drawn[l].exercises ? &drawn[l].exercises[i] : NULL;
    add_scope(&c, &plan->exercises[i].scope, plan->exercises[i].id, scopes);
  }
  return out;
}

static void put_member(struct buf *out, const char *key, struct str s) {
  buf_printf(out, "\"%s\":", key);
  json_put_string(out, s);
  buf_char(out, ',');
}

static void put_list(struct buf *out, const char *key, const struct str *items,
                     size_t count) {
  buf_printf(out, "\"%s\":[", key);
  for (size_t i = 0; i < count; i++) {
    buf_puts(out, i ? "," : "");
    json_put_string(out, items[i]);
  }
  buf_char(out, ']');
}

void figures_write(struct buf *out, const struct figures *f) {
  buf_puts(out, "{\"languages\":[");
  for (size_t i = 0; i < f->languages.count; i++) {
    buf_puts(out, i ? "," : "");
    json_put_string(out, f->languages.items[i].s);
  }
  buf_puts(out, "],\n\"figures\":[");
  for (size_t i = 0; i < f->count; i++) {
    const struct figure *figure = &f->items[i];
    buf_puts(out, i ? ",\n{" : "\n{");
    put_member(out, "in", figure->scope);
    put_member(out, "code", figure->code);
    put_list(out, "texts", figure->texts, f->languages.count);
    buf_char(out, '}');
  }
  buf_puts(out, "\n]}\n");
}

static void read_figure(struct arena *a, struct diags *d, const struct value *v,
                        struct figures *out) {
  const struct value *in = value_get(v, "in"), *code = value_get(v, "code"),
                     *list = value_get(v, "texts");
  struct texts texts = {0};
  if (v->kind != VALUE_MAP || !in || !code || !list) {
    diag_warn(d, v->at, "W-VALUES",
              "a remembered figure has 'in', 'code' and 'texts'; this one is "
              "left out");
    return;
  }
  value_texts(a, d, list, "texts", &texts);
  struct figure *f = ARENA_PUSH(a, out->items, out->count, out->cap);
  f->scope = value_text(d, in, "in").s;
  f->code = value_text(d, code, "code").s;
  f->texts = arena_array(a, struct str, out->languages.count);
  for (size_t i = 0; i < texts.count && i < out->languages.count; i++)
    f->texts[i] = texts.items[i].s;
}

struct figures figures_read(struct arena *a, struct diags *d, uint32_t src,
                            struct str text) {
  struct figures out = {0};
  const struct value *top = json_read(a, d, src, text);
  if (!top || !value_expect(d, top, VALUE_MAP, "values.json"))
    return out;
  const struct value *languages = value_get(top, "languages");
  const struct value *list = value_get(top, "figures");
  if (languages)
    value_texts(a, d, languages, "languages", &out.languages);
  if (list && value_expect(d, list, VALUE_LIST, "figures"))
    for (size_t i = 0; i < list->count; i++)
      read_figure(a, d, &list->items[i], &out);
  return out;
}

/* Whether a digit, or a mark with a digit, touches the text at `at`. */
static bool goes_on(struct str text, size_t at) {
  struct str rest = str_slice(text, at, text.len);
  if (rest.len == 0)
    return false;
  uint32_t cp = utf8_next(&rest);
  if (cp == '.' || cp == ',')
    return rest.len && is_digit(utf8_next(&rest));
  return is_digit(cp);
}

static bool comes_before(struct str text, size_t at) {
  size_t start = at;
  while (start > 0 && utf8_is_continuation(text.ptr[start - 1]))
    start--;
  start -= start > 0;
  struct str before = str_slice(text, start, at);
  uint32_t cp = before.len ? utf8_next(&before) : 0;
  return is_digit(cp) || cp == '.' || cp == ',';
}

/* Any blank that may group digits as a plain one. */
static void put_folded(struct buf *out, struct str s) {
  while (s.len) {
    uint32_t cp = utf8_next(&s);
    bool blank = cp == 0xA0 || cp == 0x202F || cp == 0x2009;
    buf_put_utf8(out, blank ? ' ' : cp);
  }
}

static bool quoted(struct str text, struct str figure) {
  for (size_t from = 0; figure.len;) {
    struct str rest = str_slice(text, from, text.len);
    size_t found = str_search(rest, figure);
    if (found == rest.len)
      return false;
    size_t at = from + found, end = at + figure.len;
    if (!comes_before(text, at) && !goes_on(text, end))
      return true;
    from = at + 1;
  }
  return false;
}

bool figure_quoted(struct str text, struct str figure) {
  struct buf in = {0}, wanted = {0};
  put_folded(&in, text);
  put_folded(&wanted, figure);
  bool found = quoted(buf_str(&in), buf_str(&wanted));
  buf_free(&in);
  buf_free(&wanted);
  return found;
}
