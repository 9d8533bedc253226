/* Looks for glossary words in translations. */
#include "translate/term_use.h"

#include "base/utf8.h"

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c; }

static bool same_at(struct str text, size_t at, struct str word) {
  if (at + word.len > text.len)
    return false;
  for (size_t i = 0; i < word.len; i++)
    if (lower(text.ptr[at + i]) != lower(word.ptr[i]))
      return false;
  return true;
}

static bool is_letter(struct str text, size_t at) {
  return at < text.len &&
         (char_is_alpha(text.ptr[at]) || (unsigned char)text.ptr[at] >= 0x80);
}

/* In the target of a link or the mark of a footnote, which nobody reads. */
static bool in_target(struct str text, size_t at) {
  for (size_t i = at; i > 1; i--) {
    char c = text.ptr[i - 1], before = text.ptr[i - 2];
    if ((c == '(' && before == ']') || (c == '^' && before == '['))
      return true;
    if (c == ' ' || c == '\n' || c == ')' || c == ']')
      return false;
  }
  return false;
}

static bool is_whole(struct str text, size_t at, size_t len) {
  return (at == 0 || !is_letter(text, at - 1)) && !is_letter(text, at + len) &&
         !in_target(text, at);
}

/* `whole`: between what is no letter, as words of the source stand. */
static bool holds(struct str text, struct str word, bool whole) {
  for (size_t at = 0; word.len && at + word.len <= text.len; at++)
    if (same_at(text, at, word) && (!whole || is_whole(text, at, word.len)))
      return true;
  return false;
}

/* Without its first letter, whose case may differ in any script. */
static struct str tail_of(struct str word) {
  struct str rest = word;
  enum { LETTERS_LEAST = 4 };
  if (utf8_length(word) < LETTERS_LEAST)
    return word;
  utf8_next(&rest);
  return rest;
}

/* Takes the next word off: what stands between blanks. */
static struct str next_word(struct str *rest) {
  struct str s = str_trim(*rest);
  size_t end = 0;
  while (end < s.len && !char_is_space(s.ptr[end]))
    end++;
  *rest = str_slice(s, end, s.len);
  return str_slice(s, 0, end);
}

/* Without an ending: of five letters or more the last two may differ. */
static struct str stem_of(struct str word) {
  enum { LETTERS_LEAST = 5, ENDING = 2 };
  size_t letters = utf8_length(word);
  struct str rest = word;
  if (letters < LETTERS_LEAST)
    return word;
  for (size_t i = 0; i + ENDING < letters; i++)
    utf8_next(&rest);
  return str_slice(word, 0, word.len - rest.len);
}

/* Whether the words of a term of several stand at the beginning of `text` one
 * after the other, each with an article before it or another ending:
 * languages that inflect have 'البيانات الوصفية' for 'بيانات وصفية'. */
static bool begins_inflected(struct str text, struct str term) {
  while (str_trim(term).len) {
    struct str stem = stem_of(next_word(&term));
    if (!holds(next_word(&text), stem, false))
      return false;
  }
  return true;
}

static bool holds_inflected(struct str text, struct str term) {
  if (str_find(term, ' ', 0) == term.len)
    return false;
  for (; str_trim(text).len; next_word(&text))
    if (begins_inflected(text, term))
      return true;
  return false;
}

static bool uses(const struct texts *words, struct str text, bool source) {
  for (size_t i = 0; i < words->count; i++) {
    struct str word = words->items[i].s;
    if (holds(text, source ? word : tail_of(word), source) ||
        (!source && holds_inflected(text, word)))
      return true;
  }
  return false;
}

static const struct message_result *result_of(const struct translation *t,
                                              const struct text *text,
                                              struct str *source) {
  for (size_t i = 0; i < t->messages.count; i++)
    if (t->messages.items[i].text == text) {
      *source = t->messages.items[i].id;
      return &t->results[i];
    }
  return NULL;
}

static void add_word(struct arena *a, const struct translation *t,
                     struct term_pair *p, const struct text *word) {
  struct str source;
  const struct message_result *r = result_of(t, word, &source);
  if (!r)
    return;
  *ARENA_PUSH(a, p->source.items, p->source.count, p->source.cap) =
      (struct text){.s = source};
  if (r->state == MESSAGE_DONE)
    *ARENA_PUSH(a, p->translation.items, p->translation.count,
                p->translation.cap) =
        (struct text){.s = str_trim(r->entry->text)};
}

struct term_pairs term_pairs_of(struct arena *a, const struct translation *t) {
  struct term_pairs pairs = {0};
  const struct course *c = t->course;
  for (size_t i = 0; i < c->term_count; i++) {
    struct term_pair p = {0};
    add_word(a, t, &p, &c->terms[i].term);
    if (p.translation.count == 0)
      continue;
    for (size_t j = 0; j < c->terms[i].forms.count; j++)
      add_word(a, t, &p, &c->terms[i].forms.items[j]);
    *ARENA_PUSH(a, pairs.items, pairs.count, pairs.cap) = p;
  }
  return pairs;
}

const struct term_pair *term_not_used(const struct term_pairs *pairs,
                                      struct str source,
                                      struct str translation) {
  for (size_t i = 0; i < pairs->count; i++) {
    const struct term_pair *p = &pairs->items[i];
    if (uses(&p->source, source, true) &&
        !uses(&p->translation, translation, false))
      return p;
  }
  return NULL;
}
