/* A course's own templates and styles. */
#include "output/theme.h"

#include "base/file.h"
#include "output/theme_colour.h"

enum { THEME_FILE_MAX = 4 << 20, LOGO_MAX = 64 << 10 };

static const struct str OVERRIDABLE[] = {
    {"index.xhtml", 11}, {"chapter.xhtml", 13}, {"nav.xhtml", 9},
    {"start.xhtml", 11}, {"waymark.css", 11},   {"start.js", 8},
    {"waymark.js", 10},  {"theme.css", 9},      {"logo.svg", 8},
    {"logo.png", 8},     {"cover.svg", 9},      {"cover.png", 9},
    {"cover.jpg", 9},
};
static const size_t OVERRIDABLE_COUNT =
    sizeof OVERRIDABLE / sizeof *OVERRIDABLE;

static bool is_logo(struct str name) {
  return str_is(name, "logo.svg") || str_is(name, "logo.png");
}

static bool is_picture(struct str name) {
  return is_logo(name) || str_starts(name, "cover.");
}

static bool is_overridable(struct str name) {
  for (size_t i = 0; i < OVERRIDABLE_COUNT; i++)
    if (str_eq(name, OVERRIDABLE[i]))
      return true;
  return false;
}

/* The single file holds scripts and styles in the page itself, where these
 * would end them. */
static bool can_be_inlined(struct diags *d, struct loc at,
                           const struct asset *asset) {
  static const char *const ENDS[] = {"</script", "</style", "<!--", "]]>"};
  if (str_ends(asset->name, ".xhtml") || is_picture(asset->name))
    return true;
  for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++)
    if (str_search(asset->bytes, str_from(ENDS[i])) < asset->bytes.len) {
      diag_error(d, at, "E-THEME-TEXT",
                 "'%.*s' in the theme folder must not hold '%s', which would "
                 "end it in a page that is one file",
                 STR_ARG(asset->name), ENDS[i]);
      return false;
    }
  return true;
}

static bool add_file(struct arena *a, struct diags *d, struct loc at,
                     struct str folder, struct str name, struct theme *out) {
  struct str path = path_join(a, folder, name);
  struct asset asset = {.name = name};
  if (!is_overridable(name)) {
    diag_error(d, at, "E-THEME-FILE",
               "'%.*s' in the theme folder replaces no template%s",
               STR_ARG(name),
               diag_nearest(a, name, OVERRIDABLE, OVERRIDABLE_COUNT));
    return false;
  }
  size_t most = is_logo(name) ? LOGO_MAX : THEME_FILE_MAX;
  if (!file_read(a, d, at, path, most, &asset.bytes))
    return false;
  if (!can_be_inlined(d, at, &asset))
    return false;
  if (str_is(name, "theme.css"))
    theme_check_colours(d, at, asset.bytes);
  if (str_ends(name, ".js"))
    diag_warn(d, at, "W-THEME-SCRIPT",
              "the theme's script '%.*s' will run in every reader's page",
              STR_ARG(name));
  *ARENA_PUSH(a, out->items, out->count, out->cap) = asset;
  return true;
}

/* theme.css comes after our own style, in the same file: one request less, and
 * the last word on each value. */
static void join_styles(struct arena *a, struct theme *t) {
  const struct asset *own = theme_asset(t, "waymark.css");
  const struct asset *added = theme_asset(t, "theme.css");
  if (!added || !own)
    return;
  struct asset all = {.name = STR("waymark.css"),
                      .bytes =
                          arena_printf(a, "%.*s\n%.*s", STR_ARG(own->bytes),
                                       STR_ARG(added->bytes))};
  for (size_t i = 0; i < t->count; i++)
    if (str_eq(t->items[i].name, all.name)) {
      t->items[i] = all;
      return;
    }
  *ARENA_PUSH(a, t->items, t->count, t->cap) = all;
}

bool theme_read(struct arena *a, struct diags *d, const struct course *c,
                struct theme *out) {
  const struct text *theme = &c->manifest.theme;
  struct str *names, path;
  size_t count;
  bool ok = true;
  if (!theme->s.len)
    return true;
  if (!path_normalise(a, theme->s, &path) ||
      !path_is_inside(c->folder, path_join(a, c->folder, path))) {
    diag_error(d, theme->at, "E-PATH-OUTSIDE",
               "'%.*s' leads outside the course folder", STR_ARG(theme->s));
    return false;
  }
  path = path_join(a, c->folder, path);
  if (!file_list(a, d, path, &names, &count))
    return false;
  for (size_t i = 0; i < count; i++)
    ok = add_file(a, d, theme->at, path, names[i], out) && ok;
  join_styles(a, out);
  return ok;
}

const struct asset *theme_asset(const struct theme *t, const char *name) {
  for (size_t i = 0; i < t->count; i++)
    if (str_is(t->items[i].name, name))
      return &t->items[i];
  return asset_find(str_from(name));
}
