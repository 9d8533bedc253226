/* What an exercise says about its answers in Markdown, for the `load` request:
 * options, accepted words, lists to order, tables to match, starter code, and
 * the feedback. */
#include "course/load_steps.h"

#include "base/json.h"

static void put_choices(const struct load_writer *w,
                        const struct exercise *ex) {
  if (!ex->task_list)
    return;
  buf_printf(w->json,
             ",\"choices\":{\"answer\":{\"multiple\":%s,\"shuffle\":%s,"
             "\"options\":[",
             ex->multiple ? "true" : "false", ex->shuffle ? "true" : "false");
  for (size_t i = 0; i < ex->option_count; i++) {
    buf_printf(w->json, "%s{\"right\":%s", i ? "," : "",
               ex->options[i].right ? "true" : "false");
    if (ex->options[i].feedback) {
      buf_puts(w->json, ",\"feedback\":");
      w->writers->node(w->json, w->plan, ex->options[i].feedback,
                       w->writers->form);
    }
    buf_char(w->json, '}');
  }
  buf_puts(w->json, "]}}");
}

/* One accepted form: its text with computed values cut out (no markup). */
static void put_accepted(const struct load_writer *w, struct node *item) {
  const char *comma = "";
  buf_printf(w->json, "{\"line\":%u,\"parts\":[", (unsigned)item->at.line);
  for (struct node *n = item; n; n = node_walk(item, n)) {
    if (n->kind == NODE_COMPUTED)
      buf_printf(w->json, "%s%zu", comma, n->as.computed.index);
    else if (n->kind == NODE_TEXT || n->kind == NODE_CODE ||
             n->kind == NODE_SOFT_BREAK) {
      buf_puts(w->json, comma);
      json_put_string(w->json, n->kind == NODE_SOFT_BREAK ? STR(" ") : n->text);
    } else {
      continue;
    }
    comma = ",";
  }
  buf_puts(w->json, "]}");
}

static void put_accepts(const struct load_writer *w,
                        const struct exercise *ex) {
  if (!ex->accept_count)
    return;
  buf_puts(w->json, ",\"accepts\":{");
  for (size_t i = 0; i < ex->accept_count; i++) {
    const struct accept_list *l = &ex->accepts[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, l->gap);
    buf_puts(w->json, ":[");
    for (struct node *n = l->container->first->first; n; n = n->next) {
      put_accepted(w, n);
      if (n->next)
        buf_char(w->json, ',');
    }
    buf_char(w->json, ']');
  }
  buf_char(w->json, '}');
}

static size_t child_count(const struct node *n) {
  size_t count = 0;
  for (const struct node *child = n->first; child; child = child->next)
    count++;
  return count;
}

static void put_orders(const struct load_writer *w, const struct exercise *ex) {
  if (!ex->order_count)
    return;
  buf_puts(w->json, ",\"orders\":{");
  for (size_t i = 0; i < ex->order_count; i++) {
    const struct order_list *o = &ex->orders[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, o->gap);
    buf_printf(w->json, ":{\"line\":%u,\"count\":%zu}",
               (unsigned)o->container->at.line, child_count(o->list));
  }
  buf_char(w->json, '}');
}

static void put_matches(const struct load_writer *w,
                        const struct exercise *ex) {
  if (!ex->match_count)
    return;
  buf_puts(w->json, ",\"matches\":{");
  for (size_t i = 0; i < ex->match_count; i++) {
    const struct match_table *m = &ex->matches[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, m->gap);
    buf_printf(w->json, ":{\"line\":%u,\"left\":%zu,\"right\":%zu}",
               (unsigned)m->container->at.line, m->left, m->right);
  }
  buf_char(w->json, '}');
}

static void put_starters(const struct load_writer *w,
                         const struct exercise *ex) {
  if (!ex->starter_count)
    return;
  buf_puts(w->json, ",\"starters\":{");
  for (size_t i = 0; i < ex->starter_count; i++) {
    const struct starter *s = &ex->starters[i];
    if (i)
      buf_char(w->json, ',');
    json_put_string(w->json, s->gap);
    buf_printf(w->json, ":{\"line\":%u",
               (unsigned)s->code->as.code.code_at.line);
    load_put_key(w->json, "code", s->code->text);
    buf_char(w->json, '}');
  }
  buf_char(w->json, '}');
}

static void put_feedback(const struct load_writer *w,
                         const struct exercise *ex) {
  buf_puts(w->json, ",\"feedback\":[");
  for (size_t i = 0; i < ex->feedback_count; i++) {
    buf_printf(w->json, "%s{\"on\":", i ? "," : "");
    json_put_string(w->json, ex->feedback[i].on);
    buf_printf(w->json, ",\"line\":%u,\"parts\":",
               (unsigned)ex->feedback[i].container->at.line);
    w->writers->node(w->json, w->plan, ex->feedback[i].container,
                     w->writers->form);
    buf_char(w->json, '}');
  }
  buf_char(w->json, ']');
}

void load_put_answers(const struct load_writer *w, const struct exercise *ex) {
  put_choices(w, ex);
  put_accepts(w, ex);
  put_orders(w, ex);
  put_matches(w, ex);
  put_starters(w, ex);
  put_feedback(w, ex);
}
