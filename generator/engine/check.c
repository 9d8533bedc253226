/* The request that judges what a learner gave. */
#include "engine/operation.h"

#include "base/json.h"
#include "engine/feedback.h"

static bool read_given(const struct operation *o, const struct run *r,
                       struct given *given) {
  json typed = json_member(o->request, "given");
  *given = (struct given){.attempt = json_int_of(o->request, "attempt", 1)};
  if (!json_is_object(typed))
    return failure_set(o->failure, FAILURE_REQUEST, "there is nothing given");
  for (json item = json_first(typed); item; item = json_next(item)) {
    if (str_is(json_key(item), "self")) {
      given->self = json_text(item);
      continue;
    }
    size_t gap = run_gap(r, json_key(item));
    if (gap == SIZE_MAX)
      return failure_set(o->failure, FAILURE_REQUEST,
                         "the exercise has no gap '%.*s'",
                         STR_ARG(json_key(item)));
    given->typed[gap] = json_text(item);
  }
  return true;
}

static void put_understood(const struct run *r, const struct verdict *v,
                           struct buf *out) {
  buf_puts(out, ",\"understood\":");
  if (r->gap_count > 1)
    buf_char(out, '{');
  for (size_t i = 0; i < r->gap_count; i++) {
    if (r->gap_count > 1) {
      buf_puts(out, i ? "," : "");
      json_put_string(out, r->gaps[i].name);
      buf_char(out, ':');
    }
    if (v->marks[i].state == STATE_UNREADABLE)
      buf_puts(out, "null");
    else
      answer_write_value(out, &r->gaps[i].answer, v->values[i]);
  }
  if (r->gap_count > 1)
    buf_char(out, '}');
}

static void put_gaps(const struct run *r, const struct verdict *v,
                     struct buf *out) {
  buf_puts(out, ",\"gaps\":{");
  for (size_t i = 0; i < r->gap_count; i++) {
    const struct mark *m = &v->marks[i];
    /* A gap that was read, beside one that was not, has no mark yet. */
    bool unmarked = v->state >= STATE_UNREADABLE && m->state < STATE_UNREADABLE;
    buf_puts(out, i ? "," : "");
    json_put_string(out, r->gaps[i].name);
    if (unmarked)
      buf_puts(out, ":{\"state\":null");
    else
      buf_printf(out, ":{\"state\":\"%s\"", state_name(m->state));
    buf_puts(out, ",\"diagnosis\":");
    verdict_write_diagnosis(out, m);
    buf_char(out, '}');
  }
  buf_char(out, '}');
}

static bool put_feedback(struct run *r, const struct verdict *v,
                         struct buf *out) {
  struct buf text = {.max = out->max};
  bool ok = feedback_write(r, v, &text);
  buf_puts(out, ",\"feedback\":");
  if (text.len)
    json_put_string(out, buf_str(&text));
  else
    buf_puts(out, "null");
  if (text.error)
    out->error = text.error;
  buf_free(&text);
  return ok;
}

static bool put_verdict(struct run *r, const struct verdict *v,
                        struct buf *out) {
  buf_printf(out, "{\"state\":\"%s\",\"score\":", state_name(v->state));
  number_write_json(out, v->score);
  buf_puts(out, ",\"diagnosis\":");
  verdict_write_diagnosis(out, &v->whole);
  put_understood(r, v, out);
  bool ok = put_feedback(r, v, out);
  put_gaps(r, v, out);
  if (v->state == STATE_ERROR) {
    buf_puts(out, ",\"problem\":{");
    failure_write(out, &v->crash);
    buf_char(out, '}');
  }
  buf_char(out, '}');
  return ok;
}

bool operation_check(const struct operation *o) {
  struct run *r = operation_start(o, false);
  struct given given;
  struct verdict v;
  if (!r)
    return false;
  bool ok = read_given(o, r, &given);
  if (ok) {
    verdict_reach(r, &given, &v);
    ok = put_verdict(r, &v, o->out);
    verdict_free(&v);
  }
  run_free(r);
  return ok;
}
