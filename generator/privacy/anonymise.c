/* Runs a plan over a raw table. */
#include "privacy/anonymise.h"

#include "base/file.h"
#include "base/utf8.h"
#include "course/datafile.h"
#include "course/datapackage.h"
#include "course/json_read.h"
#include "course/yaml.h"
#include "privacy/gate.h"
#include "privacy/package.h"
#include "privacy/run.h"
#include "privacy/seed_file.h"

static const struct loc NOWHERE;

struct job {
  struct arena *arena;
  struct diags *diags;
  const struct anonymise_request *request;
  struct plan plan;
  struct described described;
  struct course course; /* holds the one resource, for the gate */
  struct seed seed;
  bool has_seed, seed_made;
  struct work work;
};

static bool read_settings(struct job *j, struct loc at, struct str path,
                          struct str *text, uint32_t *src) {
  if (!file_read(j->arena, j->diags, at, path, VALUE_MAX_BYTES, text))
    return false;
  if (str_starts(*text, "\xEF\xBB\xBF"))
    *text = str_slice(*text, 3, text->len);
  *src = diags_add_source(j->diags, path, *text);
  return true;
}

/* The resource. */

static const struct value *named(const struct value *package, struct str name) {
  const struct value *list = package ? value_get(package, "resources") : NULL;
  for (size_t i = 0; list && list->kind == VALUE_LIST && i < list->count; i++) {
    const struct value *n = value_get(&list->items[i], "name");
    if (n && n->kind == VALUE_SCALAR && str_eq(n->text, name))
      return &list->items[i];
  }
  return NULL;
}

/* The description of a resource that a data package beside the plan holds. */
static bool read_package(struct job *j) {
  struct text name = j->plan.resource_name, file = j->plan.package;
  struct str path = path_join(j->arena, path_folder(j->request->plan), file.s);
  struct package_source source = {.json = str_ends(path, ".json")};
  struct course all = {0};
  if (!read_settings(j, file.at, path, &source.text, &source.src))
    return false;
  datapackage_read(j->arena, j->diags, &source, &all);
  j->described.package =
      source.json ? json_read(j->arena, j->diags, source.src, source.text)
                  : yaml_read(j->arena, j->diags, source.src, source.text, 1);
  j->described.map = named(j->described.package, name.s);
  const struct resource *r = course_resource(&all, name.s);
  if (r && j->described.map) {
    *ARENA_PUSH(j->arena, j->course.resources, j->course.resource_count,
                j->course.resource_cap) = *r;
    return true;
  }
  struct str *names = arena_array(j->arena, struct str, all.resource_count);
  for (size_t i = 0; i < all.resource_count; i++)
    names[i] = all.resources[i].name.s;
  diag_error(j->diags, name.at, "E-PLAN-RESOURCE",
             "the data package has no resource '%.*s'%s",
             STR_ARG(utf8_cut(name.s, 60)),
             diag_nearest(j->arena, name.s, names, all.resource_count));
  return false;
}

static bool is_file_name(struct str s) {
  return s.len && str_find(s, '/', 0) == s.len && s.ptr[0] != '.' &&
         (str_ends(s, ".csv") || str_ends(s, ".tsv"));
}

static void read_resource(struct job *j) {
  if (j->plan.resource) {
    j->described.map = j->plan.resource;
    datapackage_read_resource(j->arena, j->diags, j->plan.resource, &j->course);
  } else if (j->plan.resource_name.s.ptr && j->plan.package.s.len) {
    read_package(j);
  }
  if (!j->course.resource_count || diags_errors(j->diags))
    return;
  struct resource *r = &j->course.resources[0];
  if (!is_file_name(r->path.s))
    diag_error(j->diags, r->path.s.ptr ? r->path.at : r->at, "E-PLAN-RESOURCE",
               "the resource needs a 'path' that is the name of a CSV file, "
               "such as '%.*s.csv'",
               STR_ARG(utf8_cut(r->name.s, 60)));
  if (!r->name.s.len)
    diag_error(j->diags, r->at, "E-PLAN-RESOURCE", "the resource has no name");
  r->delimiter = r->table.delimiter ? r->table.delimiter : ',';
  j->work.resource = r;
}

/* The seed. */

static void find_seed(struct job *j) {
  struct str file = j->request->seed_file;
  if (file.ptr && j->plan.seed.s.ptr) {
    diag_error(j->diags, j->plan.seed.at, "E-PLAN-SEED",
               "the plan has a seed, and --seed-file was given");
    return;
  }
  if (!plan_is_random(&j->plan))
    return;
  if (file.ptr) {
    j->has_seed = seed_file_use(j->arena, j->diags, file, j->request->output,
                                &j->seed, &j->seed_made);
  } else if (j->plan.seed.s.ptr) {
    seed_from_text(&j->seed, j->plan.seed.s);
    j->has_seed = true;
  } else {
    diag_error(
        j->diags, j->plan.at, "E-PLAN-SEED",
        "the plan draws at random: give --seed-file FILE, a file outside "
        "the course that keeps the secret seed (it is made when missing)");
  }
}

/* The run. */

static bool read_raw(struct job *j) {
  const struct plan *p = &j->plan;
  struct str mark = p->delimiter.s;
  struct table_options options = {.encoding = p->encoding.s,
                                  .sheet = p->sheet.s,
                                  .header_row = (uint32_t)p->header,
                                  .delimiter = str_is(mark, "\\t") ? '\t'
                                               : mark.len          ? mark.ptr[0]
                                                                   : '\0'};
  struct table *t =
      table_read(j->arena, j->diags, NOWHERE, j->request->raw, &options);
  if (!t || diags_errors(j->diags))
    return false;
  struct str *missing = arena_array(j->arena, struct str, p->missing.count);
  for (size_t i = 0; i < p->missing.count; i++)
    missing[i] = p->missing.items[i].s;
  j->work.raw = frame_from_table(j->arena, t, missing, p->missing.count);
  j->work.now = frame_copy(j->work.raw);
  return !p->raw_keys.count || work_columns(&j->work, &p->raw_keys);
}

/* How a missing value is written in a field. */
static struct str missing_text(const struct field *f) {
  for (size_t i = 0; i < f->missing.count; i++)
    if (f->missing.items[i].s.len == 0)
      return STR("");
  return f->missing.count ? f->missing.items[0].s : STR("");
}

static struct str write_csv(struct job *j) {
  const struct frame *f = j->work.now;
  const struct resource *r = j->work.resource;
  struct buf out = {0};
  for (size_t k = 0; k < f->count; k++) {
    if (k)
      buf_char(&out, r->delimiter);
    table_put_value(&out, f->columns[k].name, r->delimiter);
  }
  buf_char(&out, '\n');
  for (size_t i = 0; i < f->rows; i++) {
    for (size_t k = 0; k < f->count; k++) {
      struct str value = frame_text(&f->columns[k], i);
      if (k)
        buf_char(&out, r->delimiter);
      table_put_value(&out, value.ptr ? value : missing_text(&r->fields[k]),
                      r->delimiter);
    }
    /* An empty line would be no row. */
    if (f->count == 1 && out.ptr && out.ptr[out.len - 1] == '\n')
      buf_puts(&out, "\"\"");
    buf_char(&out, '\n');
  }
  struct str csv = arena_str(j->arena, buf_str(&out));
  if (!buf_ok(&out))
    diag_failure(j->diags, NOWHERE, "E-MEMORY",
                 "the anonymised table is too large");
  buf_free(&out);
  return csv;
}

/* The same judgement as a build's, on the very bytes that will be written. */
static bool passes_gate(struct job *j, struct str csv) {
  struct resource *r = &j->course.resources[0];
  struct str name = arena_printf(j->arena, "%.*s (what would be written)",
                                 STR_ARG(r->path.s));
  r->file = name;
  r->csv = csv;
  r->csv_src = diags_add_source(j->diags, name, csv);
  datafile_check(j->arena, j->diags, r);
  if (!diags_errors(j->diags))
    gate_check(j->arena, j->diags, &j->course, GATE_ALL);
  if (!diags_errors(j->diags))
    return true;
  diag_error(j->diags, NOWHERE, "E-PLAN-GATE",
             "the plan does not make the data safe enough: nothing was "
             "written");
  return false;
}

static bool do_run(struct job *j, struct anonymised *out) {
  if (!read_raw(j) || !work_run(&j->work))
    return false;
  out->csv = write_csv(j);
  if (diags_errors(j->diags) || !passes_gate(j, out->csv))
    return false;
  struct plan *plan = arena_new(j->arena, struct plan);
  *plan = j->plan;
  out->plan = plan;
  out->resource = j->work.resource;
  out->name = j->work.resource->path.s;
  out->method = package_method(&j->work);
  out->package = package_write(j->arena, &j->described, out->method);
  out->seed_made = j->seed_made;
  compare_run(&j->work, j->work.now->origin, &out->comparison);
  return true;
}

const struct anonymised *anonymise(struct arena *a, struct diags *d,
                                   const struct anonymise_request *request) {
  struct job j = {.arena = a, .diags = d, .request = request};
  struct anonymised *out = arena_new(a, struct anonymised);
  struct str text;
  uint32_t src;
  if (!read_settings(&j, NOWHERE, request->plan, &text, &src))
    return NULL;
  plan_read(a, d, src, text, &j.plan);
  read_resource(&j);
  if (!diags_errors(d))
    find_seed(&j);
  if (diags_errors(d))
    return NULL;
  j.work.arena = a;
  j.work.diags = d;
  j.work.plan = &j.plan;
  j.work.seed = j.has_seed ? &j.seed : NULL;
  bool done = do_run(&j, out);
  seed_forget(&j.seed);
  return done ? out : NULL;
}
