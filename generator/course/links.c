/* Links lead somewhere, images are there and described. */
#include "course/resolve_steps.h"

#include "base/file.h"

struct image_type {
  const char *extension, *type;
};

static const struct image_type IMAGE_TYPES[] = {
    {".png", "image/png"}, {".jpg", "image/jpeg"},    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"}, {".svg", "image/svg+xml"}, {".webp", "image/webp"},
};

static bool has_scheme(struct str url) {
  size_t i = 0;
  while (i < url.len &&
         (char_is_alpha(url.ptr[i]) || char_is_digit(url.ptr[i]) ||
          url.ptr[i] == '+' || url.ptr[i] == '-' || url.ptr[i] == '.'))
    i++;
  return i > 1 && i < url.len && url.ptr[i] == ':';
}

static bool is_external(struct str url) {
  return str_starts(url, "http://") || str_starts(url, "https://") ||
         str_starts(url, "mailto:");
}

static void no_such_target(struct resolver *r, struct node *link,
                           const struct module *m, struct str id) {
  const struct module *elsewhere = ids_find(r, id);
  if (elsewhere)
    diag_error(r->diags, link->at, "E-LINK-TARGET",
               "'#%.*s' is in another module: write '%.*s#%.*s'", STR_ARG(id),
               STR_ARG(elsewhere->file), STR_ARG(id));
  else
    diag_error(r->diags, link->at, "E-LINK-TARGET",
               "nothing in '%.*s' has the id '%.*s'%s", STR_ARG(m->file),
               STR_ARG(id), ids_nearest(r, id));
}

/* A module that is there, or named in the manifest, but could not be read has
 * been reported already. */
static bool is_reported(struct resolver *r, struct str file) {
  const struct course *c = r->course;
  struct str path;
  for (size_t i = 0; i < c->manifest.modules.count; i++)
    if (str_eq(c->manifest.modules.items[i].s, file))
      return true;
  return str_ends(file, ".md") && path_normalise(r->arena, file, &path) &&
         file_kind(path_join(r->arena, c->folder, path)) != FILE_NONE;
}

static void unknown_module(struct resolver *r, struct node *link,
                           struct str file) {
  if (is_reported(r, file))
    return;
  size_t count = r->course->module_count;
  struct str *files = arena_array(r->arena, struct str, count);
  for (size_t i = 0; i < count; i++)
    files[i] = r->course->modules[i].file;
  diag_error(r->diags, link->at, "E-LINK-FILE",
             "the link leads to '%.*s', which is no module of this course%s",
             STR_ARG(file), diag_nearest(r->arena, file, files, count));
  diag_note(r->diags, link->at, NULL,
            "a link is a web address (https://…), mailto:, #id, or the file "
            "name of a module");
}

static void check_link(struct resolver *r, struct module *from,
                       struct node *link) {
  struct str url = link->as.link.url;
  if (is_external(url) || term_link_check(r, from, link))
    return;
  if (has_scheme(url)) {
    diag_error(r->diags, link->at, "E-LINK-SCHEME",
               "the link '%.*s' is neither http, https nor mailto",
               STR_ARG(url));
    return;
  }
  size_t hash = str_find(url, '#', 0);
  struct str file = str_slice(url, 0, hash);
  struct str id = str_slice(url, hash + 1, url.len);
  struct module *to = file.len ? course_module_by_file(r->course, file) : from;
  if (!to || url.len == 0) {
    unknown_module(r, link, file);
    return;
  }
  if (id.len && ids_find(r, id) != to) {
    no_such_target(r, link, to, id);
    return;
  }
  link->as.link.module = to->id.s;
  link->as.link.target = id;
}

static bool same_letters(const char *a, struct str b) {
  for (size_t i = 0; i < b.len; i++) {
    char c = b.ptr[i];
    if (c >= 'A' && c <= 'Z')
      c = (char)(c + 'a' - 'A');
    if (a[i] != c)
      return false;
  }
  return true;
}

static const char *image_type(struct str path) {
  for (size_t i = 0; i < sizeof IMAGE_TYPES / sizeof *IMAGE_TYPES; i++) {
    struct str extension = str_from(IMAGE_TYPES[i].extension);
    if (path.len <= extension.len)
      continue;
    struct str tail = str_slice(path, path.len - extension.len, path.len);
    if (same_letters(extension.ptr, tail))
      return IMAGE_TYPES[i].type;
  }
  return NULL;
}

static bool image_known(const struct course *c, struct str path) {
  for (size_t i = 0; i < c->image_count; i++)
    if (str_eq(c->images[i].path, path))
      return true;
  return false;
}

static void check_file(struct resolver *r, struct node *n, struct str path,
                       struct str full) {
  const char *type = image_type(path);
  if (!type)
    diag_error(r->diags, n->at, "E-IMAGE-TYPE",
               "'%.*s' is not a picture a book can show: use PNG, JPEG, SVG, "
               "GIF or WebP",
               STR_ARG(path));
  else if (file_kind(full) == FILE_NONE)
    diag_error(r->diags, n->at, "E-IMAGE-MISSING",
               "there is no picture '%.*s' in the course folder",
               STR_ARG(path));
  else if (file_kind(full) != FILE_REGULAR)
    diag_error(r->diags, n->at, "E-IMAGE-KIND", "'%.*s' is not a file",
               STR_ARG(path));
  else if (!path_is_inside(r->course->folder, full))
    diag_error(r->diags, n->at, "E-PATH-OUTSIDE",
               "'%.*s' leads outside the course folder", STR_ARG(path));
  else if (!image_known(r->course, path))
    *ARENA_PUSH(r->arena, r->course->images, r->course->image_count,
                r->course->image_cap) =
        (struct image){path, str_from(type), full};
}

static bool has_alt(struct node *image) {
  for (struct node *n = image->first; n; n = node_walk(image, n))
    if (n->kind == NODE_COMPUTED || (n->text.len && str_trim(n->text).len))
      return true;
  return false;
}

static void check_image(struct resolver *r, struct node *n) {
  struct str path;
  if (!has_alt(n) && !attr_find(n->attrs, "decorative"))
    diag_error(r->diags, n->at, "E-ALT-MISSING",
               "a picture needs a text for those who cannot see it: "
               "![what it shows](%.*s), or {decorative} after it",
               STR_ARG(n->as.link.url));
  if (has_scheme(n->as.link.url) || str_starts(n->as.link.url, "//")) {
    diag_error(r->diags, n->at, "E-IMAGE-REMOTE",
               "the picture '%.*s' is not in the course folder; a course works "
               "without a network",
               STR_ARG(n->as.link.url));
    return;
  }
  if (!path_normalise(r->arena, n->as.link.url, &path)) {
    diag_error(r->diags, n->at, "E-PATH-OUTSIDE",
               "'%.*s' leads outside the course folder",
               STR_ARG(n->as.link.url));
    return;
  }
  n->as.link.target = path;
  check_file(r, n, path, path_join(r->arena, r->course->folder, path));
}

void links_check(struct resolver *r, struct module *m) {
  for (struct node *n = m->body; n; n = node_walk(m->body, n)) {
    if (n->kind == NODE_LINK)
      check_link(r, m, n);
    else if (n->kind == NODE_IMAGE)
      check_image(r, n);
  }
}
