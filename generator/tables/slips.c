/* Slips of saving and typing. Each is a warning: the file may be meant so. */
#include "tables/slips.h"

#include "base/utf8.h"
#include "engine/csv_value.h"

enum { SHOWN_BYTES = 60, CLEARLY_LOST = 3, NOTE_COLUMNS = 3, FULL_ROWS = 2 };

static struct loc place_of(const struct table *t, const struct table_column *c,
                           uint32_t code) {
  size_t row = 0;
  while (row < t->rows && c->codes[row] != code)
    row++;
  return (struct loc){t->src, row < t->rows ? t->lines[row] : t->header_line, 0,
                      0};
}

/* A program that cannot write a letter writes a question mark. */
static bool is_lost(struct str s) {
  size_t marks = 0, i = 0;
  while (i < s.len && (s.ptr[i] == '?' || s.ptr[i] == ' '))
    marks += s.ptr[i++] == '?';
  return i == s.len && marks >= CLEARLY_LOST;
}

/* One such text may be a code for what is not known; two are none. */
static bool report_lost(const struct table *t, const struct table_column *c,
                        struct diags *d) {
  struct str shown = is_lost(c->name) ? c->name : STR("");
  struct loc at = {t->src, t->header_line, 0, 0};
  uint32_t texts = c->kind == TABLE_TEXTS ? c->word_count : 0, before = 0;
  for (uint32_t i = 1; i < texts && !shown.len; i++) {
    bool replaced = str_search(c->words[i], STR("\xEF\xBF\xBD")) <
                    c->words[i].len; /* U+FFFD */
    bool lost = is_lost(c->words[i]);
    if (replaced || (lost && before)) {
      shown = c->words[i];
      at = place_of(t, c, before ? before : i);
    }
    before = lost ? i : before;
  }
  if (shown.len)
    diag_warn(d, at, "W-TABLE-LOST",
              "letters were lost when the file was saved, such as in '%.*s': "
              "save it again from where they are whole, as .xlsx or in UTF-8",
              STR_ARG(utf8_cut(shown, SHOWN_BYTES)));
  return shown.len > 0;
}

/* 15-19, 60+ */
static bool is_group(struct str s) {
  size_t i = 0;
  while (i < s.len && char_is_digit(s.ptr[i]))
    i++;
  if (i == 0 || i > 3 || i == s.len)
    return false;
  size_t mark = i++;
  while (i < s.len && char_is_digit(s.ptr[i]))
    i++;
  return i == s.len && (s.ptr[mark] == '+'   ? mark + 1 == s.len
                        : s.ptr[mark] == '-' ? mark + 1 < s.len && s.len < 8
                                             : false);
}

/* 5-9 is the ninth of May to a spreadsheet program; 15-19 is no day. */
static void report_days(const struct table *t, const struct table_column *c,
                        struct diags *d) {
  uint32_t day = 0, group = 0;
  for (uint32_t i = 1; c->kind == TABLE_TEXTS && i < c->word_count; i++) {
    day = !day && csv_date(c->words[i]) ? i : day;
    group = !group && is_group(c->words[i]) ? i : group;
  }
  if (day && group)
    diag_warn(d, place_of(t, c, day), "W-TABLE-DAYS",
              "the column '%.*s' holds the day %.*s beside '%.*s': spreadsheet "
              "programs take groups such as 5-9 for days; format the cells as "
              "text and write them again",
              STR_ARG(utf8_cut(c->name, SHOWN_BYTES)), STR_ARG(c->words[day]),
              STR_ARG(c->words[group]));
}

static bool is_alone(const struct table *t, size_t row) {
  for (size_t i = 1; i < t->column_count; i++)
    if (!table_is_empty(&t->columns[i], row))
      return false;
  return !table_is_empty(&t->columns[0], row);
}

/* Sources and remarks below the table, which read as rows. */
static void report_note(const struct table *t, struct diags *d) {
  size_t notes = 0;
  char room[TABLE_CELL_ROOM];
  bool by_hand = t->format != TABLE_SAV && t->format != TABLE_DTA;
  if (!by_hand || t->column_count < NOTE_COLUMNS)
    return;
  while (notes < t->rows && is_alone(t, t->rows - notes - 1))
    notes++;
  if (notes == 0 || t->rows - notes < FULL_ROWS)
    return;
  size_t first = t->rows - notes;
  struct loc at = {t->src, t->lines[first], 0, 0};
  struct str shown =
      utf8_cut(table_cell(&t->columns[0], first, room), SHOWN_BYTES);
  if (notes == 1)
    diag_warn(d, at, "W-TABLE-NOTE",
              "the last row holds nothing but '%.*s': if it is a note, take it "
              "out",
              STR_ARG(shown));
  else
    diag_warn(d, at, "W-TABLE-NOTE",
              "the last %zu rows hold nothing but their first cell, such as "
              "'%.*s': if they are notes, take them out",
              notes, STR_ARG(shown));
}

void slips_report(const struct table *t, struct diags *d) {
  bool lost = false;
  for (size_t i = 0; i < t->column_count; i++) {
    lost = lost || report_lost(t, &t->columns[i], d);
    report_days(t, &t->columns[i], d);
  }
  report_note(t, d);
}
