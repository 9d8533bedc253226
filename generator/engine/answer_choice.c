/* Choices: option numbers as given, partial credit, the order shown. */
#include "engine/answer.h"
#include "engine/interface.h"
#include "engine/random.h"

static uint64_t bit(int option) { return (uint64_t)1 << (option - 1); }

static int count_bits(uint64_t set) {
  int n = 0;
  for (; set; set &= set - 1)
    n++;
  return n;
}

static int digit(struct str s, size_t at) {
  return at < s.len && char_is_digit(s.ptr[at]) ? s.ptr[at] - '0' : -1;
}

/* Numbers separated by commas or space; 0 in *out when any is not an option. */
static void read_options(struct str s, int count, uint64_t *out) {
  uint64_t chosen = 0;
  *out = 0;
  for (size_t at = 0; at < s.len;) {
    int number = 0;
    if (s.ptr[at] == ',' || char_is_space(s.ptr[at])) {
      at++;
      continue;
    }
    if (digit(s, at) < 0)
      return;
    for (; digit(s, at) >= 0; at++)
      if (number <= count)
        number = number * 10 + digit(s, at);
    if (number < 1 || number > count)
      return;
    chosen |= bit(number);
  }
  *out = chosen;
}

bool choice_read_typed(const struct choice_answer *a, const struct store *store,
                       struct str typed, uint64_t *out, struct buf *why) {
  const char *key = NULL;
  struct buf count = {0};
  typed = str_trim(typed);
  read_options(typed, a->count, out);
  if (typed.len == 0)
    key = "engine.unreadable.empty";
  else if (*out == 0)
    key = "engine.unreadable.option";
  else if (!a->multiple && count_bits(*out) > 1)
    key = "engine.unreadable.one";
  if (!key)
    return true;
  number_write_typed(&count, store->locale, a->count);
  struct interface_value values[] = {{"count", buf_str(&count)},
                                     {NULL, {NULL, 0}}};
  interface_write(why, store, key, values);
  buf_free(&count);
  return false;
}

struct mark choice_mark(const struct choice_answer *a, uint64_t given) {
  int good = count_bits(given & a->right);
  int bad = count_bits(given & ~a->right);
  int wanted = count_bits(a->right);
  struct mark m = {.state = STATE_WRONG};
  if (a->multiple && good > bad)
    m.score = (double)(good - bad) / wanted;
  if (m.score > 0)
    m.state = m.score < 1 ? STATE_PARTLY : STATE_RIGHT;
  for (int i = 1; i <= a->count && m.option == 0; i++)
    if (given & ~a->right & bit(i))
      m.option = i;
  if (m.option && a->options[m.option - 1].on.len)
    m.diagnosis = a->options[m.option - 1].on;
  return m;
}

void choice_order(const struct choice_answer *a, struct str exercise,
                  struct str gap, uint64_t seed, int *order) {
  struct random r;
  for (int i = 0; i < a->count; i++)
    order[i] = i + 1;
  if (!a->shuffle)
    return;
  random_start(&r, exercise, seed, gap.ptr);
  for (int i = a->count - 1; i > 0; i--) {
    int j = (int)random_below(&r, (uint64_t)i + 1);
    int kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}

void choice_type(struct buf *out, uint64_t chosen) {
  const char *comma = "";
  for (int i = 1; i <= OPTIONS_MAX; i++)
    if (chosen & bit(i)) {
      buf_printf(out, "%s%d", comma, i);
      comma = ",";
    }
}
