#ifndef WM_TABLE_TEXT_FILE_H
#define WM_TABLE_TEXT_FILE_H

/* A delimited text file made ready for a CSV reader: UTF-8 without a mark, its
 * delimiter known. What was found out is told by a warning
 * (W-TABLE-ENCODING, W-TABLE-DELIMITER). Lines keep their numbers. */

#include "tables/build.h"

struct text_file {
  struct str text; /* lines before the row of headings are blank */
  uint32_t src;    /* the text, for places */
  struct str encoding;
  char delimiter;
};

/* False when it is no text, or in an encoding that is not clear; reported. */
bool text_file_open(const struct table_source *s, struct text_file *out);
/* How messages and data packages write a delimiter: "\\t" for a tab. */
const char *text_file_mark(char delimiter);

#endif
