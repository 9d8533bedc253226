/* Reads the engine's replies with cJSON. */
#include "course/reply.h"

#include <cJSON.h>

static struct str text_of(struct arena *a, const cJSON *item) {
  return cJSON_IsString(item) ? arena_str(a, str_from(item->valuestring))
                              : (struct str){0};
}

static struct str text_at(struct arena *a, const cJSON *object,
                          const char *key) {
  return text_of(a, cJSON_GetObjectItemCaseSensitive(object, key));
}

static int int_at(const cJSON *object, const char *key, int absent) {
  const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
  return cJSON_IsNumber(item) ? item->valueint : absent;
}

static uint32_t line_at(const cJSON *object, const char *key) {
  int n = int_at(object, key, 0);
  return n > 0 ? (uint32_t)n : 0;
}

static bool bool_at(const cJSON *object, const char *key) {
  return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static size_t list_count(const cJSON *list) {
  return (size_t)cJSON_GetArraySize(list);
}

static struct str *text_list(struct arena *a, const cJSON *list,
                             size_t *count) {
  *count = list_count(list);
  struct str *out = arena_array(a, struct str, *count);
  const cJSON *item;
  size_t i = 0;
  cJSON_ArrayForEach(item, list) out[i++] = text_of(a, item);
  return out;
}

static int *int_list(struct arena *a, const cJSON *list, size_t *count) {
  *count = list_count(list);
  int *out = arena_array(a, int, *count);
  const cJSON *item;
  size_t i = 0;
  cJSON_ArrayForEach(item, list) out[i++] = item->valueint;
  return out;
}

bool reply_is_error(struct arena *a, struct str json,
                    struct reply_error *error) {
  cJSON *root = cJSON_ParseWithLength(json.ptr, json.len);
  const cJSON *e = cJSON_GetObjectItemCaseSensitive(root, "error");
  if (root && !e) {
    cJSON_Delete(root);
    return false;
  }
  *error = (struct reply_error){.kind = STR("reply"),
                                .message = STR("the engine gave no answer")};
  if (e) {
    error->kind = text_at(a, e, "kind");
    error->message = text_at(a, e, "message");
    error->file = text_at(a, e, "file");
    error->line = line_at(e, "line");
    error->col = line_at(e, "col");
  }
  cJSON_Delete(root);
  return true;
}

static const char *const KINDS[] = {"number", "choice",  "text", "order",
                                    "match",  "records", "code", "open"};

const char *gap_kind_name(enum gap_kind kind) { return KINDS[kind]; }

static enum gap_kind kind_named(struct str name) {
  size_t count = sizeof KINDS / sizeof *KINDS;
  for (size_t i = 0; i < count; i++)
    if (str_is(name, KINDS[i]))
      return (enum gap_kind)i;
  return GAP_NUMBER;
}

static const cJSON *at(const cJSON *object, const char *key) {
  return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* The order shown and, if they were computed, the texts. A number that names
 * no item would lead readers of the list astray: then as they are. */
static void read_items(struct arena *a, const cJSON *shown, const cJSON *texts,
                       struct drawn_items *out) {
  size_t text_count = 0;
  out->shown = int_list(a, shown, &out->count);
  for (size_t i = 0; i < out->count; i++)
    if (out->shown[i] < 1 || (size_t)out->shown[i] > out->count)
      out->shown[i] = (int)i + 1;
  if (!cJSON_IsArray(texts))
    return;
  out->texts = text_list(a, texts, &text_count);
  if (text_count < out->count)
    out->texts = NULL;
}

static void read_match(struct arena *a, const cJSON *g, struct drawn_gap *out) {
  const cJSON *texts = at(g, "texts"), *left = at(texts, "left");
  size_t count = 0;
  read_items(a, at(g, "start"), at(texts, "right"), &out->items);
  int lefts = int_at(g, "left", 0);
  out->left.count = lefts > 0 ? (size_t)lefts : 0;
  if (out->left.count > out->items.count)
    out->left.count = out->items.count;
  if (cJSON_IsArray(left))
    out->left.texts = text_list(a, left, &count);
  if (count < out->left.count)
    out->left.texts = NULL;
}

static void read_gap(struct arena *a, const cJSON *g, struct drawn_gap *out) {
  out->name = arena_str(a, str_from(g->string));
  out->kind = kind_named(text_at(a, g, "kind"));
  out->decimals = int_at(g, "decimals", -1);
  out->paper = int_at(g, "paper", -1);
  out->unit = text_at(a, g, "unit");
  out->answer = text_at(a, g, "answer");
  out->table = text_at(a, g, "table");
  out->starter = text_at(a, g, "starter");
  out->multiple = bool_at(g, "multiple");
  if (out->kind == GAP_MATCH)
    read_match(a, g, out);
  else if (out->kind == GAP_CHOICE || out->kind == GAP_ORDER)
    read_items(a, at(g, out->kind == GAP_ORDER ? "start" : "order"),
               at(g, "texts"), &out->items);
  if (out->kind == GAP_CHOICE || out->kind == GAP_RECORDS)
    out->right = int_list(a, at(g, "right"), &out->right_count);
}

void reply_draw(struct arena *a, struct str json, struct drawn_scope *out) {
  cJSON *root = cJSON_ParseWithLength(json.ptr, json.len);
  const cJSON *gaps = at(root, "gaps");
  const cJSON *g;
  size_t count;
  *out = (struct drawn_scope){0};
  out->texts = text_list(a, at(root, "texts"), &count);
  out->blocks = text_list(a, at(root, "blocks"), &count);
  out->data = text_list(a, at(root, "data"), &out->data_count);
  out->variants = bool_at(root, "variants");
  out->grid = text_at(a, root, "grid");
  out->gaps = arena_array(a, struct drawn_gap, list_count(gaps));
  cJSON_ArrayForEach(g, gaps) read_gap(a, g, &out->gaps[out->gap_count++]);
  cJSON_Delete(root);
}

/* {"answer":"44.7"} as "44.7", several gaps as "a=1, b=2". */
static struct str given_text(struct arena *a, const cJSON *given) {
  struct buf text = {0};
  const cJSON *item;
  bool several = cJSON_GetArraySize(given) > 1;
  cJSON_ArrayForEach(item, given) {
    if (text.len)
      buf_puts(&text, ", ");
    if (several)
      buf_printf(&text, "%s=", item->string);
    if (cJSON_IsString(item))
      buf_puts(&text, item->valuestring);
  }
  struct str out = arena_str(a, buf_str(&text));
  buf_free(&text);
  return out;
}

static struct test_result read_result(struct arena *a, const cJSON *t) {
  return (struct test_result){
      .line = line_at(t, "line"),
      .accept = str_is(text_at(a, t, "kind"), "accept"),
      .ok = bool_at(t, "ok"),
      .given = given_text(a, cJSON_GetObjectItemCaseSensitive(t, "given")),
      .state = text_at(a, t, "state"),
      .diagnosis = text_at(a, t, "diagnosis"),
      .wanted = text_at(a, t, "wanted")};
}

void reply_test(struct arena *a, struct str json, struct test_report *out) {
  cJSON *root = cJSON_ParseWithLength(json.ptr, json.len);
  const cJSON *tests = cJSON_GetObjectItemCaseSensitive(root, "tests");
  const cJSON *problems = cJSON_GetObjectItemCaseSensitive(root, "problems");
  const cJSON *item;
  *out = (struct test_report){0};
  out->own = read_result(a, cJSON_GetObjectItemCaseSensitive(root, "own"));
  out->tests = arena_array(a, struct test_result, list_count(tests));
  cJSON_ArrayForEach(item, tests) out->tests[out->test_count++] =
      read_result(a, item);
  out->problems = arena_array(a, struct test_problem, list_count(problems));
  cJSON_ArrayForEach(item, problems) {
    struct test_problem *p = &out->problems[out->problem_count++];
    p->line = line_at(item, "line");
    p->code = text_at(a, item, "code");
    p->message = text_at(a, item, "message");
  }
  out->expects = text_list(a, cJSON_GetObjectItemCaseSensitive(root, "expects"),
                           &out->expect_count);
  cJSON_Delete(root);
}
