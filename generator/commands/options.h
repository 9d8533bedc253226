#ifndef WM_OPTIONS_H
#define WM_OPTIONS_H

/* Command lines: --name VALUE, --name=VALUE, -n VALUE, flags, and "--", after
 * which nothing is an option. */

#include "base/arena.h"
#include "base/buf.h"

struct option_spec {
  const char *name;  /* without the dashes */
  char letter;       /* 0: none */
  const char *value; /* name of its value in the help; NULL: a flag */
  const char *help;  /* what it does, one line */
};

struct given_option {
  size_t spec; /* index into the command's specs */
  struct str value;
};

struct arguments {
  struct given_option *options; /* in the order given */
  size_t option_count, option_cap;
  struct str *words; /* what is no option */
  size_t word_count, word_cap;
  struct str error; /* "" when the line could be read */
};

/* `specs` ends with a NULL name. A lone "-" and a negative number after "--"
 * are words. */
struct arguments options_read(struct arena *a, const struct option_spec *specs,
                              int argc, char **argv);
/* The last value given for the option, or ptr == NULL. A flag gives "". */
struct str options_value(const struct arguments *args,
                         const struct option_spec *specs, const char *name);
/* The option lines of a help text. */
void options_help(struct buf *out, const struct option_spec *specs);
/* A whole number from `least` to `most`; false otherwise. */
bool options_number(struct str value, long least, long most, long *out);
/* The next piece of a list with commas; false at the end. */
bool options_next(struct str *rest, struct str *piece);

#endif
