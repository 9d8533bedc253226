#ifndef WM_ENGINE_LUA_CONFIG_H
#define WM_ENGINE_LUA_CONFIG_H

/* How Lua is built, the same for both targets, so that one course behaves in
 * one way: fixed hash seed, own powers and number texts, comparison by bytes,
 * smaller stack, and (in WebAssembly) errors thrown through the host. Put
 * before every file of Lua with -include; our files get it through lua_api.h.
 * Lua's own files stay as Debian ships them. */

#include "luaconf.h"

#include "engine/printing.h"

#include <stddef.h>
#include <string.h>

/* Slots, 16 bytes each; deep recursion ends in "stack overflow". */
#undef LUAI_MAXSTACK
#define LUAI_MAXSTACK 100000
/* Whole file names in messages. */
#undef LUA_IDSIZE
#define LUA_IDSIZE 200

#define luai_makeseed(L) ((void)(L), 0x57617931u)
/* Of Lua's own sort, which ours replaces; it would ask the clock. */
#define l_randomizePivot() 0u

/* lua_math.c. Last bits of pow differ between C libraries. */
double lua_math_power(double base, double exponent);
#define luai_numpow(L, a, b) ((void)(L), lua_math_power(a, b))

/* Numbers as text: ours, and Lua's own reading of hexadecimal ones. */
#undef l_sprintf
#define l_sprintf(s, sz, f, i) printing_text(s, sz, f, i)
#undef lua_str2number
#define lua_str2number(s, p) printing_number(s, p)
#undef lua_strx2number

/* There is nowhere to print to. */
#define lua_writestringerror(format, text) ((void)(format), (void)(text))

/* Code point order, whatever the C locale is. */
#define strcoll(a, b) strcmp(a, b)

#ifndef l_likely
#define l_likely(x) luai_likely(x)
#define l_unlikely(x) luai_unlikely(x)
#endif

#ifdef __wasm__
#define LUA_USE_JUMPTABLE 0
struct lua_State;
/* wasm.c: calls f(L, ud) through the host; true when it was thrown out of. */
int wm_protect(void (*f)(struct lua_State *, void *), struct lua_State *L,
               void *ud);
__attribute__((noreturn, import_module("env"), import_name("wm_throw"))) void
wm_throw(void);
#define luai_jmpbuf int
#define LUAI_THROW(L, c) wm_throw()
#define LUAI_TRY(L, c, a)                                                      \
  {                                                                            \
    if (wm_protect(f, L, ud) && (c)->status == 0)                              \
      (c)->status = -1;                                                        \
  }
#endif

#endif
