/* What headings say about direct identifiers, word by word. */
#include "privacy/heading_words.h"
#include "privacy/identifiers.h"

#include <string.h>

#include "base/utf8.h"
#include "engine/fold.h"

/* Words of each kind in a heading. */
struct words {
  size_t all, name, surname, person, filler, phone, email, address, birth,
      place, id, plain_id, document, plain;
  bool lone_long;
};

static bool has(const char *list, struct str word) {
  char key[80];
  if (word.len + 3 > sizeof key)
    return false;
  key[0] = ' ';
  memcpy(key + 1, word.ptr, word.len);
  memcpy(key + 1 + word.len, " ", 2);
  return strstr(list, key) != NULL;
}

static void count_word(struct words *w, struct str word) {
  w->all++;
  w->name += has(WORDS_NAME, word);
  w->surname += has(WORDS_SURNAME, word);
  w->person += has(WORDS_PERSON, word);
  w->filler += has(WORDS_FILLER, word);
  w->phone += has(WORDS_PHONE, word);
  w->email += has(WORDS_EMAIL, word);
  w->address += has(WORDS_ADDRESS, word);
  w->birth += has(WORDS_BIRTH, word);
  w->place += has(WORDS_PLACE, word);
  w->id += has(WORDS_ID, word);
  w->plain_id += has(WORDS_PLAIN_ID, word);
  w->document += has(WORDS_DOCUMENT, word);
  w->plain += has(WORDS_PLAIN_DOCUMENT, word);
  w->lone_long = w->lone_long || str_is(word, "long");
}

static bool is_letter(uint32_t c) {
  return c >= 0x80 ? c != 0x2019 && c != 0xA0 : char_is_alpha((char)c);
}

static bool is_upper(uint32_t c) { return c >= 'A' && c <= 'Z'; }

/* Cuts at blanks, signs, digits and before a capital after a small letter. */
static struct words read_words(struct str heading) {
  struct words w = {0};
  struct buf word = {0}, folded = {0};
  uint32_t before = 0;
  while (heading.len || word.len) {
    struct str rest = heading;
    uint32_t c = heading.len ? utf8_next(&heading) : ' ';
    struct str letter = str_slice(rest, 0, rest.len - heading.len);
    if (word.len && (!is_letter(c) || (is_upper(c) && !is_upper(before)))) {
      fold_put(&folded, buf_str(&word));
      count_word(&w, buf_str(&folded));
      word.len = folded.len = 0;
    }
    if (is_letter(c))
      buf_put(&word, letter);
    before = c;
  }
  buf_free(&word);
  buf_free(&folded);
  return w;
}

/* Does the heading hold one of the parts? */
static bool holds(struct str heading, const char *parts) {
  for (const char *p = parts; *p;) {
    size_t len = strcspn(p, " ");
    if (len && str_search(heading, (struct str){p, len}) < heading.len)
      return true;
    p += len + (p[len] == ' ');
  }
  return false;
}

static unsigned thai(struct str h) {
  unsigned found = 0;
  if (holds(h, THAI_SURNAME) || (holds(h, THAI_NAME) && !holds(h, THAI_THINGS)))
    found |= 1u << IDENTIFIER_NAME;
  if (holds(h, THAI_PHONE))
    found |= 1u << IDENTIFIER_PHONE;
  if (holds(h, THAI_EMAIL))
    found |= 1u << IDENTIFIER_EMAIL;
  if (holds(h, THAI_ADDRESS))
    found |= 1u << IDENTIFIER_ADDRESS;
  if (holds(h, THAI_BIRTH))
    found |= 1u << IDENTIFIER_BIRTH;
  if (holds(h, THAI_PLACE))
    found |= 1u << IDENTIFIER_COORDINATES;
  if (holds(h, THAI_DOCUMENT))
    found |= 1u << IDENTIFIER_NUMBER;
  if (holds(h, THAI_ID))
    found |= 1u << IDENTIFIER_OWN_ID;
  return found;
}

unsigned identifier_heading(struct str heading) {
  struct words w = read_words(heading);
  unsigned found = thai(heading);
  size_t whose = w.person + w.filler; /* words that name nothing else */
  if (w.surname || (w.name && w.name + whose >= w.all))
    found |= 1u << IDENTIFIER_NAME;
  if (w.phone)
    found |= 1u << IDENTIFIER_PHONE;
  if (w.email)
    found |= 1u << IDENTIFIER_EMAIL;
  if (w.address)
    found |= 1u << IDENTIFIER_ADDRESS;
  if (w.birth)
    found |= 1u << IDENTIFIER_BIRTH;
  if (w.place && (!w.lone_long || w.all == 1 || w.place > 1))
    found |= 1u << IDENTIFIER_COORDINATES;
  if (w.plain || (w.document && (w.id || w.document + whose >= w.all)))
    found |= 1u << IDENTIFIER_NUMBER;
  else if (w.id && (w.plain_id || w.person) && w.id + whose >= w.all)
    found |= 1u << IDENTIFIER_OWN_ID;
  return found;
}
