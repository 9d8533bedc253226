/* The Lua state of a request: memory cap, work count, protected calls. */
#include "engine/sandbox.h"

#include "engine/lua_library.h"

#include <stdlib.h>

enum {
  HOOK_PERIOD = 1000,
  BYTES_PER_WORK = 64,   /* allocating costs */
  TEXT_PER_WORK = 512,   /* what an instruction may do with the longest text */
  STACK_PER_WORK = 4096, /* or with everything on the stack */
};

struct sandbox *sandbox_of(lua_State *L) {
  struct sandbox *s;
  memcpy(&s, lua_getextraspace(L), sizeof s);
  return s;
}

int sandbox_line(lua_State *L) {
  lua_Debug ar;
  for (int level = 0; lua_getstack(L, level, &ar); level++)
    if (lua_getinfo(L, "l", &ar) && ar.currentline > 0)
      return ar.currentline;
  return sandbox_of(L)->line_of_c;
}

/* Lua passes the kind of a new object as the old size of a NULL block. */
static bool allowed(struct sandbox *s, bool fresh, size_t old, size_t size) {
  if (fresh && old == LUA_TSTRING) {
    if (size > SANDBOX_TEXT_MAX) {
      s->text_refused = true;
      return false;
    }
    if (size > s->longest)
      s->longest = size;
  }
  size_t held = fresh ? 0 : old;
  return size <= held || size - held <= s->limits.memory - s->used;
}

static void *allocate(void *ud, void *block, size_t old, size_t size) {
  struct sandbox *s = ud;
  size_t held = block ? old : 0;
  if (size == 0) {
    free(block);
    s->used -= held;
    return NULL;
  }
  void *result = allowed(s, !block, old, size) ? realloc(block, size) : NULL;
  if (!result) {
    if (s->L)
      s->line = sandbox_line(s->L); /* no message handler runs for this */
    return NULL;
  }
  s->used = s->used - held + size;
  s->work -= (double)(size / BYTES_PER_WORK);
  return result;
}

static void count(lua_State *L, lua_Debug *ar) {
  struct sandbox *s = sandbox_of(L);
  (void)ar;
  if (s->stop == STOP_NONE) {
    double texts = (double)(s->longest / TEXT_PER_WORK);
    double stack = (double)lua_library_stack_size(L) / STACK_PER_WORK;
    s->work -= HOOK_PERIOD * (1 + texts + stack);
    if (s->work >= 0)
      return;
  }
  sandbox_stop(L, STOP_WORK);
}

void sandbox_stop(lua_State *L, enum sandbox_stop why) {
  struct sandbox *s = sandbox_of(L);
  if (s->stop == STOP_NONE) {
    s->stop = why;
    s->line = sandbox_line(L);
    lua_sethook(L, count, LUA_MASKCOUNT, 1);
  }
  lua_pushliteral(L, "stopped");
  lua_error(L);
}

void sandbox_charge(lua_State *L, double work) {
  struct sandbox *s = sandbox_of(L);
  s->work -= work;
  if (s->work < 0 || s->stop != STOP_NONE)
    sandbox_stop(L, STOP_WORK);
}

void sandbox_pass_on(lua_State *L, int status) {
  struct sandbox *s = sandbox_of(L);
  if (status == LUA_ERRMEM && s->stop == STOP_NONE)
    sandbox_stop(L, STOP_MEMORY);
  if (s->stop != STOP_NONE)
    sandbox_stop(L, s->stop);
}

static int prepare(lua_State *L) {
  lua_library_open(L);
  lua_sethook(L, count, LUA_MASKCOUNT, HOOK_PERIOD);
  return 0;
}

struct sandbox *sandbox_open(struct engine_limits limits, void *context) {
  struct sandbox *s = calloc(1, sizeof *s);
  if (!s)
    return NULL;
  s->context = context;
  s->limits = limits;
  s->work = (double)limits.instructions;
  s->pattern_steps = (double)limits.pattern_steps;
  s->step_cost = 1;
  s->output.max = SANDBOX_OUTPUT_MAX;
  s->L = lua_newstate(allocate, s);
  if (!s->L) {
    sandbox_close(s);
    return NULL;
  }
  memcpy(lua_getextraspace(s->L), &s, sizeof s);
  lua_pushcfunction(s->L, prepare);
  if (lua_pcall(s->L, 0, 0, 0) != LUA_OK) {
    sandbox_close(s);
    return NULL;
  }
  return s;
}

void sandbox_close(struct sandbox *s) {
  if (!s)
    return;
  if (s->L)
    lua_close(s->L);
  buf_free(&s->output);
  free(s);
}

/* "file:12: text" without its place; the line goes into *line. */
static struct str strip_place(struct str message, struct str file, int *line) {
  size_t at = file.len;
  int number = 0;
  if (!str_eq(str_slice(message, 0, at), file) || at >= message.len ||
      message.ptr[at] != ':')
    return message;
  for (at++; at < message.len && char_is_digit(message.ptr[at]); at++)
    if (number < 100000000)
      number = number * 10 + (message.ptr[at] - '0');
  if (!str_starts(str_slice(message, at, message.len), ": "))
    return message;
  *line = number;
  return str_slice(message, at + 2, message.len);
}

/* The message handler: remembers the line, and gives a text for any value. */
static int handle(lua_State *L) {
  struct sandbox *s = sandbox_of(L);
  if (s->stop == STOP_NONE)
    s->line = sandbox_line(L);
  if (lua_isnil(L, 1))
    lua_pushliteral(L, "an error without a message");
  else
    lua_library_text(L, 1);
  return 1;
}

static void describe_stop(struct sandbox *s, struct failure *f) {
  if (s->stop == STOP_MEMORY && s->text_refused)
    failure_set(f, FAILURE_MEMORY,
                "the code was stopped: a text grew longer than %d bytes",
                (int)SANDBOX_TEXT_MAX);
  else if (s->stop == STOP_MEMORY)
    failure_set(f, FAILURE_MEMORY,
                "the code was stopped: it needs more than %zu MB of memory",
                s->limits.memory >> 20);
  else if (s->stop == STOP_PATTERN)
    failure_set(f, FAILURE_LIMIT,
                "the code was stopped: a text pattern takes too many steps");
  else
    failure_set(f, FAILURE_LIMIT,
                "the code was stopped: it runs too long (an endless loop?)");
}

static void describe(struct sandbox *s, int status, struct failure *f) {
  if (status == LUA_ERRMEM && s->stop == STOP_NONE)
    s->stop = STOP_MEMORY;
  if (s->stop != STOP_NONE) {
    describe_stop(s, f);
  } else {
    size_t len = 0;
    const char *text = lua_tolstring(s->L, -1, &len);
    struct str message = {text, text ? len : 0};
    message = strip_place(message, s->file, &s->line);
    failure_set(f, FAILURE_LUA, "%.*s", STR_ARG(message));
  }
  failure_at(f, s->file, s->line, 0);
}

bool sandbox_run(struct sandbox *s, lua_CFunction f, void *argument,
                 struct failure *failure) {
  lua_State *L = s->L;
  s->line = s->line_of_c = 0;
  lua_settop(L, 0);
  /* Room for these three is there in every new state. */
  lua_pushcfunction(L, handle);
  lua_pushcfunction(L, f);
  lua_pushlightuserdata(L, argument);
  int status = lua_pcall(L, 1, 0, 1);
  if (status == LUA_OK && s->stop == STOP_NONE)
    return true;
  if (failure->kind == FAILURE_NONE)
    describe(s, status, failure);
  lua_settop(L, 0);
  return false;
}

/* A chunk as Lua reads it: line ends up to its line, the prefix, the code. */
struct chunk {
  int newlines;
  struct str parts[2];
  int part;
};

static const char *read_chunk(lua_State *L, void *ud, size_t *size) {
  static const char newlines[] = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n";
  struct chunk *c = ud;
  (void)L;
  if (c->newlines > 0) {
    int most = (int)sizeof newlines - 1;
    int n = c->newlines < most ? c->newlines : most;
    c->newlines -= n;
    *size = (size_t)n;
    return newlines;
  }
  while (c->part < 2) {
    struct str s = c->parts[c->part++];
    if (s.len) {
      *size = s.len;
      return s.ptr;
    }
  }
  *size = 0;
  return NULL;
}

bool sandbox_compile(lua_State *L, int line, const char *prefix,
                     struct str code, int environment) {
  struct sandbox *s = sandbox_of(L);
  struct chunk c = {line > 1 ? line - 1 : 0, {str_from(prefix), code}, 0};
  environment = lua_absindex(L, environment);
  s->line_of_c = line;
  sandbox_charge(L, c.newlines + (double)code.len);
  lua_pushliteral(L, "@");
  lua_pushlstring(L, s->file.ptr ? s->file.ptr : "", s->file.len);
  lua_concat(L, 2);
  int status = lua_load(L, read_chunk, &c, lua_tostring(L, -1), "t");
  lua_remove(L, -2);
  if (status == LUA_ERRMEM)
    sandbox_pass_on(L, status);
  if (status != LUA_OK)
    return false;
  int close = lua_library_close_line(L);
  if (close) {
    lua_pushfstring(L, "%s:%d: '<close>' is not available", s->file.ptr, close);
    lua_remove(L, -2);
    return false;
  }
  lua_pushvalue(L, environment);
  if (!lua_setupvalue(L, -2, 1))
    lua_pop(L, 1);
  return true;
}
