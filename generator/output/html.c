/* The HTML package: index.html with its assets, data and pictures. The folder
 * and the zip hold the same files. */
#include "output/press.h"

#include "output/escape.h"

struct page {
  struct buf logo, map, cover, body, colophon, scripts;
};

static void free_page(struct page *page) {
  buf_free(&page->logo);
  buf_free(&page->map);
  buf_free(&page->cover);
  buf_free(&page->body);
  buf_free(&page->colophon);
  buf_free(&page->scripts);
}

static bool page_ok(const struct page *page) {
  return buf_ok(&page->logo) && buf_ok(&page->map) && buf_ok(&page->cover) &&
         buf_ok(&page->body) && buf_ok(&page->colophon) &&
         buf_ok(&page->scripts);
}

static void put_pieces(const struct press *p, struct page *page, bool inlined) {
  page_put_logo(p, &page->logo);
  page_put_map(p, &page->map);
  page_put_cover(p, &page->cover);
  for (size_t i = 0; i < p->plan->course->module_count; i++)
    page_put_module(p, &page->body, i, false, inlined);
  page_put_glossary(p, &page->body, false);
  page_put_sources(p, &page->body, false);
  page_put_answers(p, &page->body, false);
  page_put_colophon(p, &page->colophon);
}

static bool fill_page(const struct press *p, struct page *page,
                      struct str style, struct buf *out) {
  struct buf title = {0};
  escape_attr(&title, p->plan->course->manifest.title.s);
  struct slot slots[] = {
      {"title", buf_str(&title)},
      {"style", style},
      {"logo", buf_str(&page->logo)},
      {"map", buf_str(&page->map)},
      {"cover", buf_str(&page->cover)},
      {"body", buf_str(&page->body)},
      {"colophon", buf_str(&page->colophon)},
      {"scripts", buf_str(&page->scripts)},
  };
  bool ok =
      press_fill(p, out, "index.xhtml", slots, sizeof slots / sizeof *slots);
  buf_free(&title);
  if (!page_ok(page))
    out->error = BUF_TOO_BIG;
  return ok;
}

static void put_data_name(struct buf *out, const struct resource *r) {
  buf_puts(out, "assets/data-");
  media_put_safe(out, r->name.s);
  buf_puts(out, ".js");
}

static void put_script(struct buf *out, struct str path) {
  buf_puts(out, "<script src=\"");
  escape_url(out, path);
  buf_puts(out, "\"></script>\n");
}

void html_put_scripts(const struct press *p, struct buf *out,
                      bool with_course) {
  const struct course *c = p->plan->course;
  put_script(out, STR("assets/start.js"));
  /* The engine first: it is compiled while the rest comes in. */
  if (with_course && asset_find(STR("engine-wasm.js")))
    put_script(out, STR("assets/engine-wasm.js"));
  if (with_course)
    put_script(out, STR("assets/course.js"));
  for (size_t i = 0; with_course && i < c->resource_count; i++) {
    struct buf path = {0};
    if (!c->resources[i].used)
      continue;
    put_data_name(&path, &c->resources[i]);
    put_script(out, buf_str(&path));
    buf_free(&path);
  }
  put_script(out, STR("assets/waymark.js"));
}

static void add_theme_asset(const struct press *p, struct bundle *b,
                            struct str folder, const char *name) {
  const struct asset *asset = theme_asset(&p->theme, name);
  if (asset)
    bundle_add_asset(
        b, arena_printf(b->arena, "%.*sassets/%s", STR_ARG(folder), name),
        asset);
}

static bool add_course_script(const struct press *p, struct bundle *b,
                              struct str folder) {
  struct buf script = {0};
  script_put_course(p, &script, folder.len ? SCRIPT_BOOK : SCRIPT_PAGE);
  struct str path =
      arena_printf(b->arena, "%.*sassets/course.js", STR_ARG(folder));
  return bundle_add_buf(b, p->diags, path, &script);
}

static bool add_data_script(const struct press *p, struct bundle *b,
                            struct str folder, const struct resource *r) {
  struct buf script = {0}, path = {0};
  buf_put(&path, folder);
  put_data_name(&path, r);
  script_put_data(p->arena, &script, r);
  bool ok = bundle_add_buf(b, p->diags, buf_str(&path), &script);
  buf_free(&path);
  return ok;
}

bool html_add_assets(const struct press *p, struct bundle *b,
                     struct str folder) {
  const struct course *c = p->plan->course;
  bool ok = true;
  add_theme_asset(p, b, folder, "waymark.css");
  if (press_has_exercises(p) || folder.len == 0) { /* the page has its map */
    add_theme_asset(p, b, folder, "start.js");
    add_theme_asset(p, b, folder, "waymark.js");
  }
  if (press_has_exercises(p)) {
    ok = add_course_script(p, b, folder);
    for (size_t i = 0; i < c->resource_count; i++)
      if (c->resources[i].used)
        ok = add_data_script(p, b, folder, &c->resources[i]) && ok;
    add_theme_asset(p, b, folder, "engine-wasm.js");
    add_theme_asset(p, b, folder, "engine-plain.js");
  }
  for (size_t i = 0; i < p->media.count; i++)
    bundle_add(b,
               arena_printf(b->arena, "%.*s%.*s", STR_ARG(folder),
                            STR_ARG(p->media.items[i].name)),
               p->media.items[i].bytes);
  return ok;
}

bool html_add_files(const struct press *p, struct bundle *b) {
  struct page page = {0};
  struct buf out = {0};
  put_pieces(p, &page, false);
  html_put_scripts(p, &page.scripts, press_has_exercises(p));
  bool ok = fill_page(
      p, &page, STR("<link rel=\"stylesheet\" href=\"assets/waymark.css\"/>"),
      &out);
  free_page(&page);
  ok = bundle_add_buf(b, p->diags, STR("index.html"), &out) && ok;
  return html_add_assets(p, b, STR("")) && ok;
}

/* A script inside the page, readable as XML and as HTML. Templates hold no
 * "]]>" (scripts/embed, theme.c). In the data it can stand in a string only,
 * where an escape says the same. */
static void put_inline_script(struct buf *out, struct str script) {
  static const struct str END = {"]]>", 3};
  buf_puts(out, "<script>//<![CDATA[\n");
  for (;;) {
    size_t end = str_search(script, END);
    buf_put(out, str_slice(script, 0, end));
    if (end == script.len)
      break;
    buf_puts(out, "]]\\u003e");
    script = str_slice(script, end + END.len, script.len);
  }
  buf_puts(out, "\n//]]></script>\n");
}

static void put_inline_asset(const struct press *p, struct buf *out,
                             const char *name) {
  const struct asset *asset = theme_asset(&p->theme, name);
  if (asset)
    put_inline_script(out, asset->bytes);
}

static void put_inline_scripts(const struct press *p, struct buf *out) {
  const struct course *c = p->plan->course;
  struct buf script = {0};
  put_inline_asset(p, out, "start.js");
  if (press_has_exercises(p)) {
    put_inline_asset(p, out, "engine-wasm.js");
    script_put_course(p, &script, SCRIPT_SINGLE);
    put_inline_script(out, buf_str(&script));
    for (size_t i = 0; i < c->resource_count; i++) {
      if (!c->resources[i].used)
        continue;
      buf_clear(&script);
      script_put_data(p->arena, &script, &c->resources[i]);
      put_inline_script(out, buf_str(&script));
    }
  }
  put_inline_asset(p, out, "waymark.js");
  if (!buf_ok(&script))
    out->error = script.error;
  buf_free(&script);
}

void html_put_inline_style(const struct press *p, struct buf *out) {
  const struct asset *asset = theme_asset(&p->theme, "waymark.css");
  buf_puts(out, "<style>/*<![CDATA[*/\n");
  if (asset)
    buf_put(out, asset->bytes);
  buf_puts(out, "/*]]>*/</style>");
}

bool single_put_page(const struct press *p, struct buf *out) {
  struct page page = {0};
  struct buf style = {0};
  put_pieces(p, &page, true);
  put_inline_scripts(p, &page.scripts);
  html_put_inline_style(p, &style);
  bool ok = fill_page(p, &page, buf_str(&style), out);
  free_page(&page);
  buf_free(&style);
  return ok;
}
