/* What all kinds of answers have in common: dispatch by kind. */
#include "engine/answer.h"

#include "base/json.h"
#include "engine/interface.h"

const char *state_name(enum state state) {
  static const char *const names[] = {"right", "partly", "wrong", "unreadable",
                                      "error"};
  return names[state];
}

bool answer_read(const struct answer *a, const struct store *store,
                 struct pool *pool, struct str typed, struct value *out,
                 struct buf *why) {
  *out = (struct value){0};
  switch (a->kind) {
  case ANSWER_NUMBER:
    return number_read_typed(&a->as.number, store, typed, &out->number, why);
  case ANSWER_CHOICE:
    return choice_read_typed(&a->as.choice, store, typed, &out->chosen, why);
  case ANSWER_TEXT:
  case ANSWER_OPEN:
    return text_read_typed(store, pool, typed, &out->text, why);
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
    return list_read_typed(a, store, pool, typed, &out->list, why);
  case ANSWER_CODE:
    out->text = typed;
    if (str_trim(typed).len)
      return true;
    interface_write(why, store, "engine.unreadable.empty", NULL);
    return false;
  case ANSWER_GRID:
    break;
  }
  return false;
}

bool answer_right(const struct answer *a, struct value given) {
  switch (a->kind) {
  case ANSWER_NUMBER:
    return number_right(&a->as.number, given.number);
  case ANSWER_CHOICE:
    return given.chosen == a->as.choice.right;
  case ANSWER_TEXT:
    return text_right(&a->as.text, given);
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
    return list_right(a, given.list);
  case ANSWER_CODE:
    return returned_compare(&a->as.code.expect, &given.returned) == SAME_ALL;
  case ANSWER_OPEN: /* marking.c asks the learner */
  case ANSWER_GRID:
    break;
  }
  return false;
}

bool answer_matches(const struct answer *a, struct value given,
                    struct value wanted) {
  switch (a->kind) {
  case ANSWER_NUMBER:
    return number_matches(&a->as.number, given.number, wanted.number);
  case ANSWER_CHOICE:
    return given.chosen == wanted.chosen;
  case ANSWER_TEXT:
    return text_same(&a->as.text, given.text, wanted.text);
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
    return list_same(a, given.list, wanted.list);
  case ANSWER_CODE:
    return returned_compare(&wanted.returned, &given.returned) == SAME_ALL;
  case ANSWER_OPEN:
  case ANSWER_GRID:
    break;
  }
  return false;
}

struct mark answer_rest(const struct answer *a, struct value given) {
  switch (a->kind) {
  case ANSWER_CHOICE:
    return choice_mark(&a->as.choice, given.chosen);
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
    return list_mark(a, given.list);
  case ANSWER_NUMBER:
    if (number_misrounded(&a->as.number, given.number))
      return (struct mark){STATE_PARTLY, 0.5, STR("rounding"), 0};
    break;
  case ANSWER_CODE:
    if (returned_compare(&a->as.code.expect, &given.returned) == SAME_REORDERED)
      return (struct mark){STATE_PARTLY, 0.5, STR("row-order"), 0};
    break;
  case ANSWER_TEXT:
  case ANSWER_OPEN:
  case ANSWER_GRID:
    break;
  }
  return (struct mark){.state = STATE_WRONG};
}

void answer_type(struct buf *out, const struct answer *a,
                 const struct store *store, struct pool *pool) {
  switch (a->kind) {
  case ANSWER_NUMBER:
    number_type(out, &a->as.number, store->locale);
    break;
  case ANSWER_CHOICE:
    choice_type(out, a->as.choice.right);
    break;
  case ANSWER_TEXT:
    if (a->as.text.count)
      buf_put(out, a->as.text.accepted[0]);
    break;
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
    list_put(out, list_solution(a, pool));
    break;
  case ANSWER_OPEN:
    buf_puts(out, "-");
    break;
  case ANSWER_CODE: /* the author's first accept() is typed */
  case ANSWER_GRID:
    break;
  }
}

void answer_type_value(struct buf *out, const struct answer *a,
                       const struct store *store, struct value value) {
  switch (a->kind) {
  case ANSWER_NUMBER:
    number_write_typed(out, store->locale, value.number);
    break;
  case ANSWER_CHOICE:
    choice_type(out, value.chosen);
    break;
  case ANSWER_TEXT:
  case ANSWER_OPEN:
  case ANSWER_CODE:
    buf_put(out, value.text);
    break;
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
    list_put(out, value.list);
    break;
  case ANSWER_GRID:
    break;
  }
}

void answer_write_value(struct buf *out, const struct answer *a,
                        struct value value) {
  switch (a->kind) {
  case ANSWER_NUMBER:
    number_write_json(out, value.number);
    return;
  case ANSWER_TEXT:
  case ANSWER_OPEN:
    json_put_string(out, value.text);
    return;
  case ANSWER_CODE:
    returned_write(out, &value.returned);
    return;
  case ANSWER_CHOICE:
    buf_char(out, '[');
    choice_type(out, value.chosen);
    buf_char(out, ']');
    return;
  case ANSWER_ORDER:
  case ANSWER_MATCH:
  case ANSWER_RECORDS:
  case ANSWER_GRID:
    break;
  }
  buf_char(out, '[');
  list_put(out, value.list);
  buf_char(out, ']');
}
