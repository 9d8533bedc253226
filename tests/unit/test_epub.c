/* The outputs of a small course: the book's files, the page's files, and that
 * an output is replaced whole or not at all. */
#include "output_help.h"

#include <stdio.h>

#include "output/press.h"

struct writing {
  struct sample *sample;
  struct str out; /* the OUT folder */
  struct output_options options;
};

static void add_content(struct sample *s) {
  struct node *list;
  add_heading(s, s->text, 1, "first-what", "What & why");
  struct node *p = add_paragraph(s, s->text, "See ");
  struct node *link = add_node(s, p, NODE_LINK);
  link->as.link.module = STR("second");
  link->as.link.url = STR("second.md");
  add_text(s, link, "there");
  add_node(s, p, NODE_FOOTNOTE_REF)->as.footnote.number = 1;
  list = add_node(s, s->text, NODE_LIST);
  list->as.list.tight = true;
  add_paragraph(s, add_node(s, list, NODE_ITEM), "item");
  add_paragraph(s, add_container(s, s->text, "note"), "Mind.");
  add_choice(s, "which");
  struct node *note = add_node(s, s->text, NODE_FOOTNOTE);
  note->as.footnote.number = 1;
  add_paragraph(s, note, "A note.");
}

static void add_picture(struct sample *s, struct str folder) {
  static const char SVG[] =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
  struct str full = path_join(s->arena, folder, STR("Dot 1.svg"));
  struct course *c = &s->course;
  assert_true(file_replace(s->diags, full, STR(SVG)));
  *ARENA_PUSH(s->arena, c->images, c->image_count, c->image_cap) =
      (struct image){STR("media/Dot 1.svg"), STR("image/svg+xml"), full};
  struct node *image =
      add_node(s, add_paragraph(s, c->modules[1].body, NULL), NODE_IMAGE);
  image->as.link.target = STR("media/Dot 1.svg");
  image->as.link.title = STR("A dot");
  add_text(s, image, "dot");
}

static void add_data(struct sample *s) {
  struct course *c = &s->course;
  struct resource *r =
      ARENA_PUSH(s->arena, c->resources, c->resource_count, c->resource_cap);
  const char *const names[] = {"year", "secret"};
  r->name = text_of("refugees");
  r->title = text_of("Refugees <of> a year");
  r->path = text_of("data/refugees.csv");
  r->csv = STR("year,secret\n2020,hush\n");
  r->delimiter = ',';
  r->used = true;
  for (size_t i = 0; i < 2; i++)
    ARENA_PUSH(s->arena, r->fields, r->field_count, r->field_cap)->name =
        text_of(names[i]);
  *ARENA_PUSH(s->arena, r->embed.items, r->embed.count, r->embed.cap) =
      text_of("year");
  struct source *source =
      ARENA_PUSH(s->arena, r->sources, r->source_count, r->source_cap);
  source->title = text_of("An office");
  source->path = text_of("https://example.org/a?b=1&c=2");
  r->disclosure.method = text_of("Counts only.");
  r->disclosure.waiver_reason = text_of("Official");
  r->disclosure.waiver_by = text_of("The office");
}

static int set_up(void **state) {
  struct writing *w = test_calloc(1, sizeof *w);
  struct sample *s = w->sample = sample_create();
  const char *tmp = getenv("TMPDIR");
  struct str path = arena_printf(s->arena, "%s/wm-out", tmp ? tmp : "/tmp");
  assert_true(file_temp_folder(s->arena, s->diags, path, &w->out));
  add_content(s);
  add_picture(s, w->out);
  add_data(s);
  w->options = (struct output_options){
      .out = w->out, .kinds = OUTPUT_ALL, .time = 1700000000, .jobs = 2};
  *state = w;
  return 0;
}

static int tear_down(void **state) {
  struct writing *w = *state;
  file_remove_tree(w->out);
  sample_destroy(w->sample);
  test_free(w);
  return 0;
}

/* The same press as output.c makes. */
static struct press press_of(struct writing *w) {
  struct sample *s = w->sample;
  struct press p = {.arena = s->arena,
                    .diags = s->diags,
                    .plan = &s->plan,
                    .edition = &s->edition,
                    .options = &w->options,
                    .language = STR("en"),
                    .written = STR("en"),
                    .dir = STR("ltr"),
                    .name = STR("sample-en")};
  assert_true(media_read(s->arena, s->diags, &s->course, &p.media));
  return p;
}

static struct bundle book_of(struct writing *w) {
  struct press p = press_of(w);
  struct bundle b = {.arena = w->sample->arena};
  assert_true(epub_add_files(&p, &b));
  return b;
}

static const char *file_of(const struct bundle *b, const char *path) {
  for (size_t i = 0; i < b->count; i++)
    if (str_is(b->items[i].path, path))
      return b->items[i].bytes.ptr;
  fail_msg("no file %s", path);
  return "";
}

static void expect_part(const char *text, const char *part) {
  if (!strstr(text, part))
    fail_msg("no %s in\n%s", part, text);
}

static void expect_none(const char *text, const char *part) {
  if (strstr(text, part))
    fail_msg("%s in\n%s", part, text);
}

static void book_begins_with_its_type(void **state) {
  struct bundle b = book_of(*state);
  assert_true(str_is(b.items[0].path, "mimetype"));
  assert_true(str_is(b.items[0].bytes, "application/epub+zip"));
  assert_true(b.items[0].stored);
  assert_true(str_is(b.items[1].path, "META-INF/container.xml"));
}

static void package_lists_every_file(void **state) {
  struct bundle b = book_of(*state);
  const char *package = file_of(&b, "EPUB/package.opf");
  for (size_t i = 2; i < b.count; i++) {
    struct buf href = {0};
    struct str path = b.items[i].path;
    if (str_is(path, "EPUB/package.opf"))
      continue;
    buf_puts(&href, "href=\"");
    buf_put(&href, str_slice(path, 5, path.len));
    buf_char(&href, '"');
    expect_part(package, href.ptr);
    buf_free(&href);
  }
}

static void package_is_honest(void **state) {
  struct writing *w = *state;
  struct bundle b = book_of(w);
  const char *package = file_of(&b, "EPUB/package.opf");
  const char *title = "<dc:title>A &lt;small&gt; course</dc:title>";
  expect_part(package, title);
  expect_none(strstr(package, title) + strlen(title), "<dc:title");
  expect_part(package, "2023-11-14T22:13:20Z</meta>");
  expect_part(package, "schema:accessibilityHazard\">none<");
  expect_part(package, "schema:accessibilityFeature\">alternativeText<");
  expect_part(package, "href=\"chapter-first.xhtml\" media-type=\"application/"
                       "xhtml+xml\" properties=\"scripted\"");
  expect_part(package, "href=\"chapter-second.xhtml\" media-type=\"application/"
                       "xhtml+xml\"/>");
  expect_none(package, "conformsTo");
  expect_none(package, "remote-resources");
  expect_none(package, "page-progression-direction");
}

static void books_of_other_editions_differ(void **state) {
  struct writing *w = *state;
  struct bundle one = book_of(w), same = book_of(w);
  const char *first = file_of(&one, "EPUB/package.opf");
  assert_string_equal(first, file_of(&same, "EPUB/package.opf"));
  w->sample->course.manifest.edition = 2;
  struct bundle other = book_of(w);
  const char *id = strstr(file_of(&other, "EPUB/package.opf"), "urn:uuid:");
  assert_memory_not_equal(strstr(first, "urn:uuid:"), id, 45);
}

static void chapters_are_documents(void **state) {
  struct bundle b = book_of(*state);
  const char *first = file_of(&b, "EPUB/chapter-first.xhtml");
  expect_part(first, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
  expect_part(first, "<h1 class=\"wm-module-title\" id=\"wm-first-title\">"
                     "First &amp; foremost</h1>");
  expect_part(first, "<h2 id=\"first-what\">What &amp; why</h2>");
  expect_part(first, "<a href=\"chapter-second.xhtml\">there</a>");
  expect_part(first, "epub:type=\"noteref\"");
  expect_part(first, "<script src=\"assets/course.js\"></script>");
  expect_part(first, "<script src=\"assets/data-refugees.js\"></script>");
  expect_none(first, "<form");
  expect_none(first, "wm-steps");
  expect_none(file_of(&b, "EPUB/chapter-second.xhtml"), "<script");
}

/* Readers of before EPUB 3 know no other contents. */
static void old_readers_have_contents(void **state) {
  struct bundle b = book_of(*state);
  const char *ncx = file_of(&b, "EPUB/toc.ncx");
  const char *package = file_of(&b, "EPUB/package.opf");
  const char *id = strstr(package, "urn:uuid:");
  expect_part(package, "<item id=\"ncx\" href=\"toc.ncx\" "
                       "media-type=\"application/x-dtbncx+xml\"/>");
  expect_part(package, "<spine toc=\"ncx\">");
  assert_memory_equal(strstr(ncx, "urn:uuid:"), id, 45);
  expect_part(ncx, "<docTitle><text>A &lt;small&gt; course</text></docTitle>");
  expect_part(ncx, "<navPoint id=\"point-1\" playOrder=\"1\"><navLabel><text>"
                   "First &amp; foremost</text></navLabel>"
                   "<content src=\"chapter-first.xhtml\"/>"
                   "<navPoint id=\"point-2\" playOrder=\"2\"><navLabel><text>"
                   "What &amp; why</text></navLabel>"
                   "<content src=\"chapter-first.xhtml#first-what\"/>"
                   "</navPoint>\n");
  expect_part(ncx, "<content src=\"sources.xhtml\"/></navPoint>\n</navMap>");
}

static void contents_lead_to_headings(void **state) {
  struct bundle b = book_of(*state);
  const char *nav = file_of(&b, "EPUB/nav.xhtml");
  expect_part(nav, "<a href=\"chapter-first.xhtml\">First &amp; foremost</a>");
  expect_part(nav, "<a href=\"chapter-first.xhtml#first-what\">"
                   "What &amp; why</a>");
  expect_part(nav, "<a epub:type=\"bodymatter\" "
                   "href=\"chapter-first.xhtml\">");
}

static void sources_are_told(void **state) {
  struct bundle b = book_of(*state);
  const char *page = file_of(&b, "EPUB/sources.xhtml");
  expect_part(page, "Refugees &lt;of&gt; a year");
  expect_part(page, "href=\"https://example.org/a?b=1&amp;c=2\">An office</a>");
  expect_part(page, "Counts only.");
  expect_part(page, "Official (decided by The office)");
}

static void embedded_columns_are_all_that_ships(void **state) {
  struct bundle b = book_of(*state);
  const char *data = file_of(&b, "EPUB/assets/data-refugees.js");
  expect_part(data, "waymark.data({\"name\":\"refugees\"");
  expect_part(data, "\"csv\":\"year\\n2020\\n\"");
  for (size_t i = 0; i < b.count; i++) {
    struct str bytes = b.items[i].bytes;
    assert_true(str_search(bytes, STR("hush")) == bytes.len);
    assert_true(str_search(bytes, STR("secret")) == bytes.len);
  }
}

static void course_without_exercises_has_no_engine(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct press p = press_of(w);
  struct bundle b = {.arena = s->arena};
  s->plan.exercise_count = 0;
  assert_true(html_add_files(&p, &b));
  for (size_t i = 0; i < b.count; i++) {
    assert_false(str_ends(b.items[i].path, "course.js"));
    assert_false(str_ends(b.items[i].path, "engine-wasm.js"));
    assert_false(str_ends(b.items[i].path, "data.js"));
  }
}

static void page_loads_its_scripts_in_order(void **state) {
  struct writing *w = *state;
  struct press p = press_of(w);
  struct bundle b = {.arena = w->sample->arena};
  assert_true(html_add_files(&p, &b));
  const char *page = file_of(&b, "index.html");
  const char *start = strstr(page, "<script data-exercises=\"\">");
  const char *style = strstr(page, "<style>");
  const char *course = strstr(page, "waymark.course({");
  const char *data =
      strstr(page, "<script src=\"assets/data.js\" data-sets=\"1\"");
  assert_true(start && style && course && data);
  assert_true(start < style && style < course && course < data);
  expect_part(page, "<a href=\"#second\">there</a>");
  expect_part(page, "data-module=\"wm-sources\"");
  expect_none(page, "epub:");
  expect_none(page, "src=\"assets/engine-plain.js\"");
  expect_part(page, "\"gaps\":[{\"name\":\"answer\",\"kind\":\"choice\","
                    "\"multiple\":false}]");
}

static void single_file_needs_no_other(void **state) {
  struct writing *w = *state;
  struct press p = press_of(w);
  struct buf page = {0};
  assert_true(single_put_page(&p, &page));
  expect_part(page.ptr, "src=\"data:image/svg+xml;base64,");
  expect_part(page.ptr, "waymark.course({");
  expect_none(page.ptr, "src=\"assets/");
  expect_none(page.ptr, "src=\"media/");
  expect_none(page.ptr, "<link");
  buf_free(&page);
}

static void manifest_lists_every_file(void **state) {
  struct writing *w = *state;
  struct press p = press_of(w);
  struct bundle b = {.arena = w->sample->arena};
  struct buf manifest = {0};
  assert_true(html_add_files(&p, &b));
  scorm_put_manifest(&p, &b, &manifest);
  expect_part(manifest.ptr, "adlcp:scormtype=\"sco\" href=\"index.html\"");
  expect_part(manifest.ptr, "<schemaversion>1.2</schemaversion>");
  expect_part(manifest.ptr, "<file href=\"media/dot-1-");
  size_t files = 0;
  for (const char *c = manifest.ptr; (c = strstr(c, "<file ")); c++)
    files++;
  assert_int_equal(files, b.count);
  buf_free(&manifest);
}

static enum file_kind kind_of(struct writing *w, const char *name) {
  return file_kind(path_join(w->sample->arena, w->out, str_from(name)));
}

static void writes_all_outputs(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct str *names, page;
  size_t count;
  assert_true(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_true(output_start_page(s->arena, s->diags, &s->plan, &s->edition, 1,
                                &w->options));
  assert_int_equal(kind_of(w, "sample-en"), FILE_FOLDER);
  assert_int_equal(kind_of(w, "sample-en/index.html"), FILE_REGULAR);
  assert_int_equal(kind_of(w, "sample-en.zip"), FILE_REGULAR);
  assert_int_equal(kind_of(w, "sample-en.html"), FILE_REGULAR);
  assert_int_equal(kind_of(w, "sample-en.epub"), FILE_REGULAR);
  assert_true(file_list(s->arena, s->diags, w->out, &names, &count));
  assert_int_equal(count, 6); /* these, the start page and the picture */
  assert_true(file_read(s->arena, s->diags, (struct loc){0},
                        path_join(s->arena, w->out, STR("index.html")), 1 << 20,
                        &page));
  expect_part(page.ptr, "href=\"sample-en/index.html\"");
  expect_part(page.ptr, "href=\"sample-en.epub\"");
  expect_part(page.ptr, " kB</span>");
  assert_int_equal(diags_errors(s->diags), 0);
}

static void failure_leaves_the_old_outputs(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct str old = path_join(s->arena, w->out, STR("sample-en.epub"));
  struct str *names, bytes;
  size_t count;
  assert_true(file_replace(s->diags, old, STR("old")));
  s->course.images[0].full = STR("/no/such/picture.svg");
  assert_false(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_true(diags_errors(s->diags) > 0);
  assert_true(file_read(s->arena, s->diags, (struct loc){0}, old, 100, &bytes));
  assert_true(str_is(bytes, "old"));
  assert_true(file_list(s->arena, s->diags, w->out, &names, &count));
  assert_int_equal(count, 2); /* the old book and the picture */
}

/* The book's place is taken: the outputs before it step back. */
static void all_outputs_change_or_none(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct str taken = path_join(s->arena, w->out, STR("sample-en.epub"));
  struct str old = path_join(s->arena, w->out, STR("sample-en.html"));
  struct str *names, bytes;
  size_t count;
  assert_true(file_make_folder(s->diags, taken));
  assert_true(file_replace(s->diags, old, STR("old")));
  assert_false(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_int_equal(diags_errors(s->diags), 1);
  assert_true(file_read(s->arena, s->diags, (struct loc){0}, old, 100, &bytes));
  assert_true(str_is(bytes, "old"));
  assert_true(file_list(s->arena, s->diags, w->out, &names, &count));
  assert_int_equal(count, 3); /* the folder, the old page and the picture */
}

static void unwritable_place_is_reported(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  w->options.out = path_join(s->arena, w->out, STR("Dot 1.svg"));
  assert_false(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_int_equal(diags_status(s->diags), 2);
}

static void scripts_in_the_page_cannot_end_early(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct press p = press_of(w);
  struct buf page = {0};
  s->edition.load = STR("{\"code\":\"a[b[1]]>2\"}");
  p.media.count = 0; /* else the load is written anew */
  assert_true(single_put_page(&p, &page));
  expect_part(page.ptr, "{\"code\":\"a[b[1]]\\u003e2\"}");
  buf_free(&page);
}

/* Pictures in feedback are shown long after the page was written. */
static void feedback_brings_its_pictures(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct press p = press_of(w);
  struct buf script = {0};
  struct node *quote = s->plan.exercises[0].options[0].feedback;
  struct node *image = add_node(s, add_paragraph(s, quote, NULL), NODE_IMAGE);
  image->as.link.target = STR("media/Dot 1.svg");
  script_put_course(&p, &script, SCRIPT_SINGLE);
  expect_part(script.ptr, "img src=\\\"data:image/svg+xml;base64,");
  buf_clear(&script);
  script_put_course(&p, &script, SCRIPT_BOOK);
  expect_part(script.ptr, "img src=\\\"media/dot");
  buf_free(&script);
}

static void untranslated_text_keeps_its_language(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct str page;
  s->edition.language = STR("ar");
  w->options.kinds = OUTPUT_SINGLE;
  assert_true(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_true(file_read(s->arena, s->diags, (struct loc){0},
                        path_join(s->arena, w->out, STR("sample-ar.html")),
                        8 << 20, &page));
  expect_part(page.ptr, "lang=\"en\" xml:lang=\"en\" dir=\"ltr\"");
  expect_part(page.ptr, "wm-language-note");
  expect_part(page.ptr, "\"language\":\"ar\"");
}

static void theme_replaces_templates(void **state) {
  struct writing *w = *state;
  struct sample *s = w->sample;
  struct str page;
  s->course.folder = w->out;
  s->course.manifest.theme = text_of("theme");
  struct str folder = path_join(s->arena, w->out, STR("theme"));
  struct str css = path_join(s->arena, folder, STR("waymark.css"));
  assert_true(file_make_folder(s->diags, folder));
  assert_true(file_replace(s->diags, css, STR("h1 { color: teal }")));
  w->options.kinds = OUTPUT_SINGLE;
  assert_true(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_true(file_read(s->arena, s->diags, (struct loc){0},
                        path_join(s->arena, w->out, STR("sample-en.html")),
                        8 << 20, &page));
  expect_part(page.ptr, "h1 { color: teal }");
  assert_true(file_replace(s->diags,
                           path_join(s->arena, folder, STR("theme.css")),
                           STR(":root { --accent: #123456 }")));
  assert_true(file_replace(
      s->diags, path_join(s->arena, folder, STR("logo.svg")), STR("<svg/>")));
  assert_true(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_true(file_read(s->arena, s->diags, (struct loc){0},
                        path_join(s->arena, w->out, STR("sample-en.html")),
                        8 << 20, &page));
  expect_part(page.ptr, "h1 { color: teal }\n:root { --accent: #123456 }");
  expect_part(page.ptr, "<img class=\"wm-logo\" "
                        "src=\"data:image/svg+xml;base64,PHN2Zy8+\"");
  assert_int_equal(diags_warnings(s->diags), 0);
  assert_true(
      file_replace(s->diags, path_join(s->arena, folder, STR("theme.css")),
                   STR(":root{--accent: #777;--accent-dark: #7CCBC9}")));
  assert_true(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
  assert_int_equal(diags_warnings(s->diags), 1); /* 4.3 to 1 */
  assert_true(file_replace(s->diags, path_join(s->arena, folder, STR("x.css")),
                           STR("")));
  assert_false(
      output_write(s->arena, s->diags, &s->plan, &s->edition, &w->options));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(book_begins_with_its_type),
      TEST(package_lists_every_file),
      TEST(package_is_honest),
      TEST(books_of_other_editions_differ),
      TEST(chapters_are_documents),
      TEST(contents_lead_to_headings),
      TEST(old_readers_have_contents),
      TEST(sources_are_told),
      TEST(embedded_columns_are_all_that_ships),
      TEST(course_without_exercises_has_no_engine),
      TEST(page_loads_its_scripts_in_order),
      TEST(single_file_needs_no_other),
      TEST(manifest_lists_every_file),
      TEST(writes_all_outputs),
      TEST(failure_leaves_the_old_outputs),
      TEST(all_outputs_change_or_none),
      TEST(unwritable_place_is_reported),
      TEST(scripts_in_the_page_cannot_end_early),
      TEST(feedback_brings_its_pictures),
      TEST(untranslated_text_keeps_its_language),
      TEST(theme_replaces_templates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
