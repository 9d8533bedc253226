/* The three things that Lua's own interface does not offer. The only file that
 * looks inside a Lua state. */
#include "engine/lua_library.h"

#include <ldebug.h>
#include <lgc.h>
#include <lobject.h>
#include <lopcodes.h>
#include <lstate.h>
#include <lstring.h>
#include <ltm.h>

enum { PROTOTYPE_DEPTH = 250 }; /* deeper ones do not pass the parser */

int lua_library_stack_size(lua_State *L) {
  return (int)(L->stack_last - L->stack);
}

static int close_line(const Proto *p, int depth) {
  for (int i = 0; i < p->sizecode; i++)
    if (GET_OPCODE(p->code[i]) == OP_TBC)
      return luaG_getfuncline(p, i);
  for (int i = 0; i < p->sizep && depth < PROTOTYPE_DEPTH; i++) {
    int line = close_line(p->p[i], depth + 1);
    if (line)
      return line;
  }
  return 0;
}

int lua_library_close_line(lua_State *L) {
  const TValue *top = s2v(L->top - 1);
  return ttisLclosure(top) ? close_line(clLvalue(top)->p, 0) : 0;
}

void lua_library_no_weak_tables(lua_State *L) {
  TString *name = luaS_new(L, "\1mode");
  luaC_fix(L, obj2gco(name));
  G(L)->tmname[TM_MODE] = name;
}
