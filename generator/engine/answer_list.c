/* Answers that are lists of numbers: items put in order, items matched, rows
 * selected. */
#include "engine/answer.h"
#include "engine/interface.h"
#include "engine/random.h"

#include <stdlib.h>

/* How many numbers there may be, and up to which. */
static int most_numbers(const struct answer *a) {
  return a->kind == ANSWER_ORDER   ? a->as.order.count
         : a->kind == ANSWER_MATCH ? a->as.match.left
                                   : a->as.records.rows;
}

static int largest_number(const struct answer *a) {
  return a->kind == ANSWER_MATCH ? a->as.match.right : most_numbers(a);
}

/* The next number of a list with commas or spaces; 0: none, -1: no number. */
static int next_number(struct str *rest, int largest) {
  int number = 0;
  while (rest->len && (rest->ptr[0] == ',' || char_is_space(rest->ptr[0])))
    *rest = str_slice(*rest, 1, rest->len);
  if (rest->len == 0)
    return 0;
  if (!char_is_digit(rest->ptr[0]))
    return -1;
  while (rest->len && char_is_digit(rest->ptr[0])) {
    if (number <= largest)
      number = number * 10 + (rest->ptr[0] - '0');
    *rest = str_slice(*rest, 1, rest->len);
  }
  return number >= 1 && number <= largest ? number : -1;
}

static bool seen(const int *items, int count, int number) {
  for (int i = 0; i < count; i++)
    if (items[i] == number)
      return true;
  return false;
}

static int compare_numbers(const void *a, const void *b) {
  return *(const int *)a - *(const int *)b;
}

/* Reads into `items`, which has room for most_numbers; -1: cannot be read.
 * Rows given twice count once, and are sorted. */
static int read_items(const struct answer *a, struct str typed, int *items) {
  int count = 0, number;
  bool rows = a->kind == ANSWER_RECORDS;
  while ((number = next_number(&typed, largest_number(a)))) {
    bool again =
        a->kind != ANSWER_MATCH && number > 0 && seen(items, count, number);
    if (again && rows)
      continue;
    if (number < 0 || again || count == most_numbers(a))
      return -1;
    items[count++] = number;
  }
  if (rows)
    qsort(items, (size_t)count, sizeof *items, compare_numbers);
  return rows || count == 0 || count == most_numbers(a) ? count : -1;
}

static void say_why(const struct answer *a, const struct store *store,
                    const char *key, struct buf *why) {
  struct buf count = {0};
  number_write_typed(&count, store->locale, largest_number(a));
  struct interface_value values[] = {{"count", buf_str(&count)},
                                     {NULL, {NULL, 0}}};
  interface_write(why, store, key, values);
  buf_free(&count);
}

bool list_read_typed(const struct answer *a, const struct store *store,
                     struct pool *pool, struct str typed, struct numbers *out,
                     struct buf *why) {
  int *items = pool_array(pool, int, (size_t)most_numbers(a) + 1);
  int count = items ? read_items(a, typed, items) : -1;
  *out = (struct numbers){items, count > 0 ? count : 0};
  if (count > 0)
    return true;
  say_why(a, store,
          count == 0                ? "engine.unreadable.empty"
          : a->kind == ANSWER_ORDER ? "engine.unreadable.order"
          : a->kind == ANSWER_MATCH ? "engine.unreadable.match"
                                    : "engine.unreadable.row",
          why);
  return false;
}

/* Two right-hand items with the same words are the same answer. */
static bool same_item(const struct answer *a, int x, int y) {
  const struct str *texts = a->kind == ANSWER_ORDER   ? a->as.order.texts
                            : a->kind == ANSWER_MATCH ? a->as.match.right_texts
                                                      : NULL;
  return x == y || (texts && str_eq(texts[x - 1], texts[y - 1]));
}

bool list_same(const struct answer *a, struct numbers given,
               struct numbers wanted) {
  if (given.count != wanted.count)
    return false;
  for (int i = 0; i < given.count; i++)
    if (!same_item(a, given.items[i], wanted.items[i]))
      return false;
  return true;
}

static int right_item(const struct answer *a, int i) {
  return a->kind == ANSWER_RECORDS ? a->as.records.right.items[i] : i + 1;
}

static int right_count(const struct answer *a) {
  return a->kind == ANSWER_RECORDS ? a->as.records.right.count
                                   : most_numbers(a);
}

bool list_right(const struct answer *a, struct numbers given) {
  if (given.count != right_count(a))
    return false;
  for (int i = 0; i < given.count; i++)
    if (!same_item(a, given.items[i], right_item(a, i)))
      return false;
  return true;
}

static double order_score(const struct answer *a, struct numbers given) {
  int balance = 0, pairs = 0;
  for (int i = 0; i < given.count; i++)
    for (int j = i + 1; j < given.count; j++) {
      bool equal = same_item(a, given.items[i], given.items[j]);
      balance += equal || given.items[i] < given.items[j] ? 1 : -1;
      pairs++;
    }
  return balance > 0 ? (double)balance / pairs : 0;
}

static double match_score(const struct answer *a, struct numbers given) {
  int hits = 0;
  for (int i = 0; i < given.count; i++)
    hits += same_item(a, given.items[i], i + 1);
  return (double)hits / a->as.match.left;
}

static double records_score(const struct answer *a, struct numbers given) {
  const struct numbers right = a->as.records.right;
  int balance = 0;
  for (int i = 0; i < given.count; i++)
    balance += seen(right.items, right.count, given.items[i]) ? 1 : -1;
  return balance > 0 ? (double)balance / right.count : 0;
}

struct mark list_mark(const struct answer *a, struct numbers given) {
  struct mark m = {.state = STATE_WRONG};
  m.score = a->kind == ANSWER_ORDER   ? order_score(a, given)
            : a->kind == ANSWER_MATCH ? match_score(a, given)
                                      : records_score(a, given);
  if (m.score > 0)
    m.state = STATE_PARTLY;
  return m;
}

void list_put(struct buf *out, struct numbers list) {
  for (int i = 0; i < list.count; i++)
    buf_printf(out, "%s%d", i ? "," : "", list.items[i]);
}

struct numbers list_solution(const struct answer *a, struct pool *pool) {
  int count = right_count(a);
  int *items = pool_array(pool, int, (size_t)count + 1);
  for (int i = 0; items && i < count; i++)
    items[i] = right_item(a, i);
  return (struct numbers){items, items ? count : 0};
}

void list_start(struct str exercise, struct str gap, uint64_t seed, int count,
                int *order) {
  struct random r;
  bool sorted = true;
  random_start(&r, exercise, seed, gap.ptr);
  for (int i = 0; i < count; i++)
    order[i] = i + 1;
  for (int i = count - 1; i > 0; i--) {
    int j = (int)random_below(&r, (uint64_t)i + 1), kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  for (int i = 0; i < count; i++)
    sorted = sorted && order[i] == i + 1;
  for (int i = 0; sorted && i < count; i++) /* one step round */
    order[i] = i + 1 < count ? i + 2 : 1;
}
