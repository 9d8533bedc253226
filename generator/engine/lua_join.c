/* d:join(other, "key"[, "left"]): one row of the other dataset for each row, by
 * equal keys. */
#include "engine/lua_dataset.h"

enum { KEYS_MAX = 8, WORK_PER_ROW = 4 };

struct join {
  const struct dataset *left, *right;
  struct str names[KEYS_MAX];
  const struct series *left_keys[KEYS_MAX], *right_keys[KEYS_MAX];
  size_t key_count;
  bool keep_all; /* rows without a partner stay */
};

static void read_key(lua_State *L, struct join *j) {
  if (j->key_count == KEYS_MAX)
    luaL_error(L, "join takes at most %d keys", KEYS_MAX);
  size_t k = j->key_count++;
  j->left_keys[k] = &j->left->columns[lua_dataset_column(L, j->left, -1)];
  j->right_keys[k] = &j->right->columns[lua_dataset_column(L, j->right, -1)];
  j->names[k] = j->left_keys[k]->column.info->name;
  enum column_type a = j->left_keys[k]->column.info->type;
  enum column_type b = j->right_keys[k]->column.info->type;
  if (column_is_number(a) != column_is_number(b) ||
      (a == COLUMN_BOOLEAN) != (b == COLUMN_BOOLEAN))
    luaL_error(L, "key '%s' holds %s on the left and %s on the right",
               j->names[k].ptr, column_type_name(a), column_type_name(b));
}

static void read_keys(lua_State *L, struct join *j) {
  if (!lua_istable(L, 3)) {
    lua_pushvalue(L, 3);
    read_key(L, j);
    lua_pop(L, 1);
    return;
  }
  for (lua_Integer i = 1; lua_rawgeti(L, 3, i) != LUA_TNIL; i++) {
    read_key(L, j);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  if (j->key_count == 0)
    luaL_error(L, "join needs a key");
}

/* Pushes what identifies a row: its key, or several as one text. False (and
 * nothing pushed) when a part is missing. */
static bool push_key(lua_State *L, const struct series *const *keys,
                     size_t count, size_t row) {
  luaL_Buffer b;
  for (size_t k = 0; k < count; k++)
    if (series_missing(keys[k], row))
      return false;
  if (count == 1) {
    lua_dataset_push_value(L, keys[0], row);
    return true;
  }
  luaL_buffinit(L, &b);
  for (size_t k = 0; k < count; k++) {
    size_t len;
    lua_dataset_push_value(L, keys[k], row);
    if (lua_isboolean(L, -1)) {
      lua_pushinteger(L, lua_toboolean(L, -1));
      lua_replace(L, -2);
    } else if (lua_type(L, -1) == LUA_TNUMBER && !lua_isinteger(L, -1)) {
      lua_Integer whole;
      if (lua_numbertointeger(lua_tonumber(L, -1), &whole) &&
          (double)whole == lua_tonumber(L, -1)) {
        lua_pushinteger(L, whole); /* 2 and 2.0 are one key */
        lua_replace(L, -2);
      }
    }
    lua_tolstring(L, -1, &len);
    lua_pushfstring(L, "%d:%s;", (int)len, lua_tostring(L, -1));
    lua_remove(L, -2);
    luaL_addvalue(&b);
  }
  luaL_pushresult(&b);
  return true;
}

/* Pushes a table from key to row number (from 1) of the right dataset. */
static void push_index(lua_State *L, const struct join *j) {
  lua_newtable(L);
  int table = lua_gettop(L);
  sandbox_charge(L, (double)j->right->rows * WORK_PER_ROW);
  for (size_t i = 0; i < j->right->rows; i++) {
    if (!push_key(L, j->right_keys, j->key_count, i))
      continue;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, table) != LUA_TNIL)
      luaL_error(L,
                 "rows %d and %d of the other dataset have the same key "
                 "'%s'",
                 (int)lua_tointeger(L, -1), (int)i + 1, j->names[0].ptr);
    lua_pop(L, 1);
    lua_pushinteger(L, (lua_Integer)i + 1);
    lua_rawset(L, table);
  }
}

/* Fills both lists of row numbers; gives how many. */
static size_t match_rows(lua_State *L, const struct join *j, int index,
                         uint32_t *left, uint32_t *right) {
  size_t count = 0;
  sandbox_charge(L, (double)j->left->rows * WORK_PER_ROW);
  for (size_t i = 0; i < j->left->rows; i++) {
    uint32_t partner = MISSING_ROW;
    if (push_key(L, j->left_keys, j->key_count, i)) {
      if (lua_rawget(L, index) != LUA_TNIL)
        partner = (uint32_t)lua_tointeger(L, -1) - 1;
      lua_pop(L, 1);
    }
    if (partner == MISSING_ROW && !j->keep_all)
      continue;
    left[count] = (uint32_t)i;
    right[count++] = partner;
  }
  return count;
}

static bool is_key(const struct join *j, struct str name) {
  for (size_t k = 0; k < j->key_count; k++)
    if (str_eq(j->names[k], name))
      return true;
  return false;
}

/* Both datasets of chosen rows are at `a` and `b`: their columns together. */
static void push_together(lua_State *L, const struct join *j, int a, int b) {
  const struct dataset *left = lua_dataset_check(L, a);
  const struct dataset *right = lua_dataset_check(L, b);
  struct dataset *made =
      lua_dataset_new(L, left->rows, left->count + right->count);
  struct series *columns = lua_dataset_series(made);
  lua_pushvalue(L, a);
  lua_dataset_keep(L, -2);
  lua_pushvalue(L, b);
  lua_dataset_keep(L, -2);
  made->count = 0;
  for (size_t i = 0; i < left->count; i++)
    columns[made->count++] = left->columns[i];
  for (size_t i = 0; i < right->count; i++) {
    struct str name = right->columns[i].column.info->name;
    if (is_key(j, name))
      continue;
    if (dataset_find(made, name) != SIZE_MAX)
      luaL_error(L,
                 "both datasets have a column '%s': select what is needed "
                 "of one first",
                 name.ptr);
    columns[made->count++] = right->columns[i];
  }
}

static int method_join(lua_State *L) {
  struct join j = {.left = lua_dataset_check(L, 1),
                   .right = lua_dataset_check(L, 2)};
  const char *how = luaL_optstring(L, 4, "inner");
  j.keep_all = strcmp(how, "left") == 0;
  if (!j.keep_all && strcmp(how, "inner") != 0)
    return luaL_error(L, "join is \"left\" or nothing, not '%s'", how);
  lua_settop(L, 3);
  read_keys(L, &j);
  push_index(L, &j); /* 4 */
  uint32_t *left = lua_dataset_scratch(L, j.left->rows, sizeof *left);
  uint32_t *right = lua_dataset_scratch(L, j.left->rows, sizeof *right);
  size_t count = match_rows(L, &j, 4, left, right);
  lua_dataset_push_rows(L, 2, right, count); /* takes its memory: 6 */
  lua_insert(L, 5);
  lua_dataset_push_rows(L, 1, left, count); /* 6 */
  push_together(L, &j, 6, 5);
  return 1;
}

void lua_dataset_open_join(lua_State *L) {
  lua_pushcfunction(L, method_join);
  lua_setfield(L, -2, "join");
}
