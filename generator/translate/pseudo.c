/* A catalogue made by machine, to see what escapes translation. */
#include "translate/translate.h"

#include "markdown/computed.h"

/* Letters with accents for a to z and A to Z; those without one stay. */
static const char *const ACCENTED[] = {
    "á", "ƀ", "ç", "ð", "é", "ƒ", "ğ", "ĥ", "í", "ĵ", "ķ", "ļ", "ɱ",
    "ñ", "ó", "þ", "q", "ř", "š", "ţ", "ú", "ṽ", "ŵ", "x", "ý", "ž"};
static const char *const CAPITALS[] = {
    "Á", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ğ", "Ĥ", "Í", "Ĵ", "Ķ", "Ļ", "Ṁ",
    "Ñ", "Ó", "Þ", "Q", "Ř", "Š", "Ţ", "Ú", "Ṽ", "Ŵ", "X", "Ý", "Ž"};

static size_t to_after(struct str s, size_t at, const char *end) {
  struct str rest = str_slice(s, at, s.len);
  size_t found = str_search(rest, str_from(end));
  return found == rest.len ? at : at + found + str_from(end).len;
}

/* The offset after what must not be accented, or `at`. */
static size_t skip(struct str s, size_t at, bool markdown) {
  struct str rest = str_slice(s, at, s.len);
  size_t end;
  if (str_starts(rest, "{{") && computed_end(s, at, &end) == COMPUTED_OK)
    return end;
  if (!markdown)
    return at;
  if (str_starts(rest, "\\") && rest.len > 1)
    return at + 2;
  if (str_starts(rest, "[["))
    return to_after(s, at, "]]");
  if (str_starts(rest, "[^"))
    return to_after(s, at, "]");
  if (str_starts(rest, "]("))
    return to_after(s, at, ")");
  if (str_starts(rest, "]["))
    return to_after(s, at + 1, "]");
  if (str_starts(rest, "`"))
    return to_after(s, at + 1, "`");
  if (str_starts(rest, "<"))
    return to_after(s, at, ">");
  if (str_starts(rest, "$"))
    return to_after(s, at + 1, "$");
  if (str_starts(rest, "{"))
    return to_after(s, at, "}");
  return str_starts(rest, "&") ? to_after(s, at, ";") : at;
}

static struct str accented(struct arena *a, struct str s, bool markdown) {
  struct buf out = {0};
  for (size_t at = 0; at < s.len;) {
    size_t end = skip(s, at, markdown);
    char c = s.ptr[at];
    if (end > at)
      buf_put(&out, str_slice(s, at, end));
    else if (c >= 'a' && c <= 'z')
      buf_puts(&out, ACCENTED[c - 'a']);
    else if (c >= 'A' && c <= 'Z')
      buf_puts(&out, CAPITALS[c - 'A']);
    else
      buf_char(&out, c);
    at = end > at ? end : at + 1;
  }
  struct str text = arena_str(a, buf_str(&out));
  buf_free(&out);
  return text;
}

struct po *translate_pseudo(struct arena *a, struct course *source) {
  struct messages all = messages_of(a, source);
  struct po *po = po_create(a);
  for (size_t i = 0; i < all.count; i++) {
    const struct message *m = &all.items[i];
    if (po_find(po, m->ctx, m->id))
      continue;
    struct po_message *entry = po_add(a, po, m->ctx, m->id);
    entry->text = m->form == MESSAGE_CODE
                      ? m->id
                      : accented(a, m->id, m->form == MESSAGE_BLOCK);
  }
  return po;
}
