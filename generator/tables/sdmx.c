/* What SDMX-CSV says of its columns and codes. */
#include "tables/sdmx.h"

#include "tables/build.h"

struct code {
  const char *code, *label;
};

/* Code lists of the SDMX cross-domain guidelines (CL_OBS_STATUS,
 * CL_CONF_STATUS), in our own short words. */
static const struct code OBS_STATUS[] = {{"A", "Normal"},
                                         {"B", "Break in the series"},
                                         {"D", "Other definition"},
                                         {"E", "Estimated"},
                                         {"F", "Forecast"},
                                         {"G", "Experimental"},
                                         {"I", "Imputed"},
                                         {"K", "Counted in another category"},
                                         {"L", "Missing: not collected"},
                                         {"M", "Missing: cannot exist"},
                                         {"N", "Not significant"},
                                         {"O", "Missing"},
                                         {"P", "Provisional"},
                                         {"Q", "Missing: suppressed"},
                                         {"U", "Low reliability"},
                                         {"V", "Not validated"},
                                         {"W", "Holds another category"}};
static const struct code CONF_STATUS[] = {
    {"A", "Confidential: small counts"},
    {"C", "Confidential"},
    {"D", "Confidential by others (sender)"},
    {"F", "Free for publication"},
    {"N", "Not for publication"},
    {"S", "Confidential by others (receiver)"}};

/* "SEX" of "SEX" and of "SEX: Sex of the person". */
static struct str id_of(struct str heading) {
  return str_trim(str_slice(heading, 0, str_search(heading, STR(": "))));
}

static size_t find(const struct table *t, const char *id) {
  for (size_t i = 0; i < t->column_count; i++)
    if (str_is(id_of(t->columns[i].name), id))
      return i;
  return SIZE_MAX;
}

enum sdmx_version sdmx_version(const struct table *t) {
  if (t->format != TABLE_CSV || t->column_count < 3 ||
      find(t, "OBS_VALUE") == SIZE_MAX)
    return SDMX_NONE;
  if (str_is(id_of(t->columns[0].name), "DATAFLOW"))
    return SDMX_1_0;
  return str_starts(t->columns[0].name, "STRUCTURE") &&
                 find(t, "STRUCTURE_ID") != SIZE_MAX
             ? SDMX_2_0
             : SDMX_NONE;
}

static bool occurs(const struct table_column *c, struct str value) {
  for (uint32_t i = 1; c->kind == TABLE_TEXTS && i < c->word_count; i++)
    if (str_eq(c->words[i], value))
      return true;
  return false;
}

static void label_codes(struct table *t, const char *id,
                        const struct code *codes, size_t count) {
  size_t column = find(t, id);
  for (size_t i = 0; column != SIZE_MAX && i < count; i++) {
    if (!occurs(&t->columns[column], str_from(codes[i].code)))
      continue;
    struct table_label *l = table_add_label(t, column);
    l->value = str_from(codes[i].code);
    l->label = str_from(codes[i].label);
  }
}

static void warn_of_confidential(const struct table *t, struct diags *d) {
  size_t status = find(t, "CONF_STATUS"), value = find(t, "OBS_VALUE"), n = 0;
  uint32_t first = 0;
  char room[TABLE_CELL_ROOM];
  for (size_t i = 0; status != SIZE_MAX && i < t->rows; i++) {
    struct str code = id_of(table_cell(&t->columns[status], i, room));
    if (code.len && !str_is(code, "F") &&
        !table_is_empty(&t->columns[value], i))
      first = n++ ? first : t->lines[i];
  }
  if (n)
    diag_warn(d, (struct loc){t->src, first, 0, 0}, "W-SDMX-CONFIDENTIAL",
              "%zu observation%s marked as confidential (CONF_STATUS) and "
              "still ha%s a value",
              n, n == 1 ? " is" : "s are", n == 1 ? "s" : "ve");
}

void sdmx_complete(struct table *t, struct diags *d) {
  if (sdmx_version(t) == SDMX_NONE)
    return;
  for (size_t i = 0; i < t->column_count; i++) {
    struct str name = t->columns[i].name;
    size_t colon = str_search(name, STR(": "));
    if (!t->columns[i].title.len)
      t->columns[i].title = str_trim(str_slice(name, colon + 2, name.len));
  }
  label_codes(t, "OBS_STATUS", OBS_STATUS,
              sizeof OBS_STATUS / sizeof *OBS_STATUS);
  label_codes(t, "CONF_STATUS", CONF_STATUS,
              sizeof CONF_STATUS / sizeof *CONF_STATUS);
  warn_of_confidential(t, d);
}
