/* Recognising provinces. */
#include "tables/places.h"

#include "base/utf8.h"

struct province {
  const char *code, *name, *thai;
};

static const struct province PROVINCES[] = {
#include "province_data.h"
};
enum { COUNT = sizeof PROVINCES / sizeof *PROVINCES, MOST_BYTES = 120 };

/* Names in everyday use that share nothing with the official ones. */
static const struct {
  const char *name, *code;
} OTHERS[] = {{"bangkok", "TH-10"},   {"krungthep", "TH-10"},
              {"bkk", "TH-10"},       {"กรุงเทพ", "TH-10"},
              {"กรุงเทพฯ", "TH-10"},   {"กทม", "TH-10"},
              {"ayutthaya", "TH-14"}, {"อยุธยา", "TH-14"},
              {"korat", "TH-30"},     {"โคราช", "TH-30"},
              {"lopburi", "TH-16"},   {"nakhonsithammarat", "TH-80"},
              {"pattaya", "TH-S"}};
enum { OTHER_COUNT = sizeof OTHERS / sizeof *OTHERS };

void place_fold(struct buf *out, struct str s) {
  while (s.len) {
    uint32_t c = utf8_next(&s);
    if (c >= 'A' && c <= 'Z')
      c += 'a' - 'A';
    bool mark = c < 0x80 && !char_is_alpha((char)c) && !char_is_digit((char)c);
    if (!mark && c != 0xA0 && c != 0x200B && c != 0x2019)
      buf_put_utf8(out, c);
  }
}

/* Romanisations differ in aspiration, length and doubling: "Kanjanaburi",
 * "Kanchanaburi"; "Petchburi", "Phetchaburi". What they share is kept, in
 * `room` (MOST_BYTES). */
static struct str skeleton(struct str folded, char *room) {
  char last = '\0';
  size_t len = 0;
  for (size_t i = 0; i < folded.len && len < MOST_BYTES; i++) {
    char c = folded.ptr[i];
    if (c == 'h' && (last == 'p' || last == 't' || last == 'k' || last == 'c'))
      continue;
    c = c == 'j' ? 'c' : c == 'v' ? 'w' : c == 'y' ? 'i' : c;
    if (c == last && (unsigned char)c < 0x80)
      continue;
    last = room[len++] = c;
  }
  return (struct str){room, len};
}

static struct str without(struct str s, const char *start, const char *end) {
  if (str_starts(s, start))
    s = str_slice(s, str_from(start).len, s.len);
  if (end && str_ends(s, end))
    s = str_slice(s, 0, s.len - str_from(end).len);
  return s;
}

/* The name alone: no "changwat", no "province". */
static struct str bare(struct str folded) {
  folded = without(folded, "changwat", "province");
  return without(folded, "จังหวัด", NULL);
}

static int by_code(struct str code) {
  for (int i = 0; i < COUNT; i++)
    if (str_is(code, PROVINCES[i].code))
      return i;
  return -1;
}

static int by_other_name(struct str folded) {
  for (size_t i = 0; i < OTHER_COUNT; i++)
    if (str_is(folded, OTHERS[i].name))
      return by_code(str_from(OTHERS[i].code));
  return -1;
}

/* Edits between a text's skeleton and a province's name; 0: the same but for
 * spelling habits. */
static size_t distance(struct str wanted, int province, struct buf *folded) {
  struct str names[2] = {str_from(PROVINCES[province].name),
                         str_from(PROVINCES[province].thai)};
  char room[MOST_BYTES];
  size_t least = SIZE_MAX;
  for (int i = 0; i < 2; i++) {
    buf_clear(folded);
    place_fold(folded, names[i]);
    size_t edits = str_distance(skeleton(buf_str(folded), room), wanted);
    least = edits < least ? edits : least;
  }
  return least;
}

/* The province that is nearest, if only one is and near enough: one slip in a
 * long name of Latin letters, none in Thai. */
static int nearest(struct str name, struct buf *folded) {
  char room[MOST_BYTES];
  struct str wanted = skeleton(name, room);
  bool latin = (unsigned char)name.ptr[0] < 0x80, twice = false;
  size_t best = SIZE_MAX, allowed = latin && name.len >= 7;
  int found = -1;
  for (int i = 0; i < COUNT; i++) {
    size_t edits = distance(wanted, i, folded);
    twice = edits == best || (twice && edits > best);
    if (edits >= best)
      continue;
    best = edits;
    found = i;
  }
  return twice || best > allowed ? -1 : found;
}

int place_province(struct str s) {
  struct buf folded = {0}, room = {0};
  if (s.len < MOST_BYTES)
    place_fold(&folded, s);
  struct str name = bare(buf_str(&folded));
  int found = name.len >= 3 ? by_other_name(name) : -1;
  if (name.len >= 3 && found < 0)
    found = nearest(name, &room);
  buf_free(&folded);
  buf_free(&room);
  return found;
}

const char *place_code(int province) { return PROVINCES[province].code; }

const char *place_name(int province) { return PROVINCES[province].name; }
