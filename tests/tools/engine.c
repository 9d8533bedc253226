/* Runs the engine natively for tests/engine/run.
 *
 *   engine < requests          one JSON object a line; each reply on a line
 *   engine --locale LANG...    the `locale` object of each language on a line
 */
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

/* The next line of standard input without its end; false at the end. */
static bool read_line(char **line, size_t *room, struct str *out) {
  size_t len = 0;
  int c;
  while ((c = getchar()) != EOF && c != '\n') {
    if (len == *room) {
      *room = *room ? *room * 2 : 4096;
      *line = realloc(*line, *room);
      if (!*line)
        exit(3);
    }
    (*line)[len++] = (char)c;
  }
  *out = (struct str){*line, len};
  return c != EOF || len > 0;
}

int main(int argc, char **argv) {
  char *line = NULL;
  size_t room = 0;
  struct str request;
  if (argc > 1 && strcmp(argv[1], "--locale") == 0) {
    for (int i = 2; i < argc; i++)
      put_line(cldr_locale(str_from(argv[i]), NULL));
    return 0;
  }
  struct engine *e = engine_create(engine_default_limits());
  if (!e)
    return 3;
  while (read_line(&line, &room, &request))
    put_line(engine_call(e, request));
  free(line);
  engine_destroy(e);
  return 0;
}
