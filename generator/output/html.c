/* The HTML package: index.html with its assets, data and pictures. The folder
 * and the zip hold the same files. */
#include "output/press.h"

#include "locale/cldr.h"
#include "output/escape.h"

/* Bytes of a page's body that are built while it is read. */
enum { FOLD_AFTER = 1 << 20 };

struct page {
  struct buf style, logo, map, cover, body, colophon, scripts;
};

static void free_page(struct page *page) {
  buf_free(&page->style);
  buf_free(&page->logo);
  buf_free(&page->map);
  buf_free(&page->cover);
  buf_free(&page->body);
  buf_free(&page->colophon);
  buf_free(&page->scripts);
}

static bool page_ok(const struct page *page) {
  return buf_ok(&page->style) && buf_ok(&page->logo) && buf_ok(&page->map) &&
         buf_ok(&page->cover) && buf_ok(&page->body) &&
         buf_ok(&page->colophon) && buf_ok(&page->scripts);
}

static bool ends_comment(struct str text) {
  return str_search(text, STR("-->")) < text.len ||
         str_search(text, STR("--!>")) < text.len;
}

/* Moves a section into the body. One that comes late in a long course is folded
 * into a comment by start.js (which says how), since a slow computer takes
 * seconds to build a long page. What would end that comment early is left as it
 * is. */
static void put_section(struct buf *body, struct buf *section) {
  bool folded = body->len > FOLD_AFTER && section->len > 0 &&
                !ends_comment(buf_str(section));
  if (folded)
    buf_puts(body, "<script>waymark.fold()</script>");
  buf_put(body, buf_str(section));
  if (folded)
    buf_puts(body, "<!--/-->\n");
  if (!buf_ok(section))
    body->error = section->error;
  buf_clear(section);
}

static void put_body(const struct press *p, struct buf *body, bool inlined) {
  static void (*const PUT_ENDS[])(const struct press *, struct buf *, bool) = {
      page_put_glossary, page_put_sources, page_put_answers};
  struct buf section = {0};
  for (size_t i = 0; i < p->plan->course->module_count; i++) {
    page_put_module(p, &section, i, false, inlined);
    put_section(body, &section);
  }
  for (size_t i = 0; i < sizeof PUT_ENDS / sizeof *PUT_ENDS; i++) {
    PUT_ENDS[i](p, &section, false);
    put_section(body, &section);
  }
  buf_free(&section);
}

static void put_pieces(const struct press *p, struct page *page, bool inlined) {
  page_put_logo(p, &page->logo);
  page_put_map(p, &page->map);
  page_put_cover(p, &page->cover);
  put_body(p, &page->body, inlined);
  page_put_colophon(p, &page->colophon);
}

static bool fill_page(const struct press *p, const struct page *page,
                      struct buf *out) {
  struct buf title = {0};
  escape_attr(&title, p->plan->course->manifest.title.s);
  struct slot slots[] = {
      {"title", buf_str(&title)},
      {"style", buf_str(&page->style)},
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

typedef void put_reference(struct buf *out, struct str path);

static void put_script(struct buf *out, struct str path) {
  buf_puts(out, "<script src=\"");
  escape_url(out, path);
  buf_puts(out, "\"></script>\n");
}

static void put_preload(struct buf *out, struct str path) {
  buf_puts(out, "<link rel=\"preload\" as=\"script\" href=\"");
  escape_url(out, path);
  buf_puts(out, "\"/>\n");
}

static size_t used_count(const struct course *c) {
  size_t count = 0;
  for (size_t i = 0; i < c->resource_count; i++)
    count += c->resources[i].used ? 1 : 0;
  return count;
}

/* A page asks for all its data at once: each file that a browser opens costs it
 * some milliseconds. The script tells how many datasets it holds. */
static void put_all_data(const struct press *p, struct buf *out) {
  size_t count = used_count(p->plan->course);
  if (count > 0)
    buf_printf(out,
               "<script src=\"assets/data.js\" data-sets=\"%zu\"></script>\n",
               count);
}

static void put_engine(struct buf *out, put_reference *put) {
  if (asset_find(STR("engine-wasm.js")))
    put(out, STR("assets/engine-wasm.js"));
}

static void put_data(const struct press *p, struct buf *out) {
  const struct course *c = p->plan->course;
  for (size_t i = 0; i < c->resource_count; i++) {
    struct buf path = {0};
    if (!c->resources[i].used)
      continue;
    put_data_name(&path, &c->resources[i]);
    put_script(out, buf_str(&path));
    buf_free(&path);
  }
}

void html_put_scripts(const struct press *p, struct buf *out) {
  put_script(out, STR("assets/start.js"));
  /* The engine first: it is compiled while the rest comes in. */
  put_engine(out, put_script);
  put_script(out, STR("assets/course.js"));
  put_data(p, out);
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

/* Scripts of a book may run in any order, even before start.js. */
static void put_stub(const struct press *p, struct buf *out) {
  const struct asset *stub = theme_asset(&p->theme, "stub.js");
  if (stub)
    buf_put(out, stub->bytes);
}

/* What the page holds itself and the documents of a book share. */
static bool add_shared(const struct press *p, struct bundle *b,
                       struct str folder) {
  struct buf script = {0};
  add_theme_asset(p, b, folder, "waymark.css");
  if (!press_has_exercises(p))
    return true;
  add_theme_asset(p, b, folder, "start.js");
  add_theme_asset(p, b, folder, "waymark.js");
  put_stub(p, &script);
  script_put_course(p, &script, SCRIPT_BOOK);
  struct str path =
      arena_printf(b->arena, "%.*sassets/course.js", STR_ARG(folder));
  return bundle_add_buf(b, p->diags, path, &script);
}

static bool add_data_script(const struct press *p, struct bundle *b,
                            struct str folder, const struct resource *r) {
  struct buf script = {0}, path = {0};
  buf_put(&path, folder);
  put_data_name(&path, r);
  put_stub(p, &script);
  script_put_data(p->arena, &script, r);
  bool ok = bundle_add_buf(b, p->diags, buf_str(&path), &script);
  buf_free(&path);
  return ok;
}

/* A book loads a chapter's scripts with each chapter, and keeps them apart. */
static bool add_data_scripts(const struct press *p, struct bundle *b,
                             struct str folder) {
  const struct course *c = p->plan->course;
  bool ok = true;
  for (size_t i = 0; i < c->resource_count; i++)
    if (c->resources[i].used)
      ok = add_data_script(p, b, folder, &c->resources[i]) && ok;
  return ok;
}

static bool add_all_data(const struct press *p, struct bundle *b) {
  const struct course *c = p->plan->course;
  struct buf script = {0};
  for (size_t i = 0; i < c->resource_count; i++)
    if (c->resources[i].used)
      script_put_data(p->arena, &script, &c->resources[i]);
  if (script.len == 0 && buf_ok(&script))
    return true;
  return bundle_add_buf(b, p->diags, STR("assets/data.js"), &script);
}

bool html_add_assets(const struct press *p, struct bundle *b,
                     struct str folder) {
  bool page = folder.len == 0;
  bool ok = page || add_shared(p, b, folder);
  if (press_has_exercises(p)) {
    ok = (page ? add_all_data(p, b) : add_data_scripts(p, b, folder)) && ok;
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

/* A script inside the page, readable as XML and as HTML. Templates hold no
 * "]]>" (scripts/embed, theme.c). In the data it can stand in a string only,
 * where an escape says the same. */
static void put_inline_script(struct buf *out, struct str script,
                              const char *attributes) {
  static const struct str END = {"]]>", 3};
  buf_printf(out, "<script%s>//<![CDATA[\n", attributes);
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
                             const char *name, const char *attributes) {
  const struct asset *asset = theme_asset(&p->theme, name);
  if (asset)
    put_inline_script(out, asset->bytes, attributes);
}

static void put_inline_data(const struct press *p, struct buf *out,
                            struct font_use *use) {
  const struct course *c = p->plan->course;
  struct buf script = {0};
  for (size_t i = 0; i < c->resource_count; i++) {
    if (!c->resources[i].used)
      continue;
    buf_clear(&script);
    script_put_data(p->arena, &script, &c->resources[i]);
    font_use_add_script(use, buf_str(&script));
    put_inline_script(out, buf_str(&script), "");
  }
  if (!buf_ok(&script))
    out->error = script.error;
  buf_free(&script);
}

/* All that is asked for and waited for costs time, so the page holds style and
 * scripts itself, but for the engine and the data, which are on their way from
 * the first line on. The first script comes before the style: it gets a Worker
 * going, whose start takes longest, and a script would wait for styles. */
static void put_head(const struct press *p, struct buf *out, bool single) {
  bool exercises = press_has_exercises(p);
  if (exercises && !single) {
    put_engine(out, put_preload);
    if (used_count(p->plan->course) > 0)
      put_preload(out, STR("assets/data.js"));
  }
  put_inline_asset(p, out, "start.js", exercises ? " data-exercises=\"\"" : "");
  html_put_inline_style(p, out);
  const char *digits = cldr_counter_style(p->language);
  if (digits)
    buf_printf(out,
               "\n<style>:root{--wm-digits:%s}ol{list-style-type:%s}</style>",
               digits, digits);
}

/* The page gets ready while it waits for the engine. What course and data show
 * is added to `use`; our own scripts show nothing. */
static void put_scripts(const struct press *p, struct buf *out, bool single,
                        struct font_use *use) {
  bool exercises = press_has_exercises(p);
  if (exercises) {
    struct buf script = {0};
    script_put_course(p, &script, single ? SCRIPT_SINGLE : SCRIPT_PAGE);
    font_use_add_script(use, buf_str(&script));
    put_inline_script(out, buf_str(&script), "");
    if (!buf_ok(&script))
      out->error = script.error;
    buf_free(&script);
  }
  if (exercises && single) {
    put_inline_asset(p, out, "engine-wasm.js", "");
    put_inline_data(p, out, use);
  }
  put_inline_asset(p, out, "waymark.js", "");
  if (exercises && !single) {
    put_engine(out, put_script);
    put_all_data(p, out);
  }
}

void html_put_inline_style(const struct press *p, struct buf *out) {
  const struct asset *asset = theme_asset(&p->theme, "waymark.css");
  buf_puts(out, "<style>/*<![CDATA[*/\n");
  if (asset)
    buf_put(out, asset->bytes);
  buf_puts(out, "/*]]>*/</style>");
}

void html_put_fonts(const struct press *p, struct buf *out,
                    const struct font_use *use) {
  struct font_faces faces = fonts_make(p->fonts, p->diags, use, false);
  if (!faces.count)
    return;
  buf_puts(out, "\n<style>");
  fonts_put_page_css(out, faces);
  buf_puts(out, "</style>");
}

/* What stands in the page is added to `use`. */
static bool put_page(const struct press *p, struct buf *out, bool single,
                     struct font_use *use) {
  struct page page = {0};
  put_pieces(p, &page, single);
  put_scripts(p, &page.scripts, single, use);
  font_use_add(use, buf_str(&page.map));
  font_use_add(use, buf_str(&page.cover));
  font_use_add(use, buf_str(&page.body));
  font_use_add(use, buf_str(&page.colophon));
  put_head(p, &page.style, single);
  html_put_fonts(p, &page.style, use);
  bool ok = fill_page(p, &page, out);
  free_page(&page);
  return ok;
}

bool html_add_files(const struct press *p, struct bundle *b) {
  struct buf out = {0};
  struct font_use use = {{0}};
  struct bundle beside = {.arena = b->arena};
  bool ok = html_add_assets(p, &beside, STR(""));
  bundle_add_use(&beside, &use);
  ok = put_page(p, &out, false, &use) && ok;
  ok = bundle_add_buf(b, p->diags, STR("index.html"), &out) && ok;
  for (size_t i = 0; i < beside.count; i++)
    *ARENA_PUSH(b->arena, b->items, b->count, b->cap) = beside.items[i];
  return ok;
}

bool single_put_page(const struct press *p, struct buf *out) {
  struct font_use use = {{0}};
  return put_page(p, out, true, &use);
}

bool html_put_sheet(const struct press *p, struct buf *out, struct buf *body) {
  struct buf style = {0}, title = {0};
  struct font_use use = {{0}};
  html_put_inline_style(p, &style);
  font_use_add(&use, buf_str(body));
  html_put_fonts(p, &style, &use);
  escape_text(&title, p->plan->course->manifest.title.s);
  struct slot slots[] = {{"title", buf_str(&title)},
                         {"style", buf_str(&style)},
                         {"body", buf_str(body)}};
  bool ok = press_fill(p, out, "start.xhtml", slots, 3);
  if (!buf_ok(body) || !buf_ok(&style))
    out->error = BUF_TOO_BIG;
  buf_free(body);
  buf_free(&style);
  buf_free(&title);
  return ok;
}
