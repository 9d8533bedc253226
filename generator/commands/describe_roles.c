/* What the columns of a table are to a person's privacy, and what one row is.
 * First guesses, for a person to judge. */
#include <string.h>

#include "commands/describe.h"

enum { MOST_SEEN = 200000, MOST_KEY = 12, MOST_CODES = 120 };

/* Words of headings that speak of what others may know about somebody, with
 * blanks between. Parts of headings do, since they run together: "childsex". */
static const char KEY_WORDS[] =
    "sex gender age birth born nation citizen country origin province district "
    "region camp village school ethnic language religion marital status educ "
    "grade level class occup disab migrant month quarter "
    "sexe pays naissance commune langue niveau mois "
    "เพศ อายุ เกิด สัญชาติ จังหวัด อำเภอ ตำบล ศาสนา ภาษา ชั้น โรงเรียน "
    "الجنس العمر الجنسية المحافظة المدرسة الميلاد";

static bool contains(struct str s, struct str word) {
  for (size_t i = 0; i + word.len <= s.len; i++) {
    size_t j = 0;
    for (; j < word.len; j++) {
      char c = s.ptr[i + j];
      if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != word.ptr[j])
        break;
    }
    if (j == word.len)
      return true;
  }
  return false;
}

static bool is_key_word(const struct table_column *c) {
  struct str rest = str_from(KEY_WORDS);
  while (rest.len) {
    size_t end = str_find(rest, ' ', 0);
    struct str word = str_slice(rest, 0, end);
    if (contains(c->name, word) || contains(c->title, word))
      return true;
    rest = str_slice(rest, end + 1, rest.len);
  }
  return false;
}

static bool is_weight(const struct table_column *c) {
  return contains(c->name, STR("weight")) ||
         contains(c->title, STR("weight")) || contains(c->name, STR("poids"));
}

static enum identifier find_identifier(const struct table *t, size_t column) {
  const struct table_column *c = &t->columns[column];
  struct identifier_values seen = {0};
  char room[TABLE_CELL_ROOM];
  unsigned headings =
      identifier_heading(c->name) | identifier_heading(c->title);
  for (size_t i = 0; i < t->rows; i++)
    seen.rows += !table_is_empty(c, i);
  if (c->kind == TABLE_TEXTS)
    for (uint32_t i = 1; i < c->word_count; i++)
      identifier_see(&seen, c->words[i]);
  else if (c->kind == TABLE_NUMBERS)
    for (size_t i = 0; i < t->rows && i < MOST_SEEN; i++)
      if (!table_is_empty(c, i))
        identifier_see(&seen, table_cell(c, i, room));
  return identifier_judge(&seen, headings);
}

static bool is_figure(const struct profile *p) {
  return p->type == PROFILE_INTEGER || p->type == PROFILE_NUMBER;
}

/* Whole numbers that are no figures: ages, levels, grades. */
static bool is_code(const struct description *d, size_t i) {
  const struct profile *p = &d->profiles[i];
  return p->distinct <= MOST_CODES && p->distinct * 2 <= d->table->rows &&
         is_key_word(&d->table->columns[i]);
}

static bool is_dimension(const struct description *d, size_t i) {
  const struct profile *p = &d->profiles[i];
  return p->type == PROFILE_TEXT || p->type == PROFILE_YEAR ||
         p->type == PROFILE_DATE || p->type == PROFILE_BOOLEAN ||
         (p->type == PROFILE_INTEGER &&
          (d->table->columns[i].label_count || is_code(d, i)));
}

/* The fewest columns, from the left, that tell all rows apart. */
static void find_key(struct description *d, struct arena *a) {
  size_t columns[MOST_KEY], count = 0;
  for (size_t i = 0; i < d->table->column_count && count < MOST_KEY; i++)
    if (is_dimension(d, i) && d->columns[i].role != ROLE_IDENTIFIER)
      columns[count++] = i;
  if (!count || !profile_is_key(a, d->table, columns, count))
    return;
  for (size_t i = count; i-- > 0 && count > 1;) {
    size_t left[MOST_KEY], n = 0;
    for (size_t j = 0; j < count; j++)
      if (j != i)
        left[n++] = columns[j];
    if (!profile_is_key(a, d->table, left, n))
      continue;
    memcpy(columns, left, n * sizeof *left);
    count = n;
  }
  for (size_t i = 0; i < count; i++)
    *ARENA_PUSH(a, d->key, d->key_count, d->key_cap) = columns[i];
}

/* Rows that their dimensions tell apart, with figures beside them and no sign
 * of persons, are an aggregate table. */
static enum unit guess_unit(const struct description *d) {
  bool figures = false;
  if (table_column_find(d->table, STR("OBS_VALUE")) != SIZE_MAX)
    return UNIT_AGGREGATE;
  for (size_t i = 0; i < d->table->column_count; i++) {
    if (d->columns[i].role == ROLE_IDENTIFIER ||
        d->columns[i].role == ROLE_WEIGHT)
      return UNIT_PERSON;
    figures |= is_figure(&d->profiles[i]) && !is_dimension(d, i);
  }
  return d->key_count && figures ? UNIT_AGGREGATE : UNIT_PERSON;
}

static enum role role_of(const struct description *d, size_t i) {
  const struct profile *p = &d->profiles[i];
  const struct table_column *c = &d->table->columns[i];
  if (d->columns[i].role != ROLE_OTHER)
    return d->columns[i].role;
  if (d->unit != UNIT_AGGREGATE)
    return is_key_word(c) ? ROLE_KEY : ROLE_OTHER;
  if (is_dimension(d, i) || !is_figure(p))
    return ROLE_DIMENSION;
  return p->type == PROFILE_INTEGER && p->minimum >= 0 ? ROLE_COUNT
                                                       : ROLE_MEASURE;
}

void describe_roles(struct description *d) {
  struct arena *a = d->session->arena;
  size_t count = d->table->column_count;
  d->columns = arena_array(a, struct described_column, count);
  for (size_t i = 0; i < count; i++) {
    d->columns[i].identifier = find_identifier(d->table, i);
    if (d->columns[i].identifier != IDENTIFIER_NONE)
      d->columns[i].role = ROLE_IDENTIFIER;
    else if (is_weight(&d->table->columns[i]))
      d->columns[i].role = ROLE_WEIGHT;
  }
  find_key(d, a);
  if (!d->unit_given)
    d->unit = guess_unit(d);
  if (d->unit != UNIT_AGGREGATE)
    d->key_count = 0; /* chance: few persons are told apart by much */
  for (size_t i = 0; i < count; i++)
    d->columns[i].role = role_of(d, i);
}

const char *describe_unit_name(enum unit unit) {
  static const char *const names[] = {"aggregate", "person", "household"};
  return names[unit];
}

double describe_smallest_count(const struct description *d) {
  double least = 0;
  for (size_t i = 0; i < d->table->column_count; i++) {
    double n = d->profiles[i].smallest_count;
    if (d->columns[i].role == ROLE_COUNT && n > 0 && (least == 0 || n < least))
      least = n;
  }
  return least;
}
