/* Runs the engine natively for tests/engine/run.
 *
 *   engine < requests          one JSON object a line; each reply on a line
 *   engine --locale LANG...    the `locale` object of each language on a line
 */
#define _POSIX_C_SOURCE 200809L /* getline */

#include "base/str.h"
#include "engine/engine.h"
#include "locale/cldr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_line(struct str s) {
  fwrite(s.ptr, 1, s.len, stdout);
  putchar('\n');
  fflush(stdout);
}

int main(int argc, char **argv) {
  char *line = NULL;
  size_t room = 0;
  if (argc > 1 && strcmp(argv[1], "--locale") == 0) {
    for (int i = 2; i < argc; i++)
      put_line(cldr_locale(str_from(argv[i]), NULL));
    return 0;
  }
  struct engine *e = engine_create(engine_default_limits());
  if (!e)
    return 3;
  ssize_t len;
  while ((len = getline(&line, &room, stdin)) > 0) {
    size_t end = line[len - 1] == '\n' ? (size_t)len - 1 : (size_t)len;
    put_line(engine_call(e, (struct str){line, end}));
  }
  free(line);
  engine_destroy(e);
  return 0;
}
