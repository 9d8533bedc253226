/* The gaps of a drawn exercise: what the page needs to show their fields. */
#include "engine/draw_gaps.h"

#include "base/json.h"
#include "engine/draw_table.h"

static void put_number(struct buf *out, const struct run *r,
                       const struct number_answer *a) {
  struct buf typed = {0};
  number_type(&typed, a, r->store->locale);
  buf_puts(out, "\"number\",\"answer\":");
  json_put_string(out, buf_str(&typed));
  buf_free(&typed);
  buf_puts(out, ",\"unit\":");
  if (a->unit_count)
    json_put_string(out, a->units[0]);
  else
    buf_puts(out, "null");
  if (a->decimals >= 0)
    buf_printf(out, ",\"decimals\":%d", a->decimals);
  else
    buf_puts(out, ",\"decimals\":null");
  int paper = number_paper(a);
  if (paper >= 0)
    buf_printf(out, ",\"paper\":%d", paper);
  else
    buf_puts(out, ",\"paper\":null");
}

static void put_numbers(struct buf *out, const char *key, const int *items,
                        int count) {
  buf_printf(out, ",\"%s\":[", key);
  list_put(out, (struct numbers){items, count});
  buf_char(out, ']');
}

static void put_strings(struct buf *out, const struct str *texts, int count) {
  buf_char(out, '[');
  for (int i = 0; i < count; i++) {
    buf_puts(out, i ? "," : "");
    json_put_string(out, texts[i]);
  }
  buf_char(out, ']');
}

static void put_choice(struct buf *out, const struct run *r,
                       const struct gap *gap) {
  const struct choice_answer *c = &gap->answer.as.choice;
  int order[OPTIONS_MAX];
  choice_order(c, r->id, gap->name, r->seed, order);
  buf_printf(out, "\"choice\",\"multiple\":%s,\"count\":%d",
             c->multiple ? "true" : "false", c->count);
  put_numbers(out, "order", order, c->count);
  buf_puts(out, ",\"right\":[");
  choice_type(out, c->right);
  buf_puts(out, "],\"texts\":");
  if (!c->computed) {
    buf_puts(out, "null");
    return;
  }
  for (int i = 0; i < c->count; i++) {
    buf_char(out, i ? ',' : '[');
    json_put_string(out, c->options[i].text);
  }
  buf_char(out, ']');
}

static void put_text(struct buf *out, const struct text_answer *a) {
  buf_puts(out, "\"text\",\"answer\":");
  if (a->count)
    json_put_string(out, a->accepted[0]);
  else
    buf_puts(out, "null");
}

static void put_order(struct buf *out, const struct run *r,
                      const struct gap *gap) {
  const struct order_answer *a = &gap->answer.as.order;
  int start[OPTIONS_MAX];
  list_start(r->id, gap->name, r->seed, a->count, start);
  buf_printf(out, "\"order\",\"count\":%d", a->count);
  put_numbers(out, "start", start, a->count);
  buf_puts(out, ",\"texts\":");
  if (a->texts)
    put_strings(out, a->texts, a->count);
  else
    buf_puts(out, "null");
}

static void put_match(struct buf *out, const struct run *r,
                      const struct gap *gap) {
  const struct match_answer *a = &gap->answer.as.match;
  int start[OPTIONS_MAX];
  list_start(r->id, gap->name, r->seed, a->right, start);
  buf_printf(out, "\"match\",\"left\":%d,\"right\":%d", a->left, a->right);
  put_numbers(out, "start", start, a->right);
  buf_puts(out, ",\"texts\":");
  if (!a->left_texts) {
    buf_puts(out, "null");
    return;
  }
  buf_puts(out, "{\"left\":");
  put_strings(out, a->left_texts, a->left);
  buf_puts(out, ",\"right\":");
  put_strings(out, a->right_texts, a->right);
  buf_char(out, '}');
}

static bool put_records(struct buf *out, struct run *r, const struct gap *gap) {
  const struct records_answer *a = &gap->answer.as.records;
  struct buf table = {.max = out->max};
  bool ok = draw_table_records(r, gap, &table);
  buf_printf(out, "\"records\",\"count\":%d", a->rows);
  put_numbers(out, "right", a->right.items, a->right.count);
  buf_puts(out, ",\"table\":");
  json_put_string(out, buf_str(&table));
  if (table.error)
    out->error = table.error;
  buf_free(&table);
  return ok;
}

/* A starter in Markdown is the reader's language's. */
static void put_code(struct buf *out, const struct run *r,
                     const struct gap *gap) {
  json starters = json_member(r->exercise, "starters");
  json written = json_member(starters, gap->name.ptr);
  buf_puts(out, "\"code\",\"starter\":");
  json_put_string(out, written ? json_text_of(written, "code")
                               : gap->answer.as.code.starter);
}

static bool put_gap(struct buf *out, struct run *r, const struct gap *gap) {
  json_put_string(out, gap->name);
  buf_puts(out, ":{\"kind\":");
  bool ok = true;
  switch (gap->answer.kind) {
  case ANSWER_NUMBER:
    put_number(out, r, &gap->answer.as.number);
    break;
  case ANSWER_CHOICE:
    put_choice(out, r, gap);
    break;
  case ANSWER_TEXT:
    put_text(out, &gap->answer.as.text);
    break;
  case ANSWER_ORDER:
    put_order(out, r, gap);
    break;
  case ANSWER_MATCH:
    put_match(out, r, gap);
    break;
  case ANSWER_RECORDS:
    ok = put_records(out, r, gap);
    break;
  case ANSWER_OPEN:
    buf_puts(out, "\"open\"");
    break;
  case ANSWER_CODE:
    put_code(out, r, gap);
    break;
  case ANSWER_GRID:
    break;
  }
  buf_char(out, '}');
  return ok;
}

static bool put_grid(struct buf *out, struct run *r) {
  struct buf table = {.max = out->max};
  bool ok = draw_table_grid(r, &table);
  buf_puts(out, ",\"grid\":");
  json_put_string(out, buf_str(&table));
  if (table.error)
    out->error = table.error;
  buf_free(&table);
  return ok;
}

bool draw_gaps_put(struct run *r, struct buf *out) {
  bool ok = true;
  buf_puts(out, ",\"gaps\":{");
  for (size_t i = 0; i < r->gap_count && ok; i++) {
    buf_puts(out, i ? "," : "");
    ok = put_gap(out, r, &r->gaps[i]);
  }
  buf_char(out, '}');
  return ok && (r->grid.kind != ANSWER_GRID || put_grid(out, r));
}
