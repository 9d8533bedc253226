/* Which faces an output needs, and their style sheets. */
#include "output/fonts.h"

#include "output/base64.h"
#include "output/fonts_cut.h"

#include <string.h>

/* Names of the faces' files without "-Regular.ttf", best first. Looped letters
 * are those of Thai and Lao textbooks. */
static const struct font_script SCRIPTS[] = {
    {.name = "Thai",
     .id = "thai",
     .stems = {"NotoLoopedThai", "NotoSansThaiLooped", "NotoSansThai"},
     .ranges = {{0x0E00, 0x0E7F}},
     .digits = 0x0E50,
     .languages = {"th"}},
    {.name = "Lao",
     .id = "lao",
     .stems = {"NotoLoopedLao", "NotoSansLaoLooped", "NotoSansLao"},
     .ranges = {{0x0E80, 0x0EFF}},
     .digits = 0x0ED0,
     .languages = {"lo"}},
    {.name = "Khmer",
     .id = "khmer",
     .stems = {"NotoSansKhmer"},
     .ranges = {{0x1780, 0x17FF}, {0x19E0, 0x19FF}},
     .digits = 0x17E0,
     .languages = {"km"}},
    {.name = "Burmese",
     .id = "burmese",
     .stems = {"NotoSansMyanmar"},
     .ranges = {{0x1000, 0x109F}, {0xA9E0, 0xA9FF}, {0xAA60, 0xAA7F}},
     .digits = 0x1040,
     .languages = {"my", "shn", "ksw", "mnw"}},
    /* Every browser's system has Arabic; not every e-reader. */
    {.name = "Arabic",
     .id = "arabic",
     .stems = {"NotoNaskhArabic"},
     .ranges = {{0x0600, 0x06FF},
                {0x0750, 0x077F},
                {0xFB50, 0xFDFF},
                {0xFE70, 0xFEFC}},
     .digits = 0x0660,
     .languages = {"ar", "fa", "ur", "ps"},
     .book_only = true},
};
enum { SCRIPT_COUNT = sizeof SCRIPTS / sizeof *SCRIPTS };

struct fonts {
  struct arena *arena;
  struct cutter cutter;
  size_t most[SCRIPT_COUNT]; /* bytes of both weights */
};

struct fonts *fonts_open(struct arena *a, struct str folder) {
  struct fonts *f = arena_array(a, struct fonts, 1);
  f->arena = a;
  f->cutter.arena = a;
  f->cutter.folder = folder;
  return f;
}

void font_use_add(struct font_use *use, struct str text) {
  const unsigned char *s = (const unsigned char *)text.ptr;
  for (size_t i = 0; i + 1 < text.len; i++) {
    uint32_t c;
    if (s[i] < 0xC0) /* most of it: a letter of ASCII, or inside another */
      continue;
    if (s[i] < 0xE0)
      c = (s[i] & 0x1Fu) << 6 | (s[i + 1] & 0x3Fu);
    else if (s[i] < 0xF0 && i + 2 < text.len)
      c = (s[i] & 0x0Fu) << 12 | (s[i + 1] & 0x3Fu) << 6 | (s[i + 2] & 0x3Fu);
    else
      continue;
    use->seen[c / 8] |= (uint8_t)(1u << c % 8);
  }
}

/* Scripts are written in ASCII: "\\u17e2". Surrogates add nothing here. */
static void add_escapes(struct font_use *use, struct str script) {
  static const char HEX[] = "0123456789abcdef";
  for (size_t at = 0; (at = str_find(script, '\\', at)) + 5 < script.len;
       at++) {
    uint32_t c = 0;
    size_t i = 2;
    for (; script.ptr[at + 1] == 'u' && i < 6; i++) {
      const char *digit = strchr(HEX, script.ptr[at + i] | 0x20);
      if (!digit)
        break;
      c = c << 4 | (uint32_t)(digit - HEX);
    }
    if (i == 6)
      use->seen[c / 8] |= (uint8_t)(1u << c % 8);
  }
}

void font_use_add_script(struct font_use *use, struct str script) {
  struct font_use found = {{0}};
  font_use_add(&found, script);
  add_escapes(&found, script);
  for (int i = 0; i < SCRIPT_COUNT; i++)
    for (uint32_t c = SCRIPTS[i].digits; c < SCRIPTS[i].digits + 10; c++)
      found.seen[c / 8] &= (uint8_t) ~(1u << c % 8);
  for (size_t i = 0; i < sizeof use->seen; i++)
    use->seen[i] |= found.seen[i];
}

static bool has(const struct font_use *use, uint32_t c) {
  return use->seen[c / 8] >> c % 8 & 1;
}

/* Adds `c`, the end of a run of characters from `first`, to a list such as
 * "e01-e05,e10". */
static void put_run(struct buf *list, uint32_t first, uint32_t last) {
  buf_printf(list, first == last ? "%s%x" : "%s%x-%x", list->len ? "," : "",
             first, last);
}

static bool is_wanted(const struct font_script *s, const struct font_use *use,
                      uint32_t c) {
  return has(use, c) || (c >= s->digits && c < s->digits + 10);
}

/* The characters of a script that are used; empty when none is. Digits come
 * with any: another variant shows others. */
static void put_wanted(const struct font_script *s, const struct font_use *use,
                       struct buf *list) {
  bool any = false;
  for (const struct font_range *r = s->ranges; r->last; r++)
    for (uint32_t c = r->first; c <= r->last; c++) {
      uint32_t first = c;
      any = any || has(use, c);
      while (c <= r->last && is_wanted(s, use, c)) {
        any = any || has(use, c);
        c++;
      }
      if (c > first)
        put_run(list, first, c - 1);
    }
  if (!any)
    buf_clear(list);
  else /* what joins and parts letters, and what marks without one stand on */
    buf_puts(list, ",200b-200d,25cc");
}

static void add_face(struct fonts *f, int script, int weight, struct str ttf,
                     struct font_face *out) {
  *out = (struct font_face){.file = arena_printf(f->arena, "font-%s-%d.ttf",
                                                 SCRIPTS[script].id, weight),
                            .ttf = ttf,
                            .weight = weight,
                            .script = script};
}

/* Both weights or none, so that a line never mixes two designs. */
static size_t add_script(struct fonts *f, struct diags *d, int script,
                         struct str characters, struct font_face *out) {
  struct str regular, bold;
  if (!cutter_cut(&f->cutter, d, &SCRIPTS[script], "Regular", characters,
                  &regular) ||
      !cutter_cut(&f->cutter, d, &SCRIPTS[script], "Bold", characters, &bold))
    return 0;
  add_face(f, script, 400, regular, &out[0]);
  add_face(f, script, 700, bold, &out[1]);
  size_t bytes = regular.len + bold.len;
  if (bytes > f->most[script])
    f->most[script] = bytes;
  return 2;
}

struct font_faces fonts_make(struct fonts *f, struct diags *d,
                             const struct font_use *use, bool book) {
  struct font_faces none = {0};
  if (!f)
    return none;
  struct font_face *items =
      arena_array(f->arena, struct font_face, 2 * SCRIPT_COUNT);
  size_t count = 0;
  for (int i = 0; i < SCRIPT_COUNT; i++) {
    struct buf list = {0};
    if (book || !SCRIPTS[i].book_only)
      put_wanted(&SCRIPTS[i], use, &list);
    if (list.len)
      count += add_script(f, d, i, buf_str(&list), &items[count]);
    buf_free(&list);
  }
  return (struct font_faces){items, count};
}

/* The 0 is for readers that take "+" for a number's sign: without a digit
 * behind it they drop the rule, or the style sheet. */
static void put_range(struct buf *out, const struct font_script *s) {
  for (const struct font_range *r = s->ranges; r->last; r++)
    buf_printf(out, "U+0%x-%x,", r->first, r->last);
  buf_puts(out, "U+200b-200d,U+25cc");
}

static void put_face(struct buf *out, const struct font_face *face,
                     bool beside) {
  buf_printf(out,
             "@font-face{font-family:Waymark;font-weight:%d;unicode-range:",
             face->weight);
  put_range(out, &SCRIPTS[face->script]);
  buf_puts(out, ";src:url(");
  if (beside) {
    buf_put(out, face->file);
  } else {
    buf_puts(out, "data:font/ttf;base64,");
    base64_put(out, face->ttf);
  }
  buf_puts(out, ") format(\"truetype\")}\n");
}

void fonts_put_page_css(struct buf *out, struct font_faces faces) {
  for (size_t i = 0; i < faces.count; i++)
    put_face(out, &faces.items[i], false);
}

static void put_rule(struct buf *out, const struct font_script *s) {
  for (const char *const *l = s->languages; *l; l++)
    buf_printf(out, "%s.wm-chapter:lang(%s),.wm-chapter [lang|=\"%s\"]",
               l == s->languages ? "" : ",", *l, *l);
  buf_puts(out, "{font-family:Waymark,sans-serif}\n");
}

void fonts_put_book_css(struct buf *out, struct font_faces faces) {
  for (size_t i = 0; i < faces.count; i++)
    put_face(out, &faces.items[i], true);
  for (size_t i = 0; i < faces.count; i += 2)
    put_rule(out, &SCRIPTS[faces.items[i].script]);
}

void fonts_put_sizes(const struct fonts *f, struct buf *out) {
  const char *between = "";
  for (int i = 0; i < SCRIPT_COUNT; i++)
    if (f->most[i]) {
      buf_printf(out, "%s%s %zu kB", between, SCRIPTS[i].name,
                 (f->most[i] + 999) / 1000);
      between = ", ";
    }
}
