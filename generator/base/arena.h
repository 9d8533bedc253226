#ifndef WM_ARENA_H
#define WM_ARENA_H

/* Memory that is freed all at once. Functions that allocate take the arena as
 * their first parameter, and what they return lives as long as that arena:
 * that is the whole ownership documentation. Running out of memory ends the
 * program with one message and exit status 3 (the engine does not use arenas).
 */

#include "base/str.h"

#include <stdarg.h>

struct arena; /* opaque */

struct arena *arena_create(void);
void arena_destroy(struct arena *a); /* NULL is allowed */
/* Forgets everything allocated, keeps the first block. */
void arena_reset(struct arena *a);
size_t arena_used(const struct arena *a); /* bytes handed out */

/* Zeroed, aligned for any type; `size` may be 0. */
void *arena_alloc(struct arena *a, size_t size);
/* count * size with the overflow checked. */
void *arena_alloc_array(struct arena *a, size_t count, size_t size);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, count)                                            \
  ((type *)arena_alloc_array((a), (count), sizeof(type)))

/* Copies; the copy is followed by a NUL that is not counted. */
struct str arena_str(struct arena *a, struct str s);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
struct str
arena_printf(struct arena *a, const char *format, ...);

/* Grows an array by one: ARENA_PUSH(a, list, count, cap) gives a pointer to the
 * new, zeroed element. Old copies stay in the arena, so growth doubles. */
void *arena_push(struct arena *a, void *list, size_t *count, size_t *cap,
                 size_t size);
#define ARENA_PUSH(a, list, count, cap)                                        \
  ((list) = arena_push((a), (list), &(count), &(cap), sizeof *(list)),         \
   &(list)[(count)-1])

#endif
