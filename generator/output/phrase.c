/* Filling placeholders of interface texts. */
#include "output/phrase.h"

#include "locale/cldr.h"
#include "locale/interface.h"
#include "output/escape.h"

static const struct phrase_value *
value_of(struct str name, const struct phrase_value *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_is(name, values[i].name))
      return &values[i];
  return NULL;
}

/* Text has its own < and > escaped. */
static bool ends_in_tag(struct str markup) {
  for (size_t i = markup.len; i > 0; i--)
    if (markup.ptr[i - 1] == '<' || markup.ptr[i - 1] == '>')
      return markup.ptr[i - 1] == '<';
  return false;
}

bool phrase_open_english(struct buf *out, struct str language,
                         struct str before) {
  if (interface_speaks(language) || ends_in_tag(before))
    return false;
  buf_puts(out, "<span lang=\"en\" xml:lang=\"en\" dir=\"ltr\">");
  return true;
}

void phrase_close_english(struct buf *out, bool opened) {
  if (opened)
    buf_puts(out, "</span>");
}

void phrase_put(struct buf *out, struct str language, const char *key,
                const struct phrase_value *values, size_t count) {
  bool opened = phrase_open_english(out, language, buf_str(out));
  phrase_put_plain(out, language, key, values, count);
  phrase_close_english(out, opened);
}

void phrase_put_plain(struct buf *out, struct str language, const char *key,
                      const struct phrase_value *values, size_t count) {
  struct str rest = interface_text(language, str_from(key));
  if (!rest.ptr)
    rest = str_from(key);
  while (rest.len) {
    size_t open = str_find(rest, '{', 0);
    size_t close = str_find(rest, '}', open);
    const struct phrase_value *v =
        close < rest.len
            ? value_of(str_slice(rest, open + 1, close), values, count)
            : NULL;
    size_t end = v ? open : (close < rest.len ? close + 1 : rest.len);
    escape_attr(out, str_slice(rest, 0, end));
    if (v) {
      escape_attr(out, v->value);
      end = close + 1;
    }
    rest = str_slice(rest, end, rest.len);
  }
}

void phrase_put_number(struct buf *out, struct str language, const char *key,
                       const char *name, long long number) {
  struct buf digits = {0};
  cldr_put_count(&digits, language, (size_t)number);
  struct phrase_value v = {name, buf_str(&digits)};
  phrase_put(out, language, key, &v, 1);
  buf_free(&digits);
}
