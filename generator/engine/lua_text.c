/* Values as text that people read. The functions push strings; their buffer is
 * the run's, so that an error cannot lose it. */
#include "engine/lua_text.h"

#include "engine/lua_library.h"
#include "engine/plural_text.h"

#include <math.h>

enum { MOST_DECIMALS = 12, LIST_MAX = 1000 };

void lua_text_see_year(struct run *r, int64_t year) {
  if (year >= 0 && year < YEAR_MAX)
    r->years[year / 8] |= (uint8_t)(1 << (year % 8));
}

bool lua_text_is_year(const struct run *r, double value) {
  if (!(value >= 0 && value < YEAR_MAX) || value != floor(value))
    return false;
  int year = (int)value;
  return r->years[year / 8] >> (year % 8) & 1;
}

void lua_text_number(struct run *r, double value, struct buf *out) {
  number_write(out, r->store->locale, value,
               lua_text_is_year(r, value) ? NUMBER_PLAIN : NUMBER_DEFAULT, 0);
}

static double checked(lua_State *L, int index) {
  double value = lua_tonumber(L, index);
  if (isnan(value))
    luaL_error(L, "not a number (0/0?) where a text is shown");
  if (isinf(value))
    luaL_error(L, "infinite (divided by 0?) where a text is shown");
  return value;
}

void lua_text_put(lua_State *L, int index, struct buf *out) {
  size_t len;
  const char *text;
  switch (lua_type(L, index)) {
  case LUA_TNUMBER:
    lua_text_number(run_of(L), checked(L, index), out);
    break;
  case LUA_TSTRING:
    text = lua_tolstring(L, index, &len);
    buf_put_n(out, text, len);
    break;
  case LUA_TNIL:
    luaL_error(L, "nil where a text is shown: no value was found");
    break;
  case LUA_TBOOLEAN:
    luaL_error(L, "a text or a number is needed here, not true or false");
    break;
  default:
    luaL_error(L, "a text or a number is needed here, not a %s",
               lua_library_text(L, index));
  }
}

/* The one buffer for texts on their way into Lua; starts empty. */
static struct buf *scratch(lua_State *L) {
  struct buf *out = &run_of(L)->scratch;
  buf_clear(out);
  return out;
}

static int push_scratch(lua_State *L) {
  struct buf *out = &run_of(L)->scratch;
  if (!buf_ok(out))
    return luaL_error(L, "the text is too long");
  lua_pushlstring(L, out->ptr ? out->ptr : "", out->len);
  return 1;
}

static double finite_argument(lua_State *L, const char *name) {
  if (lua_type(L, 1) != LUA_TNUMBER)
    luaL_error(L, "%s needs a number, not %s", name,
               lua_isnoneornil(L, 1) ? "nil: no value was found"
                                     : luaL_typename(L, 1));
  return checked(L, 1);
}

static int decimals_argument(lua_State *L) {
  lua_Integer n = luaL_optinteger(L, 2, 0);
  luaL_argcheck(L, n >= 0 && n <= MOST_DECIMALS, 2, "0 to 12 decimals");
  return (int)n;
}

static int write_form(lua_State *L, const char *name, enum number_form form) {
  double value = finite_argument(L, name);
  int decimals = form == NUMBER_PLAIN ? 0 : decimals_argument(L);
  number_write(scratch(L), run_of(L)->store->locale, value, form, decimals);
  return push_scratch(L);
}

static int text_fixed(lua_State *L) {
  return write_form(L, "fixed", NUMBER_FIXED);
}

static int text_percent(lua_State *L) {
  return write_form(L, "percent", NUMBER_PERCENT);
}

static int text_plain(lua_State *L) {
  return write_form(L, "plain", NUMBER_PLAIN);
}

static int text_year(lua_State *L) {
  double value = finite_argument(L, "year");
  if (value != floor(value) || fabs(value) > 9999)
    return luaL_error(L, "not a year");
  year_write(scratch(L), run_of(L)->store->locale, (int)value);
  return push_scratch(L);
}

static int text_date(lua_State *L) {
  struct str iso;
  iso.ptr = luaL_checklstring(L, 1, &iso.len);
  if (!date_write(scratch(L), run_of(L)->store->locale, iso))
    return luaL_error(L, "not a date like 2024-12-31");
  return push_scratch(L);
}

static int text_list(lua_State *L) {
  struct run *r = run_of(L);
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_Integer n = (lua_Integer)lua_rawlen(L, 1);
  if (n == 0 || n > LIST_MAX)
    return luaL_error(L, n ? "the list is too long" : "the list is empty");
  struct str *items = lua_newuserdatauv(L, (size_t)n * sizeof *items, 0);
  lua_createtable(L, (int)n, 0); /* keeps the texts */
  for (lua_Integer i = 1; i <= n; i++) {
    lua_rawgeti(L, 1, i);
    lua_text_put(L, -1, scratch(L));
    push_scratch(L);
    items[i - 1].ptr = lua_tolstring(L, -1, &items[i - 1].len);
    lua_rawseti(L, 3, i);
    lua_settop(L, 3);
  }
  list_write(scratch(L), r->store->locale, items, (size_t)n);
  return push_scratch(L);
}

/* label(value, "field"): a value without a label is shown as it is. */
static int text_label(lua_State *L) {
  struct run *r = run_of(L);
  struct str name, value;
  name.ptr = luaL_checklstring(L, 2, &name.len);
  lua_text_put(L, 1, scratch(L));
  if (lua_type(L, 1) == LUA_TSTRING) {
    value.ptr = lua_tolstring(L, 1, &value.len);
  } else { /* categories of number columns are written plainly */
    lua_pushvalue(L, 1);
    value.ptr = lua_tolstring(L, -1, &value.len);
  }
  const struct column_info *info = store_column(r->store, name, value);
  if (!info)
    return luaL_error(L, "no dataset has a field '%s'", name.ptr);
  struct str label = column_label(info, value);
  if (str_eq(label, value))
    return push_scratch(L);
  lua_pushlstring(L, label.ptr, label.len);
  return 1;
}

void lua_text_open(lua_State *L) {
  static const luaL_Reg functions[] = {
      {"fixed", text_fixed}, {"percent", text_percent},
      {"plain", text_plain}, {"year", text_year},
      {"date", text_date},   {"list", text_list},
      {"label", text_label}, {NULL, NULL}};
  lua_pushglobaltable(L);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}

static bool find_form(struct str forms, struct str wanted, struct str *text) {
  struct str category;
  while (str_trim(forms).len && plural_text_take(&forms, &category, text))
    if (str_eq(category, wanted))
      return true;
  return false;
}

static void push_value(lua_State *L, int line, struct str code) {
  int top = lua_gettop(L);
  if (!sandbox_compile(L, line, "return ", code, top))
    lua_error(L);
  lua_call(L, 0, LUA_MULTRET);
  if (lua_gettop(L) - top > 1)
    luaL_error(L,
               "one value is needed here, not %d (brackets around a call "
               "take its first)",
               lua_gettop(L) - top);
  lua_settop(L, top + 1);
}

void lua_text_evaluate(lua_State *L, int line, struct str code,
                       struct buf *out) {
  struct run *r = run_of(L);
  struct str number, forms, text;
  r->sandbox->line_of_c = line;
  if (!plural_text_split(code, &number, &forms)) {
    push_value(L, line, code);
    lua_text_put(L, -1, out);
    lua_pop(L, 1);
    return;
  }
  push_value(L, line, number);
  if (lua_type(L, -1) != LUA_TNUMBER)
    luaL_error(L, "plural needs a number, not a %s", luaL_typename(L, -1));
  struct str category = plural_category(r->store->locale, checked(L, -1), -1);
  if (!find_form(forms, category, &text) &&
      !find_form(forms, STR("other"), &text))
    luaL_error(L, "plural needs a form 'other'");
  buf_put(out, text);
  lua_pop(L, 1);
}

void lua_text_parts(lua_State *L, json parts, struct buf *out) {
  json expressions = json_member(run_of(L)->scope, "expressions");
  for (json p = json_first(parts); p; p = json_next(p)) {
    double index = json_number(p, -1);
    if (json_is_text(p)) {
      buf_put(out, json_text(p));
      continue;
    }
    json e = index >= 0 && index < 1e6 ? json_item(expressions, (size_t)index)
                                       : NULL;
    if (e)
      lua_text_evaluate(L, json_int_of(e, "line", 1), json_text_of(e, "code"),
                        out);
  }
}
