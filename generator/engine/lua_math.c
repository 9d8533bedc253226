/* The math library without trigonometry, with the functions that the engine
 * computes itself, and powers. */
#include "engine/lua_library.h"

#include "engine/portable_math.h"
#include "engine/sandbox.h"

#include <math.h>

#define WHOLE_MAX 0x1p53

static double whole_power(double base, double exponent) {
  double result = 1;
  for (double left = fabs(exponent); left >= 1; left = floor(left / 2)) {
    if (floor(left / 2) * 2 < left)
      result *= base;
    base *= base;
  }
  return exponent < 0 ? 1 / result : result;
}

double lua_math_power(double base, double exponent) {
  if (exponent == 2)
    return base * base;
  if (exponent == 0.5)
    return sqrt(base);
  if (floor(exponent) == exponent && fabs(exponent) <= WHOLE_MAX)
    return whole_power(base, exponent);
  if (base == 0 && !isnan(exponent))
    return exponent > 0 ? 0 : HUGE_VAL;
  return portable_exp(exponent * portable_log(base));
}

/* log(x) to a whole base is exact where x is a power of it. */
static double log_to_base(double x, double base) {
  double result = portable_log(x) / portable_log(base);
  double whole = floor(result + 0.5);
  if (fabs(whole) < 1100 && whole_power(base, whole) == x)
    return whole;
  return result;
}

static int math_log(lua_State *L) {
  double x = luaL_checknumber(L, 1);
  if (lua_isnoneornil(L, 2))
    lua_pushnumber(L, portable_log(x));
  else
    lua_pushnumber(L, log_to_base(x, luaL_checknumber(L, 2)));
  return 1;
}

static int math_exp(lua_State *L) {
  lua_pushnumber(L, portable_exp(luaL_checknumber(L, 1)));
  return 1;
}

static int math_sqrt(lua_State *L) {
  lua_pushnumber(L, sqrt(luaL_checknumber(L, 1)));
  return 1;
}

static void push_whole(lua_State *L, double x) {
  lua_Integer n;
  if (lua_numbertointeger(x, &n))
    lua_pushinteger(L, n);
  else
    lua_pushnumber(L, x);
}

static int math_floor(lua_State *L) {
  if (lua_isinteger(L, 1))
    lua_settop(L, 1);
  else
    push_whole(L, floor(luaL_checknumber(L, 1)));
  return 1;
}

static int math_ceil(lua_State *L) {
  if (lua_isinteger(L, 1))
    lua_settop(L, 1);
  else
    push_whole(L, ceil(luaL_checknumber(L, 1)));
  return 1;
}

static int math_abs(lua_State *L) {
  if (lua_isinteger(L, 1)) {
    lua_Integer n = lua_tointeger(L, 1);
    lua_pushinteger(L, n < 0 ? (lua_Integer)(0u - (lua_Unsigned)n) : n);
  } else {
    lua_pushnumber(L, fabs(luaL_checknumber(L, 1)));
  }
  return 1;
}

static int math_fmod(lua_State *L) {
  if (lua_isinteger(L, 1) && lua_isinteger(L, 2)) {
    lua_Integer d = lua_tointeger(L, 2);
    luaL_argcheck(L, d != 0, 2, "zero");
    lua_pushinteger(L, d == -1 ? 0 : lua_tointeger(L, 1) % d);
  } else {
    lua_pushnumber(L, fmod(luaL_checknumber(L, 1), luaL_checknumber(L, 2)));
  }
  return 1;
}

static int math_modf(lua_State *L) {
  double x = luaL_checknumber(L, 1);
  double whole = x < 0 ? ceil(x) : floor(x);
  lua_pushnumber(L, whole);
  lua_pushnumber(L, x == whole ? 0 : x - whole);
  return 2;
}

static int math_tointeger(lua_State *L) {
  int is_whole;
  lua_Integer n = lua_tointegerx(L, 1, &is_whole);
  luaL_checkany(L, 1);
  if (is_whole)
    lua_pushinteger(L, n);
  else
    luaL_pushfail(L);
  return 1;
}

static int math_type(lua_State *L) {
  luaL_checkany(L, 1);
  if (lua_type(L, 1) == LUA_TNUMBER)
    lua_pushstring(L, lua_isinteger(L, 1) ? "integer" : "float");
  else
    luaL_pushfail(L);
  return 1;
}

static int math_ult(lua_State *L) {
  lua_Integer a = luaL_checkinteger(L, 1), b = luaL_checkinteger(L, 2);
  lua_pushboolean(L, (lua_Unsigned)a < (lua_Unsigned)b);
  return 1;
}

static int extreme(lua_State *L, bool largest) {
  int best = 1, count = lua_gettop(L);
  luaL_checknumber(L, 1);
  for (int i = 2; i <= count; i++) {
    luaL_checknumber(L, i);
    if (largest ? lua_compare(L, best, i, LUA_OPLT)
                : lua_compare(L, i, best, LUA_OPLT))
      best = i;
  }
  sandbox_charge(L, count);
  lua_pushvalue(L, best);
  return 1;
}

static int math_max(lua_State *L) { return extreme(L, true); }

static int math_min(lua_State *L) { return extreme(L, false); }

void lua_math_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"abs", math_abs},     {"ceil", math_ceil}, {"exp", math_exp},
      {"floor", math_floor}, {"fmod", math_fmod}, {"log", math_log},
      {"max", math_max},     {"min", math_min},   {"modf", math_modf},
      {"sqrt", math_sqrt},   {"type", math_type}, {"tointeger", math_tointeger},
      {"ult", math_ult},     {NULL, NULL}};
  luaL_newlib(L, functions);
  lua_pushnumber(L, 0x1.921fb54442d18p+1);
  lua_setfield(L, -2, "pi");
  lua_pushnumber(L, HUGE_VAL);
  lua_setfield(L, -2, "huge");
  lua_pushinteger(L, LUA_MAXINTEGER);
  lua_setfield(L, -2, "maxinteger");
  lua_pushinteger(L, LUA_MININTEGER);
  lua_setfield(L, -2, "mininteger");
  lua_setglobal(L, "math");
}
