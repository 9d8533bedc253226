/* Runs the engine natively on requests, one JSON object a line on standard
 * input, and prints the reply to each on a line. For tests/engine/run. */
#include "engine/engine.h"

#include <stdio.h>
#include <stdlib.h>

int main(void) {
  struct engine *e = engine_create(engine_default_limits());
  char *line = NULL;
  size_t room = 0;
  ssize_t len;
  if (!e)
    return 3;
  while ((len = getline(&line, &room, stdin)) > 0) {
    if (line[len - 1] == '\n')
      len--;
    struct str reply = engine_call(e, (struct str){line, (size_t)len});
    fwrite(reply.ptr, 1, reply.len, stdout);
    putchar('\n');
  }
  free(line);
  engine_destroy(e);
  return 0;
}
