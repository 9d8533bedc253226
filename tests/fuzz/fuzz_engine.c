/* The engine's requests. Option 0: one request a line; 1: Lua of an exercise;
 * 2: an expression of a text; 3: an answer to a fixed exercise. */
#include "fuzz.h"

#include "base/json.h"
#include "base/utf8.h"
#include "engine/engine.h"

#include <cJSON.h>

enum { WAYS = 4 };

static void call(struct engine *e, struct str request) {
  struct str reply = engine_call(e, request);
  cJSON *json = cJSON_ParseWithLength(reply.ptr, reply.len);
  size_t bad;
  FUZZ_CHECK(cJSON_IsObject(json) && utf8_valid(reply, &bad));
  cJSON_Delete(json);
}

static void call_with(struct engine *e, const char *before, struct str text,
                      const char *after) {
  struct buf b = {0};
  size_t bad;
  if (utf8_valid(text, &bad)) {
    buf_puts(&b, before);
    json_put_string(&b, text);
    buf_puts(&b, after);
    call(e, buf_str(&b));
  }
  buf_free(&b);
}

static void draw_and_check(struct engine *e) {
  call(e, STR("{\"op\":\"draw\",\"exercise\":\"x\",\"seed\":1}"));
  call(e, STR("{\"op\":\"check\",\"exercise\":\"x\",\"seed\":1,\"attempt\":1,"
              "\"given\":{\"answer\":\"44,7\"}}"));
  call(e, STR("{\"op\":\"test\",\"exercise\":\"x\",\"seed\":2}"));
}

#define LOAD                                                                   \
  "{\"op\":\"load\",\"data\":[{\"name\":\"d\",\"file\":\"d.csv\","             \
  "\"fields\":[{\"name\":\"p\",\"type\":\"string\"},"                          \
  "{\"name\":\"n\",\"type\":\"integer\"}],\"delimiter\":\",\","                \
  "\"csv\":\"p,n\\nTak,5\\nRanong,7\\n\"}],"                                   \
  "\"exercises\":[{\"id\":\"x\",\"module\":\"m\",\"points\":1,"

static void fuzz_logic(struct engine *e, struct str text) {
  call_with(e, LOAD "\"logic\":{\"line\":1,\"code\":", text,
            "},\"expressions\":[{\"line\":1,\"col\":1,\"code\":\"answer\"}]}]"
            "}");
  draw_and_check(e);
}

static void fuzz_expression(struct engine *e, struct str text) {
  call_with(e,
            LOAD "\"logic\":{\"line\":1,\"code\":\"x = data.d:sum 'n' answer "
                 "= number(x, {decimals = 1})\"},\"expressions\":[{\"line\":1,"
                 "\"col\":1,\"code\":",
            text, "}]}]}");
  draw_and_check(e);
}

static void fuzz_answer(struct engine *e, struct str text) {
  call(e, STR(LOAD "\"logic\":{\"line\":1,\"code\":\"answer = number(1234.5, "
                   "{decimals = 1, unit = '%'}) expect('e', 12)\"}}]}"));
  call_with(e,
            "{\"op\":\"check\",\"exercise\":\"x\",\"seed\":1,\"attempt\":1,"
            "\"given\":{\"answer\":",
            text, "}}");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  struct engine_limits limits = engine_default_limits();
  limits.memory = 8u << 20;
  limits.instructions = 20000;
  limits.pattern_steps = 20000;
  struct engine *e = engine_create(limits);
  FUZZ_CHECK(e);
  struct str text = fuzz_text(data, size), line;
  switch (data[0] % WAYS) {
  case 0:
    while (str_next_line(&text, &line))
      call(e, line);
    break;
  case 1:
    fuzz_logic(e, text);
    break;
  case 2:
    fuzz_expression(e, text);
    break;
  default:
    fuzz_answer(e, text);
  }
  engine_destroy(e);
  return 0;
}
