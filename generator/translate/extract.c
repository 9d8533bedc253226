/* Messages to a gettext template. */
#include "translate/extract.h"

#include "translate/compare.h"

/* The messages of one entry of the template: equal texts. */
struct group {
  size_t *members; /* indices of messages */
  size_t count, cap;
};

struct extractor {
  struct arena *arena;
  const struct diags *diags;
  const struct course *course;
  struct messages messages;
  struct po *po;
  struct group *groups; /* one for each entry of po */
  size_t group_count, group_cap;
};

/* The file as seen from the course's folder. */
static struct str file_of(const struct extractor *x, struct loc at) {
  struct str name = diags_source_name(x->diags, at.src);
  struct str folder = x->course->folder;
  if (name.len > folder.len && str_eq(str_slice(name, 0, folder.len), folder))
    name = str_slice(name, folder.len, name.len);
  while (str_starts(name, "/"))
    name = str_slice(name, 1, name.len);
  return name;
}

static void group_messages(struct extractor *x) {
  for (size_t i = 0; i < x->messages.count; i++) {
    const struct message *m = &x->messages.items[i];
    struct po_message *entry = po_find(x->po, m->ctx, m->id);
    if (!entry) {
      entry = po_add(x->arena, x->po, m->ctx, m->id);
      (void)ARENA_PUSH(x->arena, x->groups, x->group_count, x->group_cap);
    }
    struct group *g = &x->groups[entry - x->po->items];
    *ARENA_PUSH(x->arena, g->members, g->count, g->cap) = i;
  }
}

/* A comment on a line of its own, whatever it holds. */
static void put_comment(struct buf *out, struct str text) {
  buf_puts(out, "#. ");
  for (size_t i = 0; i < text.len; i++)
    buf_char(out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
  buf_char(out, '\n');
}

static bool said_before(const struct extractor *x, const struct group *g,
                        size_t at) {
  const struct message *m = &x->messages.items[g->members[at]];
  for (size_t i = 0; i < at; i++) {
    const struct message *before = &x->messages.items[g->members[i]];
    if (str_is(str_from(before->what), m->what) &&
        str_eq(before->whose, m->whose))
      return true;
  }
  return false;
}

enum { COMMENTS_MAX = 5 };

static void put_what(struct extractor *x, struct buf *out,
                     const struct group *g) {
  size_t said = 0;
  for (size_t i = 0; i < g->count && said < COMMENTS_MAX; i++) {
    const struct message *m = &x->messages.items[g->members[i]];
    if (said_before(x, g, i))
      continue;
    put_comment(out, m->whose.len ? arena_printf(x->arena, "%s (%.*s)", m->what,
                                                 STR_ARG(m->whose))
                                  : str_from(m->what));
    said++;
  }
}

static void put_kept(struct extractor *x, struct buf *out,
                     const struct message *m) {
  struct kept k = {0};
  struct buf list = {0};
  if (m->form == MESSAGE_BLOCK)
    k = kept_of(x->arena, m->node);
  else if (m->form == MESSAGE_ATTR)
    k = kept_of_text(x->arena, m->id);
  for (size_t i = 0; i < k.count; i++) {
    buf_puts(&list, i ? "  " : "Must stay: ");
    buf_put(&list, k.items[i]);
  }
  if (k.count)
    put_comment(out, buf_str(&list));
  if (str_search(m->id, STR("{{plural ")) < m->id.len)
    put_comment(out, STR("Plural: write the forms your language needs, as in "
                         "{{plural n: one {…} other {…}}}"));
  buf_free(&list);
}

static void put_places(struct extractor *x, struct buf *out,
                       const struct group *g) {
  for (size_t i = 0; i < g->count; i++) {
    const struct message *m = &x->messages.items[g->members[i]];
    struct str file = file_of(x, m->at);
    if (file.len)
      buf_printf(out, "#: %.*s:%u\n", STR_ARG(file), (unsigned)m->at.line);
  }
}

static void describe(struct extractor *x, size_t index) {
  const struct group *g = &x->groups[index];
  struct buf head = {0};
  put_what(x, &head, g);
  put_kept(x, &head, &x->messages.items[g->members[0]]);
  put_places(x, &head, g);
  x->po->items[index].head = arena_str(x->arena, buf_str(&head));
  buf_free(&head);
}

/* Civil date of days since 1970 (H. Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", civil_from_days). */
static void civil(long long days, long long *y, int *m, int *d) {
  days += 719468;
  long long era = (days >= 0 ? days : days - 146096) / 146097;
  long long day = days - era * 146097;
  long long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  long long of_year = day - (365 * year + year / 4 - year / 100);
  long long part = (5 * of_year + 2) / 153;
  *d = (int)(of_year - (153 * part + 2) / 5 + 1);
  *m = (int)(part < 10 ? part + 3 : part - 9);
  *y = year + era * 400 + (*m <= 2);
}

static void put_header(struct extractor *x, long long time) {
  const struct manifest *m = &x->course->manifest;
  long long y;
  int month, day, minutes = (int)(time % 86400 / 60);
  civil(time / 86400, &y, &month, &day);
  x->po->header.head = arena_printf(
      x->arena,
      "# The texts of the course \"%.*s\", made by 'waymark i18n extract'.\n"
      "# Text in {{ }} and [[ ]], link targets and tags stay as they are.\n",
      STR_ARG(m->title.s));
  x->po->header.text = arena_printf(
      x->arena,
      "Project-Id-Version: %.*s %.*s\n"
      "Report-Msgid-Bugs-To: \n"
      "POT-Creation-Date: %04lld-%02d-%02d %02d:%02d+0000\n"
      "PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
      "Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
      "Language-Team: LANGUAGE <LL@li.org>\n"
      "Language: \n"
      "MIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=UTF-8\n"
      "Content-Transfer-Encoding: 8bit\n"
      "X-Source-Language: %.*s\n",
      STR_ARG(m->id.s), STR_ARG(m->version.s.len ? m->version.s : STR("1")), y,
      month, day, minutes / 60, minutes % 60, STR_ARG(m->language.s));
}

struct po *extract_template(struct arena *a, const struct diags *d,
                            struct course *c, long long time) {
  struct extractor x = {.arena = a, .diags = d, .course = c};
  x.messages = messages_of(a, c);
  x.po = po_create(a);
  group_messages(&x);
  for (size_t i = 0; i < x.po->count; i++)
    describe(&x, i);
  put_header(&x, time);
  return x.po;
}
