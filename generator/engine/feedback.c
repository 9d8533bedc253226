/* What is said about a verdict. */
#include "engine/feedback.h"

#include "engine/interface.h"

struct speech {
  struct run *run;
  const struct verdict *verdict;
  struct buf *out;
  bool said;
};

/* Every feedback for an id. */
static bool say_for(struct speech *s, struct str id) {
  json list = json_member(s->run->exercise, "feedback");
  for (json f = json_first(list); f; f = json_next(f)) {
    if (!str_eq(json_text_of(f, "on"), id))
      continue;
    s->said = true;
    if (!run_parts(s->run, json_member(f, "parts"), s->out))
      return false;
  }
  return true;
}

static bool say_diagnosis(struct speech *s, struct str id) {
  bool before = s->said;
  s->said = false;
  if (!say_for(s, id))
    return false;
  const char *own = interface_of_mistake(id);
  if (!s->said && own) {
    interface_write(s->out, s->run->store, own, NULL);
    s->said = true;
  }
  s->said = s->said || before;
  return true;
}

/* The feedback of every chosen option, under it or by its id. */
static bool say_options(struct speech *s, size_t gap) {
  const struct choice_answer *c = &s->run->gaps[gap].answer.as.choice;
  uint64_t chosen = s->verdict->values[gap].chosen;
  for (int i = 0; i < c->count; i++) {
    const struct option *o = &c->options[i];
    if (!(chosen >> i & 1))
      continue;
    if (json_first(o->feedback)) {
      s->said = true;
      if (!run_parts(s->run, o->feedback, s->out))
        return false;
    }
    if (o->on.len && !say_diagnosis(s, o->on))
      return false;
  }
  return true;
}

static bool is_option_id(const struct choice_answer *c, struct str id) {
  for (int i = 0; i < c->count; i++)
    if (c->options[i].on.len && str_eq(c->options[i].on, id))
      return true;
  return false;
}

static bool said_before(const struct speech *s, size_t gap, struct str id) {
  for (size_t i = 0; i < gap; i++)
    if (str_eq(s->verdict->marks[i].diagnosis, id))
      return true;
  return false;
}

static bool say_gap(struct speech *s, size_t gap) {
  const struct answer *a = &s->run->gaps[gap].answer;
  struct str id = s->verdict->marks[gap].diagnosis;
  bool of_option = a->kind == ANSWER_CHOICE && is_option_id(&a->as.choice, id);
  if (id.ptr && !of_option && !said_before(s, gap, id) && !say_diagnosis(s, id))
    return false;
  return a->kind != ANSWER_CHOICE || say_options(s, gap);
}

bool feedback_write(struct run *r, const struct verdict *v, struct buf *out) {
  struct speech s = {r, v, out, false};
  buf_put(out, buf_str(&v->why));
  if (v->state == STATE_UNREADABLE || v->why.len)
    return true;
  if (v->state == STATE_ERROR) {
    interface_write(out, r->store, "engine.error", NULL);
    return true;
  }
  for (size_t i = 0; i < r->gap_count; i++)
    if (!say_gap(&s, i))
      return false;
  /* The notes of right options alone do not say what is missing. */
  bool enough =
      v->state != STATE_PARTLY || v->whole.diagnosis.ptr || v->whole.option;
  return (s.said && enough) || say_for(&s, str_from(state_name(v->state)));
}
