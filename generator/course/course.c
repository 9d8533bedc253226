/* A course folder to struct course: which files it has, and each one read. */
#include "course/course.h"

#include "base/file.h"
#include "base/utf8.h"
#include "course/datafile.h"
#include "course/datapackage.h"
#include "course/front_matter.h"
#include "course/glossary.h"
#include "course/manifest.h"
#include "course/value.h"
#include "markdown/reader.h"

/* Most bytes of all text and data together. */
#define COURSE_MAX_BYTES ((size_t)1 << 30)

struct reader {
  struct arena *arena;
  struct diags *diags;
  struct course *course;
  size_t bytes; /* read so far */
  bool full;    /* reported */
};

static const struct loc NOWHERE;

/* Many files of allowed size are still too much. */
static bool within_budget(struct reader *r) {
  if (r->bytes <= COURSE_MAX_BYTES)
    return true;
  if (!r->full)
    diag_failure(r->diags, NOWHERE, "E-FILE-SIZE",
                 "the files of '%.*s' have more than %zu bytes together",
                 STR_ARG(r->course->folder), COURSE_MAX_BYTES);
  r->full = true;
  return false;
}

/* Reads a text file of the course and names it for the diagnostics. */
static bool read_text(struct reader *r, struct loc at, struct str name,
                      size_t max, struct str *text, uint32_t *src) {
  struct str path = path_join(r->arena, r->course->folder, name);
  *text = (struct str){0};
  if (!path_is_inside(r->course->folder, path)) {
    diag_error(r->diags, at, "E-PATH",
               "'%.*s' is a link that leads out of the course folder",
               STR_ARG(path));
    return false;
  }
  if (!file_read(r->arena, r->diags, at, path, max, text))
    return false;
  r->bytes += text->len;
  if (str_starts(*text, "\xEF\xBB\xBF"))
    *text = str_slice(*text, 3, text->len);
  *src = diags_add_source(r->diags, path, *text);
  return true;
}

/* The first level-1 heading that is not inside something else. */
static struct node *title_heading(const struct module *m, bool *opens) {
  *opens = true;
  for (struct node *n = m->body ? m->body->first : NULL; n; n = n->next) {
    if (n->kind == NODE_HEADING && n->as.heading.level == 1)
      return n;
    *opens &= n->kind == NODE_CODE_BLOCK; /* ```lua setup shows nothing */
  }
  return NULL;
}

/* When the front matter has no title, a heading gives it. One that opens the
 * module is then the writers' business and no longer the body's. */
static void title_from_heading(struct reader *r, struct module *m) {
  bool opens;
  struct node *n = title_heading(m, &opens);
  m->title = (struct text){m->id.s, {.src = m->src}};
  if (!n) {
    diag_warn(r->diags, m->title.at, "W-MODULE-TITLE",
              "the module has no title: give 'title' in its front matter, or "
              "begin with a heading '# …'");
    return;
  }
  for (struct node *x = n; x; x = node_walk(n, x))
    if (x->kind == NODE_COMPUTED)
      diag_error(r->diags, x->at, "E-MODULE-TITLE",
                 "a module's title cannot be computed");
  struct buf text = {0};
  node_plain_text(n, &text);
  m->title = (struct text){arena_str(r->arena, buf_str(&text)), n->at};
  buf_free(&text);
  if (opens)
    node_unlink(n);
}

static void read_module(struct reader *r, struct text entry) {
  struct course *c = r->course;
  struct module m = {.file = entry.s};
  struct str text;
  if (!read_text(r, entry.at, entry.s, MD_MAX_BYTES, &text, &m.src))
    return;
  struct md_options options = {0};
  struct str body =
      front_matter_read(r->arena, r->diags, text, &m, &options.first_line);
  options.module = m.id.s;
  m.references = md_references(r->arena, body);
  m.body = md_read(r->arena, r->diags, m.src, body, options);
  if (!m.title.s.ptr)
    title_from_heading(r, &m);
  *ARENA_PUSH(r->arena, c->modules, c->module_count, c->module_cap) = m;
}

/* Names that start with '.' or '_', and a README, are not for learners. */
static bool is_module_name(struct str name) {
  return str_ends(name, ".md") && !str_starts(name, ".") &&
         !str_starts(name, "_") && !str_is(name, "README.md");
}

/* No `modules` in the manifest: all Markdown files, in byte order. */
static void list_modules(struct reader *r, struct texts *out) {
  struct str *names;
  size_t count;
  if (!file_list(r->arena, r->diags, r->course->folder, &names, &count))
    return;
  for (size_t i = 0; i < count; i++)
    if (is_module_name(names[i]))
      *ARENA_PUSH(r->arena, out->items, out->count, out->cap) =
          (struct text){names[i], r->course->manifest.at};
}

static bool has_id(const struct str *ids, size_t count, struct str id) {
  for (size_t i = 0; i < count; i++)
    if (str_eq(ids[i], id))
      return true;
  return false;
}

static void check_requires(struct reader *r) {
  const struct course *c = r->course;
  struct str *ids = arena_array(r->arena, struct str, c->module_count);
  for (size_t i = 0; i < c->module_count; i++)
    ids[i] = c->modules[i].id.s;
  for (size_t i = 0; i < c->module_count; i++)
    for (size_t j = 0; j < c->modules[i].requires.count; j++) {
      struct text t = c->modules[i].requires.items[j];
      if (!has_id(ids, c->module_count, t.s))
        diag_error(r->diags, t.at, "E-MODULE-REQUIRES",
                   "'requires' names the module '%.*s', which the course does "
                   "not have%s",
                   STR_ARG(utf8_cut(t.s, 60)),
                   diag_nearest(r->arena, t.s, ids, c->module_count));
    }
}

static void read_modules(struct reader *r) {
  struct course *c = r->course;
  struct texts listed = c->manifest.modules;
  if (listed.count == 0)
    list_modules(r, &listed);
  if (listed.count == 0)
    diag_error(r->diags, c->manifest.at, "E-COURSE-EMPTY",
               "the course has no modules: there is no .md file in '%.*s'",
               STR_ARG(c->folder));
  for (size_t i = 0; i < listed.count && within_budget(r); i++)
    read_module(r, listed.items[i]);
  check_requires(r);
}

/* A data package and the files of its resources. */
static void read_package(struct reader *r, struct str name, struct str folder,
                         bool json) {
  struct package_source source = {.folder = folder, .json = json};
  struct course *c = r->course;
  if (!read_text(r, NOWHERE, name, VALUE_MAX_BYTES, &source.text, &source.src))
    return;
  datapackage_read(r->arena, r->diags, &source, c);
  for (size_t i = 0; i < c->resource_count && within_budget(r); i++) {
    datafile_read(r->arena, r->diags, c->folder, &c->resources[i]);
    r->bytes += c->resources[i].csv.len;
  }
}

/* data/datapackage.yaml or .json; a course without data has neither. */
static void read_data(struct reader *r) {
  static const struct str names[] = {{"data/datapackage.yaml", 21},
                                     {"data/datapackage.json", 21}};
  struct course *c = r->course;
  bool there[2];
  for (int i = 0; i < 2; i++)
    there[i] = file_kind(path_join(r->arena, c->folder, names[i])) != FILE_NONE;
  if (there[0] && there[1])
    diag_error(r->diags, NOWHERE, "E-DATA-PACKAGE",
               "there are both 'datapackage.yaml' and 'datapackage.json' in "
               "'%.*s', expected one",
               STR_ARG(path_join(r->arena, c->folder, STR("data"))));
  if (!there[0] && !there[1])
    return;
  read_package(r, names[!there[0]], STR("data"), !there[0]);
}

static void read_glossary(struct reader *r) {
  static const struct str name = {"glossary.yaml", 13};
  struct course *c = r->course;
  struct str text;
  uint32_t src;
  if (file_kind(path_join(r->arena, c->folder, name)) != FILE_NONE &&
      read_text(r, NOWHERE, name, VALUE_MAX_BYTES, &text, &src))
    glossary_read(r->arena, r->diags, src, text, c);
}

static void check_theme(struct reader *r) {
  const struct text *theme = &r->course->manifest.theme;
  if (!theme->s.len)
    return;
  struct str path = path_join(r->arena, r->course->folder, theme->s);
  if (!path_is_inside(r->course->folder, path))
    diag_error(r->diags, theme->at, "E-PATH",
               "'%.*s' is a link that leads out of the course folder",
               STR_ARG(path));
  else if (file_kind(path) != FILE_FOLDER)
    diag_error(r->diags, theme->at, "E-THEME",
               "there is no theme folder '%.*s'", STR_ARG(path));
}

/* False when there is nothing to read. */
static bool check_folder(struct reader *r) {
  struct str folder = r->course->folder;
  struct str manifest = path_join(r->arena, folder, STR("course.yaml"));
  enum file_kind kind = file_kind(folder);
  if (kind == FILE_NONE)
    diag_failure(r->diags, NOWHERE, "E-FILE-MISSING",
                 "there is no course folder '%.*s'", STR_ARG(folder));
  else if (kind != FILE_FOLDER)
    diag_failure(r->diags, NOWHERE, "E-FILE-KIND",
                 "'%.*s' is a file, expected a course folder", STR_ARG(folder));
  else if (file_kind(manifest) == FILE_NONE)
    diag_failure(r->diags, NOWHERE, "E-FILE-MISSING",
                 "'%.*s' is not a course: there is no 'course.yaml' in it",
                 STR_ARG(folder));
  else
    return true;
  return false;
}

/* Everything, or only the manifest. */
static struct course *read_course(struct arena *a, struct diags *d,
                                  struct str folder, bool whole) {
  struct course *c = arena_new(a, struct course);
  struct reader r = {.arena = a, .diags = d, .course = c};
  struct str text;
  uint32_t src;
  c->folder = arena_str(a, folder);
  c->manifest = (struct manifest){.edition = 1, .pass = -1};
  if (!check_folder(&r))
    return c;
  if (read_text(&r, NOWHERE, STR("course.yaml"), VALUE_MAX_BYTES, &text, &src))
    manifest_read(a, d, src, text, &c->manifest);
  if (!whole)
    return c;
  check_theme(&r);
  read_data(&r);
  read_glossary(&r);
  read_modules(&r);
  return c;
}

struct course *course_read(struct arena *a, struct diags *d,
                           struct str folder) {
  return read_course(a, d, folder, true);
}

struct course *course_read_manifest(struct arena *a, struct diags *d,
                                    struct str folder) {
  return read_course(a, d, folder, false);
}

bool course_is_foreign(const struct course *c, const void *text) {
  size_t low = 0, high = c->foreign_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (c->foreign[middle] == text)
      return true;
    if ((uintptr_t)c->foreign[middle] < (uintptr_t)text)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

struct str course_written(const struct course *c) {
  return c->written.len ? c->written : c->manifest.language.s;
}

struct course *course_read_package(struct arena *a, struct diags *d,
                                   struct str path) {
  struct course *c = arena_new(a, struct course);
  struct reader r = {.arena = a, .diags = d, .course = c};
  size_t cut = path.len;
  while (cut && path.ptr[cut - 1] != '/')
    cut--;
  c->folder =
      cut ? arena_str(a, str_slice(path, 0, cut > 1 ? cut - 1 : 1)) : STR(".");
  read_package(&r, str_slice(path, cut, path.len), STR(""),
               str_ends(path, ".json"));
  return c;
}

struct resource *course_resource(const struct course *c, struct str name) {
  for (size_t i = 0; i < c->resource_count; i++)
    if (str_eq(c->resources[i].name.s, name))
      return &c->resources[i];
  return NULL;
}

struct module *course_module_by_file(const struct course *c, struct str file) {
  for (size_t i = 0; i < c->module_count; i++)
    if (str_eq(c->modules[i].file, file))
      return &c->modules[i];
  return NULL;
}

struct term *course_term(const struct course *c, struct str id) {
  for (size_t i = 0; i < c->term_count; i++)
    if (str_eq(c->terms[i].id.s, id))
      return &c->terms[i];
  return NULL;
}
