/* The outputs of one language: each is written beside its place first, and all
 * are put in place when every one of them is complete. */
#include "output/output.h"

#include "base/file.h"
#include "locale/cldr.h"
#include "output/press.h"
#include "output/proof.h"

struct staged {
  struct str temp, path;
  bool stood; /* there was one before, now called `temp` */
};

struct stage {
  struct staged items[4]; /* one for each enum output_kind */
  size_t count;
};

static bool press_open(struct press *p, struct arena *a, struct diags *d,
                       const struct lesson_plan *plan,
                       const struct evaluation *e,
                       const struct output_options *options) {
  *p = (struct press){.arena = a,
                      .diags = d,
                      .plan = plan,
                      .edition = e,
                      .options = options,
                      .language = e->language};
  if (!str_is(plan->course->manifest.fonts.s, "none"))
    p->fonts = options->fonts;
  p->written = course_written(plan->course);
  p->dir = str_from(cldr_direction(p->written));
  p->name = arena_printf(a, "%.*s-%.*s", STR_ARG(plan->course->manifest.id.s),
                         STR_ARG(e->language));
  return theme_read(a, d, plan->course, &p->theme);
}

static struct str output_path(const struct press *p, const char *extension) {
  struct str file =
      arena_printf(p->arena, "%.*s%s", STR_ARG(p->name), extension);
  return path_join(p->arena, p->options->out, file);
}

static void add_staged(struct stage *s, struct str temp, struct str path) {
  s->items[s->count++] = (struct staged){temp, path, false};
}

static bool stage_folder(const struct press *p, struct stage *s,
                         const struct bundle *b) {
  struct str path = output_path(p, ""), temp;
  if (!file_temp_folder(p->arena, p->diags, path, &temp))
    return false;
  add_staged(s, temp, path);
  return bundle_write_folder(b, p->diags, temp, path);
}

static bool stage_zip(const struct press *p, struct stage *s, struct bundle *b,
                      const char *extension) {
  struct str path = output_path(p, extension);
  struct str temp = file_temp_name(p->arena, path);
  add_staged(s, temp, path);
  bundle_pack(b, p->options->jobs);
  return bundle_write_zip(b, p->diags, temp, path, p->options->time);
}

/* The manifest first, then the page's files. */
static bool stage_package(const struct press *p, struct stage *s,
                          const struct bundle *page) {
  struct bundle zip = {.arena = p->arena};
  struct buf manifest = {0};
  scorm_put_manifest(p, page, &manifest);
  if (!bundle_add_buf(&zip, p->diags, STR("imsmanifest.xml"), &manifest))
    return false;
  for (size_t i = 0; i < page->count; i++)
    *ARENA_PUSH(zip.arena, zip.items, zip.count, zip.cap) = page->items[i];
  return stage_zip(p, s, &zip, ".zip");
}

static bool stage_html(const struct press *p, struct stage *s) {
  unsigned kinds = p->options->kinds;
  struct bundle page = {.arena = p->arena};
  if (!(kinds & (OUTPUT_DIR | OUTPUT_ZIP)))
    return true;
  return html_add_files(p, &page) &&
         (!(kinds & OUTPUT_DIR) || stage_folder(p, s, &page)) &&
         (!(kinds & OUTPUT_ZIP) || stage_package(p, s, &page));
}

static bool stage_single(const struct press *p, struct stage *s) {
  struct bundle one = {.arena = p->arena};
  struct buf out = {0};
  struct str path = output_path(p, ".html");
  if (!(p->options->kinds & OUTPUT_SINGLE))
    return true;
  bool filled = single_put_page(p, &out);
  if (!bundle_add_buf(&one, p->diags, path_base(path), &out) || !filled)
    return false;
  struct str temp = file_temp_name(p->arena, path);
  add_staged(s, temp, path);
  return file_write_new(p->diags, temp, path, one.items[0].bytes);
}

static bool stage_epub(const struct press *p, struct stage *s) {
  struct bundle book = {.arena = p->arena};
  if (!(p->options->kinds & OUTPUT_EPUB))
    return true;
  return epub_add_files(p, &book) && stage_zip(p, s, &book, ".epub");
}

/* All of them in their places, or none: when one cannot be, those before it
 * step back. */
static bool commit(const struct press *p, struct stage *s) {
  for (size_t i = 0; i < s->count; i++) {
    struct staged *staged = &s->items[i];
    if (file_exchange(p->diags, staged->temp, staged->path, &staged->stood))
      continue;
    while (i--)
      file_exchange_back(s->items[i].temp, s->items[i].path, s->items[i].stood);
    return false;
  }
  for (size_t i = 0; p->options->progress && i < s->count; i++)
    p->options->progress(p->options->user, s->items[i].path);
  return true;
}

bool output_write(struct arena *a, struct diags *d,
                  const struct lesson_plan *plan, const struct evaluation *e,
                  const struct output_options *options) {
  struct press p;
  struct stage s = {0};
  bool ok = press_open(&p, a, d, plan, e, options) &&
            file_make_folder(d, options->out) &&
            media_read(a, d, plan->course, &p.media) && stage_html(&p, &s) &&
            stage_single(&p, &s) && stage_epub(&p, &s);
  ok = ok && commit(&p, &s);
  for (size_t i = 0; i < s.count; i++)
    file_remove_tree(s.items[i].temp); /* what stood before, or was refused */
  return ok;
}

bool output_start_page(struct arena *a, struct diags *d,
                       const struct lesson_plan *plan,
                       const struct evaluation *editions, size_t count,
                       const struct output_options *options) {
  struct evaluation own = {.language = plan->course->manifest.language.s,
                           .percent = 100};
  struct press p;
  struct buf out = {0};
  if (!press_open(&p, a, d, plan, count ? &editions[0] : &own, options))
    return false;
  bool ok = start_put_page(&p, editions, count, &out) && buf_ok(&out) &&
            file_replace(d, path_join(a, options->out, STR("index.html")),
                         buf_str(&out));
  buf_free(&out);
  return ok;
}

bool output_proof(struct arena *a, struct diags *d,
                  const struct lesson_plan *plan, const struct translation *t,
                  const struct messages *source,
                  const struct output_options *options) {
  struct evaluation e = {.language = t->language};
  struct press p;
  struct buf out = {0};
  if (!press_open(&p, a, d, plan, &e, options))
    return false;
  struct str file = output_path(&p, "-proof.html");
  bool ok = proof_put_page(&p, t, source, &out) && buf_ok(&out) &&
            file_replace(d, file, buf_str(&out));
  buf_free(&out);
  return ok;
}
