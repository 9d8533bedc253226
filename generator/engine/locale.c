/* Reads the locale object of `load` into a struct locale. English is built in:
 * it is what every missing key means. */
#include "engine/locale_data.h"

#include "base/utf8.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

enum {
  LOCALE_TEXT = 8192, /* bytes of all texts of one locale */
  LOCALE_PATTERN_MAX = 200
};

/* The locale and, behind it, the texts that its slices point to. */
struct locale_block {
  struct locale locale;
  size_t used;
  char text[LOCALE_TEXT];
};

struct locale_build {
  struct locale_block *block;
  const char *why; /* the first problem, or NULL */
};

static void locale_fail(struct locale_build *b, const char *why) {
  if (!b->why)
    b->why = why;
}

/* Copies the text of `item` into *out, which keeps its value if there is no
 * item. */
static void locale_text(struct locale_build *b, const cJSON *item,
                        struct str *out) {
  if (!item)
    return;
  if (!cJSON_IsString(item)) {
    locale_fail(b, "locale: a value that should be text is not");
    return;
  }
  struct str s = str_from(item->valuestring);
  size_t bad;
  if (!utf8_valid(s, &bad)) {
    locale_fail(b, "locale: text that is not UTF-8");
    return;
  }
  if (s.len > LOCALE_TEXT - b->block->used) {
    locale_fail(b, "locale: too much text");
    return;
  }
  char *at = b->block->text + b->block->used;
  if (s.len)
    memcpy(at, s.ptr, s.len);
  b->block->used += s.len;
  *out = (struct str){at, s.len};
}

static const cJSON *locale_item(const cJSON *object, const char *key) {
  return cJSON_GetObjectItemCaseSensitive(object, key);
}

static void locale_whole(struct locale_build *b, const cJSON *item, int least,
                         int most, int *out) {
  if (!item)
    return;
  if (!cJSON_IsNumber(item) || item->valuedouble != item->valueint ||
      item->valueint < least || item->valueint > most)
    locale_fail(b, "locale: a number is not in its range");
  else
    *out = item->valueint;
}

/* A text like "{0}, {1}" must have its places. */
static void locale_pattern(struct locale_build *b, const cJSON *item,
                           int places, struct str *out) {
  locale_text(b, item, out);
  if (str_search(*out, STR("{0}")) == out->len ||
      (places > 1 && str_search(*out, STR("{1}")) == out->len) ||
      out->len > LOCALE_PATTERN_MAX)
    locale_fail(b, "locale: a pattern without {0} or {1}, or too long");
}

uint32_t number_mark(uint32_t cp) {
  switch (cp) {
  case 0x00A0: /* no-break space */
  case 0x2007: /* figure space */
  case 0x2009: /* thin space */
  case 0x202F: /* narrow no-break space */
    return ' ';
  case 0x2018: /* apostrophes, as keyboards and word processors have them */
  case 0x2019:
  case 0x02BC:
  case 0xFF07:
    return '\'';
  case 0xFF0C: /* full-width comma */
  case 0x060C: /* Arabic comma */
    return ',';
  case 0xFF0E: /* full-width full stop */
    return '.';
  default:
    return cp;
  }
}

bool number_is_invisible(uint32_t cp) {
  return cp == 0x061C || (cp >= 0x200B && cp <= 0x200F) ||
         (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2069) ||
         cp == 0xFEFF;
}

bool number_is_percent(uint32_t cp) {
  return cp == '%' || cp == 0x066A || cp == 0xFE6A || cp == 0xFF05;
}

/* The first visible code point of a mark, as its class. */
static uint32_t locale_mark(struct str mark) {
  while (mark.len > 0) {
    uint32_t cp = utf8_next(&mark);
    if (!number_is_invisible(cp))
      return number_mark(cp);
  }
  return 0;
}

static void locale_digits(struct locale_build *b, struct str text,
                          struct number_system *system) {
  if (utf8_length(text) != 10) {
    locale_fail(b, "locale: digits must be ten characters");
    return;
  }
  for (int i = 0; i < 10; i++)
    system->digits[i] = utf8_next(&text);
}

static struct number_system locale_latin(void) {
  return (struct number_system){
      .digits = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9'},
      .decimal = STR("."),
      .group = STR(","),
      .minus = STR("-"),
      .percent = STR("{0}%"),
      .decimal_mark = '.',
      .group_mark = ',',
      .primary = 3,
      .secondary = 3};
}

static void locale_system(struct locale_build *b, const cJSON *object) {
  struct locale *l = &b->block->locale;
  if (!cJSON_IsObject(object) || l->system_count == LOCALE_SYSTEMS) {
    locale_fail(b, "locale: numbers must be a short list of objects");
    return;
  }
  struct number_system s = locale_latin();
  struct str digits = STR("0123456789");
  locale_text(b, locale_item(object, "digits"), &digits);
  locale_digits(b, digits, &s);
  locale_text(b, locale_item(object, "decimal"), &s.decimal);
  locale_text(b, locale_item(object, "group"), &s.group);
  locale_text(b, locale_item(object, "minus"), &s.minus);
  locale_pattern(b, locale_item(object, "percent"), 1, &s.percent);
  s.decimal_mark = locale_mark(s.decimal);
  s.group_mark = locale_mark(s.group);
  if (!s.decimal_mark || s.decimal_mark == s.group_mark)
    locale_fail(b, "locale: decimal and group mark must be there and differ");
  const cJSON *sizes = locale_item(object, "sizes");
  if (sizes && cJSON_GetArraySize(sizes) != 2)
    locale_fail(b, "locale: sizes must be two numbers");
  locale_whole(b, cJSON_GetArrayItem(sizes, 0), 1, 9, &s.primary);
  locale_whole(b, cJSON_GetArrayItem(sizes, 1), 1, 9, &s.secondary);
  l->systems[l->system_count++] = s;
}

static void locale_plurals(struct locale_build *b, const cJSON *object) {
  static const char *const names[LOCALE_PLURALS] = {"zero", "one", "two", "few",
                                                    "many"};
  struct locale *l = &b->block->locale;
  if (!object)
    return;
  l->plural_count = 0;
  for (int i = 0; i < LOCALE_PLURALS; i++) {
    struct str condition = {0};
    locale_text(b, locale_item(object, names[i]), &condition);
    if (condition.len > 0)
      l->plurals[l->plural_count++] =
          (struct plural_rule){str_from(names[i]), condition};
  }
}

static void locale_date(struct locale_build *b, const cJSON *object) {
  struct locale *l = &b->block->locale;
  const cJSON *months = locale_item(object, "months");
  locale_text(b, locale_item(object, "date"), &l->date_pattern);
  if (l->date_pattern.len > LOCALE_PATTERN_MAX)
    locale_fail(b, "locale: the date pattern is too long");
  if (!months)
    return;
  if (!cJSON_IsArray(months) || cJSON_GetArraySize(months) != LOCALE_MONTHS) {
    locale_fail(b, "locale: months must be twelve texts");
    return;
  }
  const cJSON *month = months->child;
  for (int i = 0; i < LOCALE_MONTHS; i++, month = month->next)
    locale_text(b, month, &l->months[i]);
}

static void locale_rest(struct locale_build *b, const cJSON *object) {
  struct locale *l = &b->block->locale;
  const cJSON *list = locale_item(object, "list");
  locale_pattern(b, locale_item(list, "two"), 2, &l->list_two);
  locale_pattern(b, locale_item(list, "start"), 2, &l->list_start);
  locale_pattern(b, locale_item(list, "middle"), 2, &l->list_middle);
  locale_pattern(b, locale_item(list, "end"), 2, &l->list_end);
  const cJSON *year = locale_item(object, "year");
  locale_whole(b, locale_item(year, "offset"), -10000, 10000, &l->year_offset);
  locale_pattern(b, locale_item(year, "pattern"), 1, &l->year_pattern);
  l->year_use = cJSON_IsTrue(locale_item(year, "use"));
}

static void locale_english(struct locale *l) {
  static const char *const months[LOCALE_MONTHS] = {"Jan", "Feb", "Mar", "Apr",
                                                    "May", "Jun", "Jul", "Aug",
                                                    "Sep", "Oct", "Nov", "Dec"};
  l->language = STR("en");
  l->systems[0] = locale_latin();
  l->system_count = 1;
  l->min_grouping = 1;
  l->plurals[0] = (struct plural_rule){STR("one"), STR("i = 1 and v = 0")};
  l->plural_count = 1;
  l->list_two = STR("{0} and {1}");
  l->list_start = l->list_middle = STR("{0}, {1}");
  l->list_end = STR("{0}, and {1}");
  l->date_pattern = STR("MMM d, y");
  for (int i = 0; i < LOCALE_MONTHS; i++)
    l->months[i] = str_from(months[i]);
  l->year_pattern = STR("{0}");
}

static void locale_fill(struct locale_build *b, const cJSON *object) {
  struct locale *l = &b->block->locale;
  if (!cJSON_IsObject(object)) {
    locale_fail(b, "locale: not an object");
    return;
  }
  locale_text(b, locale_item(object, "language"), &l->language);
  const cJSON *systems = locale_item(object, "numbers");
  if (systems) {
    l->system_count = 0;
    for (const cJSON *s = systems->child; s && !b->why; s = s->next)
      locale_system(b, s);
    if (l->system_count == 0)
      locale_fail(b, "locale: numbers is empty");
  }
  locale_whole(b, locale_item(object, "grouping"), 1, 9, &l->min_grouping);
  locale_plurals(b, locale_item(object, "plurals"));
  locale_date(b, object);
  locale_rest(b, object);
}

struct locale *locale_create(const cJSON *object, const char **why) {
  struct locale_build b = {.block = calloc(1, sizeof *b.block)};
  *why = NULL;
  if (!b.block) {
    *why = "locale: out of memory";
    return NULL;
  }
  locale_english(&b.block->locale);
  if (object)
    locale_fill(&b, object);
  if (b.why) {
    *why = b.why;
    free(b.block);
    return NULL;
  }
  return &b.block->locale;
}

void locale_destroy(struct locale *l) { free(l); }

struct str locale_language(const struct locale *l) {
  return l->language;
}
