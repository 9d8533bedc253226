/* What all kinds of answers have in common: dispatch by kind. */
#include "engine/answer.h"

const char *state_name(enum state state) {
  static const char *const names[] = {"right", "partly", "wrong", "unreadable",
                                      "error"};
  return names[state];
}

bool answer_read(const struct answer *a, const struct store *store,
                 struct str typed, struct value *out, struct buf *why) {
  *out = (struct value){0};
  if (a->kind == ANSWER_NUMBER)
    return number_read_typed(&a->as.number, store, typed, &out->number, why);
  return choice_read_typed(&a->as.choice, store, typed, &out->chosen, why);
}

bool answer_right(const struct answer *a, struct value given) {
  if (a->kind == ANSWER_NUMBER)
    return number_right(&a->as.number, given.number);
  return given.chosen == a->as.choice.right;
}

bool answer_matches(const struct answer *a, struct value given,
                    struct value wanted) {
  if (a->kind == ANSWER_NUMBER)
    return number_matches(&a->as.number, given.number, wanted.number);
  return given.chosen == wanted.chosen;
}

struct mark answer_rest(const struct answer *a, struct value given) {
  if (a->kind == ANSWER_CHOICE)
    return choice_mark(&a->as.choice, given.chosen);
  if (number_misrounded(&a->as.number, given.number))
    return (struct mark){STATE_PARTLY, 0.5, STR("rounding"), 0};
  return (struct mark){.state = STATE_WRONG};
}

void answer_type(struct buf *out, const struct answer *a,
                 const struct store *store) {
  if (a->kind == ANSWER_NUMBER)
    number_type(out, &a->as.number, store->locale);
  else
    choice_type(out, a->as.choice.right);
}

void answer_type_value(struct buf *out, const struct answer *a,
                       const struct store *store, struct value value) {
  if (a->kind == ANSWER_NUMBER)
    number_write_typed(out, store->locale, value.number);
  else
    choice_type(out, value.chosen);
}

void answer_write_value(struct buf *out, const struct answer *a,
                        struct value value) {
  if (a->kind == ANSWER_NUMBER) {
    number_write_json(out, value.number);
    return;
  }
  buf_char(out, '[');
  choice_type(out, value.chosen);
  buf_char(out, ']');
}
