/* waymark data describe: what is in a data file, and a first data package for
 * it. */
#include "base/file.h"
#include "commands/describe.h"
#include "tables/codebook.h"

static const struct option_spec OPTIONS[] = {
    {"output", 'o', "OUT",
     "the data package to write: a file, a folder, or - for standard output"},
    {"ddi", 0, "FILE", "a DDI codebook with labels and missing codes"},
    {"sheet", 0, "NAME", "the sheet of a workbook, by name or number"},
    {"header-row", 0, "N", "where the headings stand; by default 1"},
    {"encoding", 0, "NAME", "of a text file, such as windows-874"},
    {"delimiter", 0, "C", "of a text file; \\t is a tab"},
    {"unit", 0, "UNIT", "what one row is: aggregate, person or household"},
    {"title", 0, "TEXT", "title of the table"},
    {"source", 0, "TEXT",
     "where the data come from, in words or as an address"},
    {"licence", 0, "SPDX", "what allows publishing them, such as CC-BY-4.0"},
    {"published", 0, "URL", "where the table is already official"},
    COMMON_OPTIONS};

static bool read_options(struct session *s, struct table_options *o) {
  struct str mark = session_option(s, "delimiter");
  struct str row = session_option(s, "header-row");
  long number = 0;
  o->sheet = session_option(s, "sheet");
  o->encoding = session_option(s, "encoding");
  o->delimiter = str_is(mark, "\\t") ? '\t' : mark.len ? mark.ptr[0] : '\0';
  if (row.ptr && !options_number(row, 1, 1000000, &number))
    return false;
  o->header_row = (uint32_t)number;
  return true;
}

static bool read_unit(struct description *d) {
  struct str unit = session_option(d->session, "unit");
  for (int i = UNIT_AGGREGATE; i <= UNIT_HOUSEHOLD; i++)
    if (str_is(unit, describe_unit_name((enum unit)i))) {
      d->unit = (enum unit)i;
      d->unit_given = true;
    }
  return d->unit_given || !unit.ptr;
}

/* A name that Lua can use, from the file's: "Pupils 2018.xlsx" pupils_2018. */
static struct str lua_name(struct arena *a, struct str file) {
  struct str base = path_base(file);
  size_t dot = base.len, len = 0;
  for (size_t i = 1; i < base.len; i++)
    if (base.ptr[i] == '.')
      dot = i;
  char *out = arena_alloc(a, dot + 6);
  for (size_t i = 0; i < dot && len < 60; i++) {
    char c = base.ptr[i];
    bool digit = char_is_digit(c);
    if (digit && !len)
      out[len++] = 't';
    if (char_is_alpha(c))
      out[len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    else if (digit)
      out[len++] = c;
    else if (len && out[len - 1] != '_' && (unsigned char)c < 0x80)
      out[len++] = '_';
  }
  while (len && out[len - 1] == '_')
    len--;
  return len ? (struct str){out, len} : STR("data_1");
}

/* Where the package goes: beside the file unless -o says otherwise. */
static struct str package_path(struct session *s, struct str file) {
  struct str out = session_option(s, "output");
  if (!out.ptr)
    out = path_folder(file);
  if (str_is(out, "-") || str_ends(out, ".yaml") || str_ends(out, ".yml"))
    return out;
  return str_is(out, ".") ? STR("datapackage.yaml")
                          : path_join(s->arena, out, STR("datapackage.yaml"));
}

/* The file as seen from the package's folder: below it, or by its name. */
static struct str path_from(struct str folder, struct str file) {
  if (str_is(folder, ".") && !str_starts(file, "/") && !str_starts(file, "."))
    return file;
  if (file.len > folder.len + 1 && file.ptr[folder.len] == '/' &&
      str_eq(str_slice(file, 0, folder.len), folder))
    return str_slice(file, folder.len + 1, file.len);
  return path_base(file);
}

static void set_origin(struct description *d, struct str out) {
  struct session *s = d->session;
  struct str file = s->args.words[0], source = session_option(s, "source");
  size_t at = str_search(source, STR("http"));
  bool address = at < source.len && str_search(source, STR("://")) < source.len;
  d->source = address && at ? str_trim(str_slice(source, 0, at)) : source;
  d->source_path = address ? str_slice(source, at, source.len) : STR("");
  d->licence = session_option(s, "licence");
  d->published = session_option(s, "published");
  d->name = lua_name(s->arena, file);
  d->title = session_option(s, "title");
  if (!d->title.len)
    d->title = path_base(file);
  d->path = path_from(path_folder(out), file);
}

/* Only a new file is written: what a trainer has edited stays. */
static bool write_package(struct session *s, struct str out,
                          const struct description *d) {
  struct buf package = {0};
  bool done = false;
  describe_put_package(&package, d);
  if (str_is(out, "-"))
    done = session_print(buf_str(&package));
  else if (file_kind(out) != FILE_NONE)
    diag_failure(s->diags, (struct loc){0}, "E-DESCRIBE-EXISTS",
                 "'%.*s' is there already and was left alone: -o FILE writes "
                 "elsewhere, -o - shows the description",
                 STR_ARG(out));
  else
    done = buf_ok(&package) && file_make_folder(s->diags, path_folder(out)) &&
           file_replace(s->diags, out, buf_str(&package));
  buf_free(&package);
  return done;
}

static bool add_codebook(struct session *s, struct table *t) {
  struct str path = session_option(s, "ddi");
  if (!path.ptr)
    return true;
  const struct codebook *c =
      codebook_read(s->arena, s->diags, (struct loc){0}, path);
  if (c)
    codebook_apply(c, s->diags, t);
  return c != NULL;
}

static int run(struct session *s) {
  struct table_options options = {0};
  struct description d = {.session = s};
  struct str file = s->args.words[0], out = package_path(s, file);
  if (!read_options(s, &options))
    return session_usage_error(s, "--header-row is a number from 1");
  if (str_ends(session_option(s, "output"), ".json"))
    return session_usage_error(s, "the package is written as .yaml");
  if (!read_unit(&d))
    return session_usage_error(
        s, "--unit is 'aggregate', 'person' or 'household'");
  struct table *t =
      table_read(s->arena, s->diags, (struct loc){0}, file, &options);
  if (!t || !add_codebook(s, t))
    return session_finish(s);
  d.table = t;
  d.profiles = profile_table(s->arena, t);
  describe_roles(&d);
  set_origin(&d, out);
  bool written = write_package(s, out, &d);
  struct buf text = {0};
  if (!str_is(out, "-")) {
    describe_put_text(&text, &d);
    if (written)
      buf_printf(&text,
                 "\nWritten to %.*s: read it, correct it, then 'waymark "
                 "check' the course.\n",
                 STR_ARG(out));
    session_print(buf_str(&text));
  }
  buf_free(&text);
  return session_finish(s);
}

const struct command command_data_describe = {
    .name = "data describe",
    .usage = "FILE [-o OUT] [--ddi FILE] [--sheet NAME] [--source TEXT "
             "--licence SPDX]",
    .summary = "Show what is in a data file and write a first data package.",
    .text =
        "FILE is CSV, XLSX, ODS, SPSS (.sav) or Stata (.dta). The package goes "
        "beside it\nunless -o says otherwise; one that is there already is "
        "never changed.\nValues of columns that likely identify people are "
        "not shown.",
    .options = OPTIONS,
    .least_words = 1,
    .most_words = 1,
    .run = run};
