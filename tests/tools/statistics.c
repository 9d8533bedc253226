/* Writes an SPSS or Stata file with everything that the reader must keep:
 * labels, missing codes, ranges of them, dates, lettered missing values, Thai.
 *
 *     statistics sav|dta [COLUMNS] >FILE
 *
 * With COLUMNS, a file of that many columns and one row. */
#include <readstat.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static ssize_t write_bytes(const void *bytes, size_t len, void *user) {
  return (ssize_t)fwrite(bytes, 1, len, user);
}

static void wide(readstat_writer_t *w, bool sav, int columns) {
  char name[32];
  for (int i = 0; i < columns; i++) {
    snprintf(name, sizeof name, "v%d", i);
    readstat_add_variable(w, name, READSTAT_TYPE_DOUBLE, 0);
  }
  if (sav)
    readstat_begin_writing_sav(w, stdout, 1);
  else
    readstat_begin_writing_dta(w, stdout, 1);
  readstat_begin_row(w);
  for (int i = 0; i < columns; i++)
    readstat_insert_double_value(w, readstat_get_variable(w, i), i);
  readstat_end_row(w);
}

static void add_missing(readstat_variable_t *age) {
  readstat_variable_add_missing_double_range(age, 97, 98);
  readstat_variable_add_missing_double_value(age, 99);
}

static void sample(readstat_writer_t *w, bool sav) {
  readstat_label_set_t *sexes =
      readstat_add_label_set(w, READSTAT_TYPE_DOUBLE, "sexes");
  readstat_label_double_value(sexes, 1, "Male");
  readstat_label_double_value(sexes, 2, "Female");
  if (!sav)
    readstat_label_tagged_value(sexes, 'a', "Refused");
  readstat_variable_t *name =
      readstat_add_variable(w, "place", READSTAT_TYPE_STRING, 40);
  readstat_variable_t *sex =
      readstat_add_variable(w, "sex", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_t *age =
      readstat_add_variable(w, "age", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_t *day =
      readstat_add_variable(w, "day", READSTAT_TYPE_DOUBLE, 0);
  readstat_variable_set_label(sex, "Sex of the child");
  readstat_variable_set_label_set(sex, sexes);
  readstat_variable_set_format(day, sav ? "EDATE10" : "%td");
  if (sav) {
    add_missing(age);
    readstat_begin_writing_sav(w, stdout, 3);
  } else {
    readstat_begin_writing_dta(w, stdout, 3);
  }
  static const char *const places[] = {"\xE0\xB8\x95\xE0\xB8\xB2\xE0\xB8\x81",
                                       "Ban Mae, \"Surin\"", ""};
  static const double ages[] = {7, 97, 12.5};
  for (int i = 0; i < 3; i++) {
    readstat_begin_row(w);
    readstat_insert_string_value(w, name, places[i]);
    if (i == 2 && sav)
      readstat_insert_missing_value(w, sex);
    else if (i == 2)
      readstat_insert_tagged_missing_value(w, sex, 'a');
    else
      readstat_insert_double_value(w, sex, i + 1);
    readstat_insert_double_value(w, age, ages[i]);
    /* 2024-02-29: seconds from 1582-10-14, days from 1960-01-01 */
    readstat_insert_double_value(w, day, sav ? 13928544000.0 : 23435);
    readstat_end_row(w);
  }
}

int main(int argc, char **argv) {
  bool sav = argc > 1 && strcmp(argv[1], "sav") == 0;
  readstat_writer_t *w = readstat_writer_init();
  readstat_set_data_writer(w, write_bytes);
  if (!sav)
    readstat_writer_set_file_format_version(w, 118);
  if (argc > 2)
    wide(w, sav, (int)strtol(argv[2], NULL, 10));
  else
    sample(w, sav);
  int error = readstat_end_writing(w) != READSTAT_OK;
  readstat_writer_free(w);
  return error;
}
