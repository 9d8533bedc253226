/* Numbering distinct values. Where the values span a small range each has its
 * slot in a table; else rows are sorted. */
#include "engine/lua_ranks.h"

#include "engine/dataset_sort.h"

enum { SORT_WORK = 20, CELLS_PER_WORK = 4 };
#define SMALL_RANGE ((uint64_t)1 << 16)
#define NO_SLOT UINT32_MAX

static struct ranks start_ranks(lua_State *L, size_t rows) {
  struct ranks r = {0};
  r.of_row = lua_dataset_scratch(L, rows, sizeof *r.of_row);
  r.first_row = lua_dataset_scratch(L, rows, sizeof *r.first_row);
  return r;
}

/* slots[x] says that x occurs (any value but NO_SLOT) and becomes its number;
 * of_row holds each row's x and becomes its number. */
static void number_slots(struct ranks *r, uint32_t *slots, size_t slot_count,
                         size_t rows) {
  for (size_t x = 0; x < slot_count; x++)
    if (slots[x] != NO_SLOT) {
      r->first_row[r->count] = slots[x];
      slots[x] = r->count++;
    }
  for (size_t i = 0; i < rows; i++)
    r->of_row[i] = slots[r->of_row[i]];
}

static uint32_t *push_slots(lua_State *L, size_t count) {
  uint32_t *slots = lua_dataset_scratch(L, count, sizeof *slots);
  memset(slots, 0xFF, count * sizeof *slots);
  sandbox_charge(L, (double)count / CELLS_PER_WORK);
  return slots;
}

/* The least value and how many there are up to the greatest; 0: too many. */
static uint64_t find_range(const struct series *s, size_t rows, int64_t *low) {
  int64_t least = INT64_MAX, most = INT64_MIN;
  for (size_t i = 0; i < rows; i++) {
    uint32_t row = series_row(s, i);
    int64_t v =
        row == MISSING_ROW ? MISSING_INTEGER : column_whole(&s->column, row);
    if (v == MISSING_INTEGER)
      continue;
    least = v < least ? v : least;
    most = v > most ? v : most;
  }
  *low = least;
  if (least > most)
    return 1;
  uint64_t range = (uint64_t)most - (uint64_t)least + 1;
  return range != 0 && range <= SMALL_RANGE + 4 * (uint64_t)rows ? range : 0;
}

static void note_row(struct ranks *r, uint32_t *slots, size_t row,
                     uint32_t slot) {
  r->of_row[row] = slot;
  if (slots[slot] == NO_SLOT)
    slots[slot] = (uint32_t)row;
}

/* Columns whose values are small numbers: codes, flags, integers of a small
 * range from `low` on. The last slot is for missing values. */
static void rank_by_slots(lua_State *L, struct ranks *r, const struct series *s,
                          size_t rows, uint64_t range, int64_t low) {
  uint32_t *slots = push_slots(L, (size_t)range + 1);
  uint32_t missing = (uint32_t)range;
  const struct column *c = &s->column;
  for (size_t i = 0; i < rows; i++) {
    uint32_t row = series_row(s, i), slot = missing;
    if (series_missing(s, i))
      slot = missing;
    else if (column_is_text(c->info->type))
      slot = c->as.codes[row];
    else if (c->info->type == COLUMN_BOOLEAN)
      slot = c->as.flags[row];
    else
      slot = (uint32_t)((uint64_t)column_whole(c, row) - (uint64_t)low);
    note_row(r, slots, i, slot);
  }
  number_slots(r, slots, (size_t)range + 1, rows);
}

static void rank_by_sorting(lua_State *L, struct ranks *r,
                            const struct sort_key *keys, size_t count,
                            size_t rows) {
  uint32_t *order = lua_dataset_scratch(L, rows, sizeof *order);
  uint32_t *room = lua_dataset_scratch(L, rows, sizeof *room);
  for (size_t i = 0; i < rows; i++)
    order[i] = (uint32_t)i;
  sandbox_charge(L, (double)rows * SORT_WORK);
  sort_rows(keys, count, order, room, rows);
  for (size_t i = 0; i < rows; i++) {
    if (i == 0 || sort_compare(keys, count, order[i - 1], order[i]) != 0)
      r->first_row[r->count++] = order[i];
    r->of_row[order[i]] = r->count - 1;
  }
}

struct ranks lua_ranks_column(lua_State *L, const struct series *s,
                              size_t rows) {
  luaL_checkstack(L, 8, NULL);
  struct ranks r = start_ranks(L, rows);
  enum column_type type = s->column.info->type;
  int64_t low = 0;
  uint64_t range = 0;
  sandbox_charge(L, (double)rows / CELLS_PER_WORK);
  if (column_is_text(type))
    range = s->column.words.count;
  else if (type == COLUMN_BOOLEAN)
    range = 2;
  else if (type != COLUMN_NUMBER)
    range = find_range(s, rows, &low);
  if (range || column_is_text(type)) {
    rank_by_slots(L, &r, s, rows, range, low);
  } else {
    struct sort_key key = {s, false};
    rank_by_sorting(L, &r, &key, 1, rows);
  }
  return r;
}

struct ranks lua_ranks_pair(lua_State *L, const struct ranks *a,
                            const struct ranks *b, size_t rows) {
  luaL_checkstack(L, 8, NULL);
  struct ranks r = start_ranks(L, rows);
  uint64_t range = (uint64_t)a->count * b->count;
  sandbox_charge(L, (double)rows / CELLS_PER_WORK);
  if (range <= SMALL_RANGE + 8 * (uint64_t)rows) {
    uint32_t *slots = push_slots(L, (size_t)range);
    for (size_t i = 0; i < rows; i++)
      note_row(&r, slots, i, a->of_row[i] * b->count + b->of_row[i]);
    number_slots(&r, slots, (size_t)range, rows);
    return r;
  }
  /* Too many pairs for a table: sort by both numbers, as columns of codes. */
  struct column_info info = {.type = COLUMN_TEXT};
  struct series columns[2] = {
      {.column = {.info = &info, .as.codes = a->of_row}},
      {.column = {.info = &info, .as.codes = b->of_row}}};
  struct sort_key keys[2] = {{&columns[0], false}, {&columns[1], false}};
  rank_by_sorting(L, &r, keys, 2, rows);
  return r;
}

struct slices lua_ranks_slices(lua_State *L, const struct ranks *r,
                               size_t rows) {
  struct slices s;
  size_t count = r->count;
  luaL_checkstack(L, 4, NULL);
  s.order = lua_dataset_scratch(L, rows, sizeof *s.order);
  s.start = lua_dataset_scratch(L, count + 2, sizeof *s.start);
  memset(s.start, 0, (count + 2) * sizeof *s.start);
  sandbox_charge(L, (double)rows / CELLS_PER_WORK);
  /* One place further than meant, so that filling moves them right. */
  for (size_t i = 0; i < rows; i++)
    s.start[r->of_row[i] + 2]++;
  for (size_t i = 2; i < count + 2; i++)
    s.start[i] += s.start[i - 1];
  for (size_t i = 0; i < rows; i++)
    s.order[s.start[r->of_row[i] + 1]++] = (uint32_t)i;
  return s;
}
