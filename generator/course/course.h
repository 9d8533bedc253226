#ifndef WM_COURSE_H
#define WM_COURSE_H

/* A course as it was read: manifest, data package, modules. Made by
 * course_read; later stages add to it only through resolve.h. Lists keep the
 * order of the source; every value knows its place for diagnostics. */

#include "base/diag.h"
#include "markdown/node.h"
#include "tables/table.h"

/* A text of the course with its place; absent: ptr == NULL. */
struct text {
  struct str s;
  struct loc at;
};

struct texts {
  struct text *items;
  size_t count, cap;
};

struct manifest {
  struct loc at;
  struct text id, title, subtitle, description, language, publisher, licence,
      version, date, fonts, theme, era;
  struct texts languages, authors, modules;
  int edition; /* 1 unless given */
  int pass;    /* percent, 0 to 100; -1: none */
};

enum field_type {
  FIELD_STRING,
  FIELD_INTEGER,
  FIELD_NUMBER,
  FIELD_BOOLEAN,
  FIELD_YEAR,
  FIELD_DATE
};

struct category {
  struct text value, label;
};

struct field {
  struct loc at;
  struct text name, title, description;
  enum field_type type;
  struct texts missing;                   /* default of the resource, then "" */
  struct texts true_values, false_values; /* Frictionless defaults if none */
  struct category *categories;
  size_t category_count, category_cap;
  /* The categories are labels out of the data file, which may name some values
   * only: others are no fault. */
  bool only_named;
  bool count;            /* Waymark: a count of persons, for `threshold` */
  bool required, unique; /* constraints */
  struct text minimum, maximum, pattern;
  /* How the file writes its values, where not as the engine reads them. */
  bool buddhist;          /* Waymark: years are of the Buddhist era */
  char decimal_mark;      /* 0: '.' */
  struct str group_mark;  /* "" if none */
  struct str date_format; /* "%d/%m/%Y"; "": as 2026-01-31 */
};

struct source {
  struct text title, path;
};

struct licence {
  struct text name, title, path;
};

/* An entry of `disclosure: other`: a field and why it tells nothing. */
struct reason {
  struct text field, why;
};

/* The `disclosure` section, which the gate (privacy/gate.h) judges. */
struct disclosure {
  bool present;
  struct loc at;
  struct text unit; /* person, household, aggregate */
  struct texts keys, sensitive;
  struct text weight, household, published, method, reviewed, waiver_reason,
      waiver_by;
  struct reason *others;
  size_t other_count, other_cap;
  int k, l, threshold; /* -1: none */
  struct text risk;    /* greatest mean risk, as written: "0.03" */
};

struct resource {
  struct loc at;
  struct text name, title, description;
  struct text path;       /* inside the course, normalised: "data/x.csv" */
  struct source *sources; /* the resource's, else the package's */
  size_t source_count, source_cap;
  struct licence *licences; /* the resource's, else the package's */
  size_t licence_count, licence_cap;
  struct field *fields;
  size_t field_count, field_cap;
  struct texts embed;
  struct table_options table; /* what is declared of the file */
  struct disclosure disclosure;
  struct str file; /* path for diagnostics, relative to the working folder */
  /* The table as the engine reads it, whatever file it came in; its lines are
   * the file's lines or a sheet's rows. */
  struct str csv;   /* UTF-8, without a BOM */
  char delimiter;   /* of `csv` */
  uint32_t csv_src; /* source number of the data file */
  bool used;        /* resolve: some Lua names it, so it ships */
};

struct module {
  uint32_t src;
  struct str file; /* as in the course folder: "01-definitions.md" */
  struct text id, title;
  int minutes; /* 0: not given */
  struct texts objectives, keypoints, requires;
  struct node *body;
  struct str references; /* link reference definitions, for translations */
};

/* A word of the glossary. */
struct term {
  struct text id;   /* what `term:ID` names */
  struct text term; /* as it is listed */
  struct text definition;
  struct texts forms; /* other forms of the word, for those who look it up */
  const struct node *first; /* resolve: the first link to it in the modules'
                               own text, or NULL; and the module's id */
  struct str module;
  bool used; /* resolve: some link names it */
};

struct image {
  struct str path; /* inside the course, normalised: "media/map.png" */
  struct str type; /* media type */
  struct str full; /* path to read it by */
};

struct course {
  struct str folder;
  struct manifest manifest;
  struct resource *resources;
  size_t resource_count, resource_cap;
  struct module *modules;
  size_t module_count, module_cap;
  struct term *terms; /* the glossary, in the order of its file */
  size_t term_count, term_cap;
  struct image *images; /* every file a module shows, found by resolve */
  size_t image_count, image_cap;
  /* In a translated course (translate/): its texts and attributes that are
   * still in the source language, by address; and that of its texts. */
  const void **foreign;
  size_t foreign_count, foreign_cap;
  struct str written;  /* "": the manifest's language */
  int percent;         /* of its texts that are translated */
  struct str reviewer; /* who has reviewed them, or "" */
};

/* Reads everything below `folder`; reports into `d` and returns what could be
 * read, never NULL. Reads no file outside the folder, also not through links.
 */
struct course *course_read(struct arena *a, struct diags *d, struct str folder);

/* The same, but only its manifest. */
struct course *course_read_manifest(struct arena *a, struct diags *d,
                                    struct str folder);

/* Whether a text or an attribute of a translated course could not be
 * translated: then it is in the manifest's language. */
bool course_is_foreign(const struct course *c, const void *text);
/* The language that the texts are in, but for the foreign ones. */
struct str course_written(const struct course *c);
/* A data package alone: `path` leads to datapackage.yaml or .json, whose
 * resources lie in its folder or below. */
struct course *course_read_package(struct arena *a, struct diags *d,
                                   struct str path);

struct resource *course_resource(const struct course *c, struct str name);
struct module *course_module_by_file(const struct course *c, struct str file);
struct term *course_term(const struct course *c, struct str id);

#endif
