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

static void read_choice(struct arena *a, const cJSON *g,
                        struct drawn_gap *out) {
  const cJSON *texts = cJSON_GetObjectItemCaseSensitive(g, "texts");
  out->kind = GAP_CHOICE;
  out->multiple = bool_at(g, "multiple");
  out->order = int_list(a, cJSON_GetObjectItemCaseSensitive(g, "order"),
                        &out->option_count);
  out->right = int_list(a, cJSON_GetObjectItemCaseSensitive(g, "right"),
                        &out->right_count);
  size_t count;
  if (cJSON_IsArray(texts))
    out->option_texts = text_list(a, texts, &count);
}

static void read_gap(struct arena *a, const cJSON *g, struct drawn_gap *out) {
  out->name = arena_str(a, str_from(g->string));
  out->decimals = int_at(g, "decimals", -1);
  out->paper = int_at(g, "paper", -1);
  out->unit = text_at(a, g, "unit");
  if (str_is(text_at(a, g, "kind"), "choice")) {
    read_choice(a, g, out);
    return;
  }
  out->kind = GAP_NUMBER;
  out->answer = text_at(a, g, "answer");
}

void reply_draw(struct arena *a, struct str json, struct drawn_scope *out) {
  cJSON *root = cJSON_ParseWithLength(json.ptr, json.len);
  const cJSON *gaps = cJSON_GetObjectItemCaseSensitive(root, "gaps");
  const cJSON *g;
  size_t count;
  *out = (struct drawn_scope){0};
  out->texts =
      text_list(a, cJSON_GetObjectItemCaseSensitive(root, "texts"), &count);
  out->blocks =
      text_list(a, cJSON_GetObjectItemCaseSensitive(root, "blocks"), &count);
  out->variants = bool_at(root, "variants");
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
