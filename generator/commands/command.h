#ifndef WM_COMMAND_H
#define WM_COMMAND_H

/* What every subcommand shares: its table entry, the work on a course, and how
 * it ends. */

#include "commands/options.h"
#include "course/evaluate.h"
#include "translate/translate.h"

enum exit_status {
  EXIT_DONE = 0,
  EXIT_COURSE = 1,  /* the course has errors */
  EXIT_USAGE = 2,   /* wrong usage, or input/output failed */
  EXIT_INTERNAL = 3 /* a bug, or no memory */
};

/* One run of the program. */
struct session {
  struct arena *arena;
  struct diags *diags;
  struct diag_style style;
  const struct command *command;
  struct arguments args;
};

struct command {
  const char *name;
  const char *usage;   /* "COURSE [-o OUT]" */
  const char *summary; /* one line */
  const char *text;    /* more for its help; may be "" */
  const struct option_spec *options;
  size_t least_words, most_words;
  int (*run)(struct session *s);
  /* Of a command that only leads to others ("data describe"): those, whose
   * names hold both words, then NULL. It has no `run`. */
  const struct command *const *parts;
};

extern const struct command command_build, command_check, command_answer,
    command_new, command_data, command_i18n;
/* The parts of `data`. */
extern const struct command command_data_check, command_data_describe,
    command_data_anonymise, command_data_export;

/* Options that each command has; put at the end of its list. */
#define COMMON_OPTIONS                                                         \
  {"diagnostics", 0, "FORM", "messages as 'text' (default) or 'json'"},        \
      {"help", 'h', NULL, "show this help"},                                   \
      {"version", 0, NULL, "name the version"}, {                              \
    NULL, 0, NULL, NULL                                                        \
  }

/* The value of an option, or ptr == NULL. */
struct str session_option(const struct session *s, const char *name);
/* Prints "waymark COMMAND: message" and where help is; returns EXIT_USAGE. */
int session_usage_error(const struct session *s, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
/* Prints the diagnostics to standard error; returns the exit status. */
int session_finish(struct session *s);
/* Writes to standard output; false when that fails. */
bool session_print(struct str text);

/* Reads and resolves the course in the first word. */
struct lesson_plan *session_plan(struct session *s);
/* The languages to work in: --lang, or the course's own and its translations.
 * Reports those the course does not publish. */
struct texts session_languages(struct session *s,
                               const struct lesson_plan *plan);

/* The time of all outputs: SOURCE_DATE_EPOCH, else the course's date, else
 * 1980-01-01, in seconds since 1970. False when SOURCE_DATE_EPOCH is no number.
 */
bool session_time(const struct course *c, long long *time);

/* A course in one of its languages. */
struct edition {
  struct text language;
  struct lesson_plan *plan;
  struct translation *translation; /* NULL: the source */
};

struct editions {
  struct lesson_plan *source; /* the plan in the source language */
  struct messages messages;   /* with --proof: of the source, but for those of
                                 data */
  struct edition *items;      /* those to work on */
  size_t count, cap;
};

/* Reads, translates and resolves the course in the first word, parsed once for
 * all the languages of session_languages. Where the source has errors there are
 * no editions. */
struct editions session_editions(struct session *s);

/* How course text becomes XHTML: the writers of output. */
struct part_writers session_writers(void);

/* Shows "what done/of", or "what text", on one line of standard error when it
 * is a terminal. */
struct progress {
  const char *what;
  bool shown;
};
void progress_step(void *progress, size_t done, size_t of);
void progress_text(struct progress *p, struct str text);
void progress_end(struct progress *p);

#endif
