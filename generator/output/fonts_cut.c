/* Cutting faces down: hb-subset runs as a program, like msgmerge and blahtexml,
 * so that Waymark needs no library for courses that embed nothing. */
#include "output/fonts_cut.h"

#include "base/file.h"
#include "base/platform_program.h"

#include <string.h>

enum { SECONDS = 60, TTF_MAX = 4 << 20 };

/* Debian's, then where Fedora, Arch and others keep them. */
static const char *const FOLDERS[] = {
    "/usr/share/fonts/truetype/noto", "/usr/share/fonts/noto",
    "/usr/share/fonts/google-noto", "/usr/local/share/fonts"};

static bool is_there(struct cutter *c, struct str folder, const char *stem,
                     const char *weight, struct str *path) {
  struct str name = arena_printf(c->arena, "%s-%s.ttf", stem, weight);
  *path = path_join(c->arena, folder, name);
  return file_kind(*path) == FILE_REGULAR;
}

static bool find_below(struct cutter *c, struct str folder,
                       const struct font_script *s, const char *weight,
                       struct str *path) {
  for (size_t i = 0; s->stems[i]; i++)
    if (is_there(c, folder, s->stems[i], weight, path))
      return true;
  return false;
}

static bool find(struct cutter *c, const struct font_script *s,
                 const char *weight, struct str *path) {
  if (c->folder.len)
    return find_below(c, c->folder, s, weight, path);
  for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++)
    if (find_below(c, str_from(FOLDERS[i]), s, weight, path))
      return true;
  return false;
}

static void say_absent(struct cutter *c, struct diags *d,
                       const struct font_script *s) {
  for (size_t i = 0; i < c->absent_count; i++)
    if (c->absent[i] == s)
      return;
  if (c->absent_count < sizeof c->absent / sizeof *c->absent)
    c->absent[c->absent_count++] = s;
  diag_warn(d, (struct loc){0}, "W-FONT-FILE",
            "%s letters are not embedded, so readers without a font for them "
            "will see boxes: %s-Regular.ttf and -Bold.ttf were not found "
            "(Debian package fonts-noto-core); 'fonts: none' in course.yaml "
            "asks for none",
            s->name, s->stems[0]);
}

static void say_no_program(struct cutter *c, struct diags *d,
                           const struct font_script *s, const char *why) {
  if (c->no_program)
    return;
  c->no_program = true;
  diag_warn(d, (struct loc){0}, "W-FONT-PROGRAM",
            "%s letters are not embedded, so readers without a font for them "
            "will see boxes: the program hb-subset %s (Debian package "
            "libharfbuzz-bin); 'fonts: none' in course.yaml asks for none",
            s->name, why);
}

/* NULL when `out` holds a face, else what went wrong. */
static const char *run(struct cutter *c, struct str source,
                       struct str characters, struct buf *out) {
  int status = 0;
  const char *argv[] = {
      "hb-subset", arena_printf(c->arena, "%.*s", STR_ARG(source)).ptr,
      arena_printf(c->arena, "--unicodes=%.*s", STR_ARG(characters)).ptr,
      "--no-hinting",
      /* Its names, copyright and licence, which have to stay with it. */
      "--name-IDs=0,1,2,13,14", "--output-file=/dev/stdout", NULL};
  struct program p = {.argv = argv, .seconds = SECONDS};
  const char *problem = program_problem(program_run(&p, out, &status));
  if (problem)
    return problem;
  /* The first bytes of every TrueType face. */
  bool whole = status == 0 && buf_ok(out) && out->len > 12 &&
               memcmp(out->ptr, "\0\1\0\0", 4) == 0;
  return whole ? NULL : "did not make a font";
}

bool cutter_cut(struct cutter *c, struct diags *d, const struct font_script *s,
                const char *weight, struct str characters, struct str *ttf) {
  struct str source;
  struct buf out;
  if (!find(c, s, weight, &source)) {
    say_absent(c, d, s);
    return false;
  }
  for (size_t i = 0; i < c->count; i++)
    if (str_eq(c->items[i].source, source) &&
        str_eq(c->items[i].characters, characters)) {
      *ttf = c->items[i].ttf;
      return true;
    }
  buf_init(&out, TTF_MAX);
  const char *problem = run(c, source, characters, &out);
  if (problem) {
    say_no_program(c, d, s, problem);
  } else {
    *ttf = arena_str(c->arena, buf_str(&out));
    *ARENA_PUSH(c->arena, c->items, c->count, c->cap) =
        (struct cut){source, arena_str(c->arena, characters), *ttf};
  }
  buf_free(&out);
  return !problem;
}
