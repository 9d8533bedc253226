/* Recognising and converting text encodings. */
#include "tables/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

enum { CLEAR_LETTERS = 6, NAME_MAX_BYTES = 40, TRIED_BYTES = 8 };

static bool is_thai_letter(unsigned char c) { /* consonants of TIS-620 */
  return c >= 0xA1 && c <= 0xCE;
}

/* Vowels and marks that stand over or under a consonant. */
static bool is_thai_mark(unsigned char c) {
  return c == 0xD1 || (c >= 0xD4 && c <= 0xDA) || (c >= 0xE7 && c <= 0xEE);
}

static bool is_thai_byte(unsigned char c) {
  return (c >= 0xA1 && c <= 0xDA) || (c >= 0xDF && c <= 0xFB);
}

/* The marks of Windows-874 beside the Thai of TIS-620. */
static bool is_thai_punctuation(unsigned char c) {
  return c == 0xA0 || c == 0x80 || c == 0x85 || (c >= 0x91 && c <= 0x97);
}

/* Thai is spelt in runs, and no mark stands without a consonant before it. */
static bool spells_thai(struct str s) {
  size_t thai = 0, runs = 0, wrong = 0;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    unsigned char before = i ? (unsigned char)s.ptr[i - 1] : 0;
    if (c < 0x80 || is_thai_punctuation(c))
      continue;
    if (!is_thai_byte(c))
      return false;
    thai++;
    runs += !is_thai_byte(before);
    wrong += is_thai_mark(c) && !is_thai_letter(before) &&
             !is_thai_mark(before) && before != 0xD2; /* sara am in parts */
  }
  return thai >= CLEAR_LETTERS && thai >= 2 * runs && wrong * 100 <= thai;
}

static bool letter_at(struct str s, size_t i) {
  return i < s.len && char_is_alpha(s.ptr[i]);
}

/* Quotes, dashes, the euro: the same bytes in all of Windows' encodings. In
 * those of DOS and of old Macs they are letters, and so stand within words;
 * a quote does so in "children's". */
static bool has_only_marks(struct str s) {
  size_t marks = 0;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    bool inside = i && letter_at(s, i - 1) && letter_at(s, i + 1);
    bool genitive =
        c == 0x92 && inside && s.ptr[i + 1] == 's' && !letter_at(s, i + 2);
    if (c < 0x80)
      continue;
    if (!is_thai_punctuation(c) || (inside && !genitive))
      return false;
    marks++;
  }
  return marks;
}

/* UTF-16 without its mark: one byte of each unit of ASCII is 0, and one of each
 * unit of the scripts that headings are in is no character of a text. */
static const char *wide_encoding(struct str s) {
  size_t zeros[2] = {0, 0};
  for (size_t i = 0; i < s.len; i++)
    zeros[i % 2] += s.ptr[i] == '\0';
  size_t high = zeros[1] ? 1 : 0;
  if (s.len < TRIED_BYTES || s.len % 2 || zeros[high] == 0 || zeros[1 - high])
    return NULL;
  for (size_t i = high; i < TRIED_BYTES; i += 2)
    if ((unsigned char)s.ptr[i] >= ' ')
      return NULL;
  return high ? "utf-16le" : "utf-16be";
}

/* Accented letters stand alone among ASCII letters; no text of another script
 * does that. */
static bool spells_latin(struct str s) {
  size_t letters = 0, alone = 0;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    unsigned char before = i ? (unsigned char)s.ptr[i - 1] : ' ';
    unsigned char after = i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : ' ';
    if (c < 0x80)
      continue;
    if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D)
      return false; /* no characters */
    if (c < 0xC0 || c == 0xD7 || c == 0xF7)
      continue; /* quotes, dashes, signs */
    letters++;
    alone += before < 0xC0 && after < 0xC0 &&
             (char_is_alpha((char)before) || char_is_alpha((char)after));
  }
  return letters && alone * 10 >= letters * 9;
}

const char *encoding_detect(struct str bytes) {
  size_t bad;
  const char *wide = wide_encoding(bytes);
  if (bytes.len >= 4 && str_starts(bytes, "\377\376") && !bytes.ptr[2] &&
      !bytes.ptr[3])
    return "utf-32";
  if (str_starts(bytes, "\377\376") || str_starts(bytes, "\376\377"))
    return "utf-16";
  if (wide)
    return wide;
  if (utf8_valid(bytes, &bad))
    return "utf-8";
  if (spells_thai(bytes))
    return "windows-874";
  return spells_latin(bytes) || has_only_marks(bytes) ? "windows-1252" : NULL;
}

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The name without case, and what iconv calls it. */
static const char *iconv_name(struct str name, char *room) {
  static const char *const others[][2] = {
      {"windows-874", "cp874"}, {"tis620", "tis-620"}, {"utf-8-sig", "utf-8"},
      {"utf8", "utf-8"},        {"ansi", "cp1252"},    {"latin-1", "latin1"}};
  if (name.len == 0 || name.len >= NAME_MAX_BYTES)
    return NULL;
  for (size_t i = 0; i < name.len; i++) {
    room[i] = lower(name.ptr[i]);
    if (room[i] == '/' || room[i] == '\0') /* iconv's own options */
      return NULL;
  }
  room[name.len] = '\0';
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (strcmp(room, others[i][0]) == 0)
      return others[i][1];
  return room;
}

static enum encoding_result convert(iconv_t how, struct str bytes,
                                    struct buf *out, size_t *bad) {
  char room[16384], *from = (char *)(uintptr_t)bytes.ptr;
  size_t left = bytes.len;
  while (left) {
    char *to = room;
    size_t space = sizeof room;
    size_t result = iconv(how, &from, &left, &to, &space);
    int error = result == (size_t)-1 ? errno : 0;
    buf_put_n(out, room, sizeof room - space);
    if (error && error != E2BIG) {
      *bad = bytes.len - left;
      return ENCODING_BAD;
    }
  }
  return ENCODING_DONE;
}

enum encoding_result encoding_decode(struct arena *a, struct str bytes,
                                     struct str name, struct str *out,
                                     size_t *bad) {
  char room[NAME_MAX_BYTES];
  const char *called = iconv_name(name, room);
  if (!called)
    return ENCODING_UNKNOWN;
  if (strcmp(called, "utf-8") == 0) {
    *out =
        str_slice(bytes, str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0, bytes.len);
    if (utf8_valid(bytes, bad))
      return ENCODING_DONE;
    return ENCODING_BAD;
  }
  iconv_t how = iconv_open("UTF-8", called);
  struct buf text = {0};
  if (how == (iconv_t)-1)
    return ENCODING_UNKNOWN;
  enum encoding_result result = convert(how, bytes, &text, bad);
  iconv_close(how);
  if (!buf_ok(&text))
    result = ENCODING_BAD;
  if (result == ENCODING_DONE)
    *out = arena_str(a, buf_str(&text));
  if (str_starts(*out, "\xEF\xBB\xBF") && result == ENCODING_DONE)
    *out = str_slice(*out, 3, out->len);
  buf_free(&text);
  return result;
}
