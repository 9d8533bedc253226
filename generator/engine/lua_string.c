/* The string library: Lua's own file, compiled here so that every step of a
 * pattern counts and no address gets out, behind wrappers that bound what a
 * single call may do. */
#include "engine/lua_library.h"

#include "engine/sandbox.h"

enum {
  SUBJECT_PER_STEP = 64, /* %b and %1 look at all of it in one step */
  PATTERN_PER_STEP = 16  /* a set is read as a whole in one step */
};

static bool count_step(lua_State *L) {
  struct sandbox *s = L ? sandbox_of(L) : NULL;
  if (s) {
    s->pattern_steps -= s->step_cost;
    if (s->pattern_steps < 0 || s->stop != STOP_NONE)
      sandbox_stop(L, STOP_PATTERN);
  }
  return false;
}

/* lstrlib.c asks l_unlikely(…) at the start of every recursive match, where
 * its parameter `ms` hides this constant; elsewhere L is NULL and nothing is
 * counted. */
static const struct {
  lua_State *L;
} no_match_state, *const ms = &no_match_state;
#undef l_unlikely
#define l_unlikely(x) (count_step(ms->L) || luai_unlikely(x))
#define luaL_tolstring(L, i, len)                                              \
  (lua_library_text(L, i), lua_tolstring(L, -1, len))
#define str_find lua_str_find /* base/str.h has one, too */
#include <lstrlib.c>
#undef str_find
#undef luaL_tolstring

/* find, match, gmatch, gsub: the function is the upvalue. Costs never fall, so
 * that a call from within a replacement cannot make the outer one cheap. */
static int counted_match(lua_State *L) {
  struct sandbox *s = sandbox_of(L);
  size_t len, pattern_len;
  luaL_checklstring(L, 1, &len);
  const char *pattern = luaL_checklstring(L, 2, &pattern_len);
  double cost = 1 + (double)(pattern_len / PATTERN_PER_STEP);
  for (size_t i = 0; i + 1 < pattern_len; i++)
    if (pattern[i] == '%' &&
        (pattern[i + 1] == 'b' || char_is_digit(pattern[i + 1])))
      cost += (double)(len / SUBJECT_PER_STEP);
  if (cost > s->step_cost)
    s->step_cost = cost;
  /* A plain search compares the whole text at every place, at worst. */
  sandbox_charge(L, (double)len * (1 + (double)(pattern_len / 64)) / 16);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

static int bounded_rep(lua_State *L) {
  size_t len, gap;
  luaL_checklstring(L, 1, &len);
  lua_Integer n = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &gap);
  double size = n > 0 ? (double)n * (double)(len + gap) : 0;
  if (size > SANDBOX_TEXT_MAX)
    return luaL_error(L, "the text would be longer than %d bytes",
                      (int)SANDBOX_TEXT_MAX);
  sandbox_charge(L, size / 16 + 1);
  return str_rep(L);
}

/* %p shows an address; %a, and %q of a fraction, have more than one form. */
static int bounded_format(lua_State *L) {
  size_t len;
  const char *f = luaL_checklstring(L, 1, &len);
  int argument = 1;
  double work = (double)len;
  for (size_t i = 0; i + 1 < len; i++) {
    if (f[i] != '%')
      continue;
    i++;
    if (f[i] == '%')
      continue;
    argument++;
    while (i + 1 < len && strchr("-+ #0123456789.", f[i]) && f[i])
      i++;
    bool fraction =
        lua_type(L, argument) == LUA_TNUMBER && !lua_isinteger(L, argument);
    if (f[i] == 'p' || f[i] == 'a' || f[i] == 'A' || (f[i] == 'q' && fraction))
      return luaL_error(L, "'%%%c' is not available in 'format'", f[i]);
    work += 100;
  }
  sandbox_charge(L, work);
  return str_format(L);
}

static void open_patterns(lua_State *L) {
  static const luaL_Reg functions[] = {{"find", lua_str_find},
                                       {"match", str_match},
                                       {"gmatch", gmatch},
                                       {"gsub", str_gsub},
                                       {NULL, NULL}};
  for (size_t i = 0; functions[i].name; i++) {
    lua_pushcfunction(L, functions[i].func);
    lua_pushcclosure(L, counted_match, 1);
    lua_setfield(L, -2, functions[i].name);
  }
}

void lua_string_open(lua_State *L) {
  static const char *const names[] = {"byte",    "char", "len",   "lower",
                                      "reverse", "sub",  "upper", NULL};
  static const luaL_Reg plain[] = {
      {"byte", str_byte},       {"char", str_char},
      {"len", str_len},         {"lower", str_lower},
      {"reverse", str_reverse}, {"sub", str_sub},
      {"upper", str_upper},     {NULL, NULL}};
  static const luaL_Reg bounded[] = {
      {"rep", bounded_rep}, {"format", bounded_format}, {NULL, NULL}};
  luaL_newlib(L, plain);
  lua_library_take(L, "string", names);
  lua_getglobal(L, "string");
  luaL_setfuncs(L, bounded, 0);
  open_patterns(L);
  /* s:upper() goes through the metatable all texts share. */
  createmetatable(L);
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 3);
}
