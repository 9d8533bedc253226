#ifndef WM_ENGINE_LOCALE_DATA_H
#define WM_ENGINE_LOCALE_DATA_H

/* What struct locale holds: for the files that implement locale.h only. */

#include "engine/locale.h"

/* Digits of one script with the marks that go with them. */
struct number_system {
  uint32_t digits[10];
  struct str decimal;
  struct str group;
  struct str minus;
  struct str percent;    /* "{0}%", the sign in the system's own form */
  uint32_t decimal_mark; /* as number_mark gives them */
  uint32_t group_mark;
  int primary;   /* digits in the last group, */
  int secondary; /* in the others */
};

enum {
  LOCALE_SYSTEMS = 5,
  LOCALE_PLURALS = 5, /* "other" is the rest */
  LOCALE_MONTHS = 12
};

struct plural_rule {
  struct str category;
  struct str condition;
};

struct locale {
  struct str language;
  struct number_system systems[LOCALE_SYSTEMS]; /* the first one writes */
  size_t system_count;
  int min_grouping; /* digits before the first group mark, at least */
  struct plural_rule plurals[LOCALE_PLURALS];
  size_t plural_count;
  struct str list_two, list_start, list_middle, list_end; /* "{0}, {1}" */
  struct str date_pattern;
  struct str months[LOCALE_MONTHS];
  struct str year_pattern; /* "{0}" with the era's name */
  int year_offset;         /* local year minus common year */
  bool year_use;           /* the course asks for local years */
};

/* The class of a mark: '.', ',', ' ' for every space, '\'' for every
 * apostrophe, else the code point itself. */
uint32_t number_mark(uint32_t cp);
/* Invisible code points (direction marks, zero-width spaces) that may stand
 * anywhere in a typed number. */
bool number_is_invisible(uint32_t cp);
bool number_is_percent(uint32_t cp);

#endif
