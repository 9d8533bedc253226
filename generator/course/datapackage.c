/* datapackage.yaml or .json: the package and its resources. */
#include "course/datapackage.h"

#include <stddef.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "course/json_read.h"
#include "course/schema.h"
#include "course/syntax.h"
#include "course/yaml.h"
#include "engine/csv_value.h"

enum { MOST_HEADER_ROW = 1000000 };

/* What resources take from the package when they have none of their own. */
struct package_values {
  const struct value *resources, *sources, *licences;
};

struct reader {
  struct arena *arena;
  struct diags *diags;
  const struct package_source *source;
  struct package_values package;
  struct course *course;
};

#define AT(member) offsetof(struct package_values, member)

static const struct key keys_of_package[] = {
    {"resources", KEY_VALUE, AT(resources), "the list of the data files", 0, 0},
    {"sources", KEY_VALUE, AT(sources), NULL, 0, 0},
    {"licenses", KEY_VALUE, AT(licences), NULL, 0, 0},
    {"name", KEY_IGNORED, 0, NULL, 0, 0},
    {"id", KEY_IGNORED, 0, NULL, 0, 0},
    {"title", KEY_IGNORED, 0, NULL, 0, 0},
    {"description", KEY_IGNORED, 0, NULL, 0, 0},
    {"profile", KEY_IGNORED, 0, NULL, 0, 0},
    {"$schema", KEY_IGNORED, 0, NULL, 0, 0},
    {"contributors", KEY_IGNORED, 0, NULL, 0, 0},
    {"homepage", KEY_IGNORED, 0, NULL, 0, 0},
    {"version", KEY_IGNORED, 0, NULL, 0, 0},
    {"created", KEY_IGNORED, 0, NULL, 0, 0},
    {"keywords", KEY_IGNORED, 0, NULL, 0, 0},
    {"image", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys package_keys =
    KEYS("the data package", keys_of_package);

struct resource_values {
  struct resource resource;
  struct text format, encoding;
  const struct value *path, *data, *schema, *dialect, *sources, *licences,
      *disclosure;
};

#undef AT
#define AT(member) offsetof(struct resource_values, member)

static const struct key keys_of_resource[] = {
    {"name", KEY_TEXT, AT(resource.name), "the name that Lua uses", 0, 0},
    {"path", KEY_VALUE, AT(path), "the data file, beside the data package", 0,
     0},
    {"title", KEY_TEXT, AT(resource.title), NULL, 0, 0},
    {"description", KEY_TEXT, AT(resource.description), NULL, 0, 0},
    {"schema", KEY_VALUE, AT(schema), "the columns of the data file", 0, 0},
    {"sources", KEY_VALUE, AT(sources), NULL, 0, 0},
    {"licenses", KEY_VALUE, AT(licences), NULL, 0, 0},
    {"dialect", KEY_VALUE, AT(dialect), NULL, 0, 0},
    {"format", KEY_TEXT, AT(format), NULL, 0, 0},
    {"encoding", KEY_TEXT, AT(encoding), NULL, 0, 0},
    {"embed", KEY_TEXTS, AT(resource.embed), NULL, 0, 0},
    {"disclosure", KEY_VALUE, AT(disclosure), NULL, 0, 0},
    {"data", KEY_VALUE, AT(data), NULL, 0, 0},
    {"type", KEY_IGNORED, 0, NULL, 0, 0},
    {"profile", KEY_IGNORED, 0, NULL, 0, 0},
    {"$schema", KEY_IGNORED, 0, NULL, 0, 0},
    {"mediatype", KEY_IGNORED, 0, NULL, 0, 0},
    {"scheme", KEY_IGNORED, 0, NULL, 0, 0},
    {"bytes", KEY_IGNORED, 0, NULL, 0, 0},
    {"hash", KEY_IGNORED, 0, NULL, 0, 0},
    {"homepage", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys resource_keys = KEYS("a resource", keys_of_resource);

#undef AT
#define AT(member) offsetof(struct source, member)

static const struct key keys_of_source[] = {
    {"title", KEY_TEXT, AT(title), NULL, 0, 0},
    {"path", KEY_TEXT, AT(path), NULL, 0, 0},
    {"email", KEY_IGNORED, 0, NULL, 0, 0},
    {"version", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys source_keys = KEYS("a source", keys_of_source);

#undef AT
#define AT(member) offsetof(struct licence, member)

static const struct key keys_of_licence[] = {
    {"name", KEY_TEXT, AT(name), NULL, 0, 0},
    {"title", KEY_TEXT, AT(title), NULL, 0, 0},
    {"path", KEY_TEXT, AT(path), NULL, 0, 0},
};
static const struct keys licence_keys = KEYS("a licence", keys_of_licence);

struct dialect_values {
  struct text delimiter, quote, sheet;
  const struct value *header_rows;
  bool header, double_quote, skip_space;
};

#undef AT
#define AT(member) offsetof(struct dialect_values, member)

static const struct key keys_of_dialect[] = {
    {"delimiter", KEY_TEXT, AT(delimiter), NULL, 0, 0},
    {"quoteChar", KEY_TEXT, AT(quote), NULL, 0, 0},
    {"header", KEY_FLAG, AT(header), NULL, 0, 0},
    {"headerRows", KEY_VALUE, AT(header_rows), NULL, 0, 0},
    {"sheet", KEY_TEXT, AT(sheet), NULL, 0, 0},
    {"sheetName", KEY_TEXT, AT(sheet), NULL, 0, 0},
    {"sheetNumber", KEY_TEXT, AT(sheet), NULL, 0, 0},
    {"doubleQuote", KEY_FLAG, AT(double_quote), NULL, 0, 0},
    {"skipInitialSpace", KEY_FLAG, AT(skip_space), NULL, 0, 0},
    {"lineTerminator", KEY_IGNORED, 0, NULL, 0, 0},
    {"caseSensitiveHeader", KEY_IGNORED, 0, NULL, 0, 0},
    {"csvddfVersion", KEY_IGNORED, 0, NULL, 0, 0},
    {"$schema", KEY_IGNORED, 0, NULL, 0, 0},
};
static const struct keys dialect_keys = KEYS("'dialect'", keys_of_dialect);

/* `headerRows`: a list of the one row that holds the headings. */
static void read_header_rows(struct reader *r, const struct value *v,
                             struct resource *out) {
  const struct value *row =
      v->kind == VALUE_LIST && v->count == 1 ? &v->items[0] : v;
  int64_t number;
  if (row->kind == VALUE_SCALAR && csv_integer(row->text, &number) &&
      number >= 1 && number <= MOST_HEADER_ROW)
    out->table.header_row = (uint32_t)number;
  else
    diag_error(r->diags, v->at, "E-DATA-DIALECT",
               "'headerRows' is not read, expected one row, such as [3]");
}

static void read_dialect(struct reader *r, const struct value *v,
                         struct resource *out) {
  struct dialect_values dialect = {.header = true, .double_quote = true};
  if (!value_bind(r->arena, r->diags, v, &dialect_keys, &dialect))
    return;
  struct str mark = dialect.delimiter.s;
  out->table.sheet = dialect.sheet.s;
  if (dialect.header_rows)
    read_header_rows(r, dialect.header_rows, out);
  if (mark.ptr && (mark.len != 1 || !strchr(",;|\t:", mark.ptr[0])))
    diag_error(r->diags, dialect.delimiter.at, "E-DATA-DIALECT",
               "'delimiter' is '%.*s', expected one of , ; | : or a tab",
               STR_ARG(utf8_cut(mark, 20)));
  else if (mark.ptr)
    out->table.delimiter = mark.ptr[0];
  if ((dialect.quote.s.ptr && !str_is(dialect.quote.s, "\"")) ||
      !dialect.header || !dialect.double_quote || dialect.skip_space)
    diag_error(r->diags, v->at, "E-DATA-DIALECT",
               "the dialect is not read, expected a header row, and values in "
               "double quotes with a quote written twice");
}

static void read_sources(struct reader *r, const struct value *v,
                         struct resource *out) {
  if (!value_expect(r->diags, v, VALUE_LIST, "sources"))
    return;
  for (size_t i = 0; i < v->count; i++) {
    struct source *s =
        ARENA_PUSH(r->arena, out->sources, out->source_count, out->source_cap);
    value_bind(r->arena, r->diags, &v->items[i], &source_keys, s);
    if (s->title.s.len || s->path.s.len)
      continue;
    out->source_count--;
    diag_error(r->diags, v->items[i].at, "E-DATA-SOURCE",
               "a source without 'title' and without 'path'");
  }
}

static void read_licences(struct reader *r, const struct value *v,
                          struct resource *out) {
  if (!value_expect(r->diags, v, VALUE_LIST, "licenses"))
    return;
  for (size_t i = 0; i < v->count; i++) {
    struct licence *l = ARENA_PUSH(r->arena, out->licences, out->licence_count,
                                   out->licence_cap);
    value_bind(r->arena, r->diags, &v->items[i], &licence_keys, l);
    if (l->name.s.len || l->path.s.len)
      continue;
    out->licence_count--;
    diag_error(r->diags, v->items[i].at, "E-DATA-LICENCE",
               "a licence without 'name' and without 'path'");
  }
}

/* The path as text, from a text or a list of one. */
static struct text path_text(struct reader *r, const struct value *v) {
  if (v->kind != VALUE_LIST)
    return value_text(r->diags, v, "path");
  if (v->count == 1)
    return value_text(r->diags, &v->items[0], "path");
  diag_error(r->diags, v->at, "E-DATA-PATH",
             "'path' lists %zu files, expected one", v->count);
  return (struct text){.at = v->at};
}

static void read_path(struct reader *r, const struct value *v,
                      struct resource *out) {
  struct text t = path_text(r, v);
  struct str shown = utf8_cut(t.s, 100);
  out->path = (struct text){.at = t.at};
  if (!t.s.ptr)
    return;
  if (str_search(t.s, STR("://")) < t.s.len) {
    diag_error(r->diags, t.at, "E-DATA-PATH",
               "'%.*s' is an address, expected a file inside the course: "
               "courses are built without a network",
               STR_ARG(shown));
    return;
  }
  struct str whole = path_join(r->arena, r->source->folder, t.s);
  if (str_starts(t.s, "/") || !path_normalise(r->arena, whole, &out->path.s))
    diag_error(r->diags, t.at, "E-PATH",
               "'%.*s' leads out of the course folder, expected a path below "
               "it",
               STR_ARG(shown));
}

static void read_format(struct reader *r, const struct resource_values *v,
                        struct resource *out) {
  struct str format = v->format.s;
  out->table.encoding = v->encoding.s;
  if (str_is(format, "tsv") || (!format.ptr && str_ends(out->path.s, ".tsv")))
    out->table.delimiter = '\t';
  out->table.format = table_format_named(format);
  if (format.ptr && out->table.format == TABLE_ANY)
    diag_error(r->diags, v->format.at, "E-DATA-FORMAT",
               "the format '%.*s' is not read, expected csv, tsv, xlsx, ods, "
               "sav or dta",
               STR_ARG(utf8_cut(format, 60)));
}

static bool is_lua_word(struct str s) {
  static const char *const words[] = {
      "and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
      "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
      "repeat",   "return", "then", "true", "until",  "while"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (str_is(s, words[i]))
      return true;
  return false;
}

static bool is_lua_name(struct str s) {
  for (size_t i = 0; i < s.len; i++)
    if (!char_is_alpha(s.ptr[i]) && s.ptr[i] != '_' &&
        !(i && char_is_digit(s.ptr[i])))
      return false;
  return s.len && s.len <= SYNTAX_ID_MAX && !is_lua_word(s);
}

static void check_name(struct reader *r, const struct resource *out) {
  const struct course *c = r->course;
  struct str name = out->name.s;
  if (!name.len)
    return;
  if (!is_lua_name(name))
    diag_warn(r->diags, out->name.at, "W-DATA-NAME",
              "the resource '%.*s' has no name that Lua can use, expected "
              "letters, digits and '_', such as 'age_groups'",
              STR_ARG(utf8_cut(name, 60)));
  for (size_t i = 0; i + 1 < c->resource_count; i++) {
    if (!str_eq(c->resources[i].name.s, name))
      continue;
    diag_error(r->diags, out->name.at, "E-DATA-NAME",
               "the resource '%.*s' is declared twice",
               STR_ARG(utf8_cut(name, 60)));
    diag_note(r->diags, c->resources[i].name.at, NULL, "first declared here");
    return;
  }
}

/* format.md: "The build refuses a resource without …". */
static void check_refused(struct reader *r, const struct resource *out) {
  struct str name = out->name.s.len ? out->name.s : STR("(no name)");
  name = utf8_cut(name, 60);
  if (out->source_count == 0)
    diag_error(r->diags, out->at, "E-DATA-SOURCE",
               "the resource '%.*s' has no 'sources': where the data come from",
               STR_ARG(name));
  if (out->licence_count == 0)
    diag_error(r->diags, out->at, "E-DATA-LICENCE",
               "the resource '%.*s' has no 'licenses': what allows you to "
               "publish it",
               STR_ARG(name));
  if (!out->disclosure.present)
    diag_error(r->diags, out->at, "E-DATA-DISCLOSURE",
               "the resource '%.*s' has no 'disclosure': what one row is, and "
               "how the people in it are protected",
               STR_ARG(name));
}

static void read_resource(struct reader *r, const struct value *v,
                          struct resource *out) {
  struct resource_values values = {.resource = *out};
  bool bound = value_bind(r->arena, r->diags, v, &resource_keys, &values);
  *out = values.resource;
  out->at = (struct loc){v->at.src, v->at.line, 0, 0};
  if (!bound)
    return;
  if (values.data)
    diag_error(r->diags, values.data->at, "E-DATA-PATH",
               "'data' in the package itself is not read, expected a 'path'");
  if (values.path)
    read_path(r, values.path, out);
  read_format(r, &values, out);
  if (values.dialect)
    read_dialect(r, values.dialect, out);
  if (values.schema)
    schema_read(r->arena, r->diags, values.schema, out);
  const struct value *sources =
      values.sources ? values.sources : r->package.sources;
  const struct value *licences =
      values.licences ? values.licences : r->package.licences;
  if (sources)
    read_sources(r, sources, out);
  if (licences)
    read_licences(r, licences, out);
  if (values.disclosure)
    disclosure_read(r->arena, r->diags, values.disclosure, out);
  for (size_t i = 0; i < out->embed.count; i++)
    schema_check_field(r->arena, r->diags, out, out->embed.items[i], "embed");
  check_name(r, out);
  check_refused(r, out);
}

void datapackage_read(struct arena *a, struct diags *d,
                      const struct package_source *package, struct course *c) {
  struct reader r = {a, d, package, {0}, c};
  const struct value *top =
      package->json ? json_read(a, d, package->src, package->text)
                    : yaml_read(a, d, package->src, package->text, 1);
  if (!top)
    return;
  if (top->kind == VALUE_NULL)
    diag_error(d, top->at, "E-KEY-MISSING",
               "the data package is empty, expected 'resources'");
  else
    value_bind(a, d, top, &package_keys, &r.package);
  if (!r.package.resources ||
      !value_expect(d, r.package.resources, VALUE_LIST, "resources"))
    return;
  if (r.package.resources->count > DATAPACKAGE_MAX_RESOURCES)
    diag_error(d, r.package.resources->at, "E-DATA-PACKAGE",
               "the data package has %zu resources, expected at most %d",
               r.package.resources->count, DATAPACKAGE_MAX_RESOURCES);
  for (size_t i = 0;
       i < r.package.resources->count && i < DATAPACKAGE_MAX_RESOURCES; i++)
    read_resource(
        &r, &r.package.resources->items[i],
        ARENA_PUSH(a, c->resources, c->resource_count, c->resource_cap));
}

void datapackage_read_resource(struct arena *a, struct diags *d,
                               const struct value *resource, struct course *c) {
  struct package_source alone = {.src = resource->at.src};
  struct reader r = {a, d, &alone, {0}, c};
  read_resource(
      &r, resource,
      ARENA_PUSH(a, c->resources, c->resource_count, c->resource_cap));
}
