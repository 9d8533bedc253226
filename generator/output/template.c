/* Filling the slots of a template. */
#include "output/template.h"

#include "locale/interface.h"
#include "output/escape.h"
#include "output/phrase.h"

static bool is_slot_char(char c) {
  return (c >= 'a' && c <= 'z') || char_is_digit(c) || c == '.' || c == '-';
}

/* Length of `{name}` at the start of `s`, or 0 if there is none. */
static size_t slot_length(struct str s) {
  size_t i = 1;
  if (s.len < 3 || s.ptr[0] != '{' || s.ptr[1] < 'a' || s.ptr[1] > 'z')
    return 0;
  while (i < s.len && is_slot_char(s.ptr[i]))
    i++;
  return i < s.len && s.ptr[i] == '}' ? i + 1 : 0;
}

/* `before` is the template up to the slot. A title holds no elements. */
static void put_text(struct buf *out, const struct template *t, struct str text,
                     struct str before) {
  bool titled = str_ends(before, "<title>");
  bool opened = !titled && phrase_open_english(out, t->language, before);
  escape_attr(out, text);
  phrase_close_english(out, opened);
}

static bool put_slot(struct buf *out, const struct template *t, struct str name,
                     struct str before) {
  if (str_find(name, '.', 0) < name.len) {
    struct str text = interface_text(t->language, name);
    put_text(out, t, text, before);
    return text.ptr != NULL;
  }
  for (size_t i = 0; i < t->count; i++)
    if (str_is(name, t->slots[i].name)) {
      buf_put(out, t->slots[i].value);
      return true;
    }
  return false;
}

bool template_write(struct buf *out, const struct template *t,
                    struct str *unknown) {
  struct str rest = t->text;
  bool known = true;
  while (rest.len) {
    size_t open = str_find(rest, '{', 0);
    buf_put(out, str_slice(rest, 0, open));
    rest = str_slice(rest, open, rest.len);
    size_t len = slot_length(rest);
    struct str name = str_slice(rest, 1, len ? len - 1 : 1);
    if (len && !put_slot(out, t, name,
                         str_slice(t->text, 0, t->text.len - rest.len))) {
      known = false;
      *unknown = name;
    } else if (!len && rest.len) {
      buf_char(out, '{');
      len = 1;
    }
    rest = str_slice(rest, len, rest.len);
  }
  return known;
}
