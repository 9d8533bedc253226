#ifndef WM_ENGINE_SANDBOX_H
#define WM_ENGINE_SANDBOX_H

/* One Lua state for one request, that cannot do harm: what it may call is an
 * allow-list, its memory is capped, and its work is counted (instructions, and
 * everything a C function does in proportion to its arguments). Once stopped it
 * stays stopped: pcall passes the stop on, and the count hook fires at every
 * instruction until the state is closed. */

#include "engine/engine.h"
#include "engine/failure.h"
#include "engine/lua_api.h"
#include "engine/random.h"

/* Longest single text in Lua, bytes. */
enum { SANDBOX_TEXT_MAX = 1 << 20 };
/* Most bytes that print() may leave. */
enum { SANDBOX_OUTPUT_MAX = 8192 };

enum sandbox_stop { STOP_NONE, STOP_WORK, STOP_PATTERN, STOP_MEMORY };

/* Who may draw at random: only the logic of an exercise. */
enum sandbox_phase { PHASE_SETUP, PHASE_LOGIC, PHASE_AFTER };

struct sandbox {
  lua_State *L;
  void *context; /* of whoever opened it */
  struct engine_limits limits;
  size_t used;          /* bytes Lua holds */
  size_t longest;       /* longest text so far: what one instruction may cost */
  bool text_refused;    /* a text was longer than SANDBOX_TEXT_MAX */
  double work;          /* instructions left, or as much in C functions */
  double pattern_steps; /* left */
  double step_cost;     /* of one pattern step: grows with what is matched */
  enum sandbox_stop stop;
  struct str file; /* the author's file all chunks come from */
  int line;        /* where the last error was seen; 0: unknown */
  int line_of_c;   /* for errors while no Lua code is running */
  enum sandbox_phase phase;
  struct random random;
  bool drew;         /* something was drawn at random */
  struct buf output; /* what print() wrote */
};

/* NULL when there is no memory. */
struct sandbox *sandbox_open(struct engine_limits limits, void *context);
void sandbox_close(struct sandbox *s); /* NULL is allowed */
struct sandbox *sandbox_of(lua_State *L);

/* Calls f with `argument` as light userdata. Whatever goes wrong ends up in
 * *failure with its place in the author's file, and false. */
bool sandbox_run(struct sandbox *s, lua_CFunction f, void *argument,
                 struct failure *failure);

/* For C functions called from Lua: */

/* Counts work done in C, in units of an instruction; stops the code (does not
 * return) when there is none left. */
void sandbox_charge(lua_State *L, double work);
/* Stops the code if it was stopped before: after a protected call failed. */
void sandbox_pass_on(lua_State *L, int status);
void sandbox_stop(lua_State *L, enum sandbox_stop why);
/* Compiles a text that starts at `line` of the sandbox's file, `prefix` before
 * it, and pushes the function with `environment` (a stack index) as its
 * globals. False with the error message on the stack instead when it does not
 * compile. */
bool sandbox_compile(lua_State *L, int line, const char *prefix,
                     struct str code, int environment);
/* The line of the Lua code that is running; 0: unknown. */
int sandbox_line(lua_State *L);

#endif
