/* Bounds on what brackets can cost. */
#include "markdown/brackets.h"

/* Both far beyond what a person writes in one module. */
enum { STEPS_MAX = 100 * 1000 * 1000, COPIES_MAX = 64 * 1024 * 1024 };

/* Since the last empty line, which no inline crosses. */
struct paragraph {
  uint64_t images, closers;
};

struct brackets {
  uint64_t steps;      /* images times closing brackets, summed up */
  uint64_t closers;    /* of the whole text */
  uint64_t definition; /* bytes of the longest thing after ]: */
  size_t colon;        /* where the last ]: stood */
};

static bool empty_line_at(struct str text, size_t i) {
  for (i++; i < text.len && (text.ptr[i] == ' ' || text.ptr[i] == '\t'); i++)
    ;
  return i >= text.len || text.ptr[i] == '\n';
}

/* What stands between a ]: and `at` may be a link's target and title. */
static void end_definition(struct brackets *b, size_t at) {
  if (b->colon && at - b->colon > b->definition)
    b->definition = at - b->colon;
  b->colon = 0;
}

static void look_at(struct brackets *b, struct paragraph *p, struct str text,
                    size_t i) {
  char next = i + 1 < text.len ? text.ptr[i + 1] : '\n';
  if (text.ptr[i] == '!' && next == '[') {
    p->images++;
  } else if (text.ptr[i] == ']') {
    p->closers++;
    b->closers++;
    if (next != ':')
      return;
    end_definition(b, i);
    b->colon = i + 1;
  } else if (text.ptr[i] == '\n' && empty_line_at(text, i)) {
    end_definition(b, i);
    b->steps += p->images * p->closers;
    *p = (struct paragraph){0, 0};
  }
}

static uint64_t count(struct str text, char c) {
  uint64_t n = 0;
  for (size_t i = str_find(text, c, 0); i < text.len;
       i = str_find(text, c, i + 1))
    n++;
  return n;
}

/* So few that no arrangement of them could be too much. */
static bool harmless(struct str text) {
  uint64_t closers = count(text, ']');
  return closers * text.len <= COPIES_MAX &&
         closers * count(text, '!') <= STEPS_MAX;
}

bool brackets_within_limit(struct diags *d, const struct source *s) {
  struct brackets b = {0};
  struct paragraph p = {0};
  if (harmless(s->text))
    return true;
  for (size_t i = 0; i < s->text.len; i++)
    look_at(&b, &p, s->text, i);
  end_definition(&b, s->text.len);
  b.steps += p.images * p.closers;
  bool steps = b.steps <= STEPS_MAX;
  bool copies = b.definition * b.closers <= COPIES_MAX;
  struct loc at = {.src = s->src};
  if (!steps)
    diag_error(d, at, "E-TEXT-BRACKETS",
               "too many images and links in one paragraph to be read");
  if (!copies)
    diag_error(d, at, "E-TEXT-BRACKETS",
               "too many references for so long a link target");
  return steps && copies;
}
