/* libyaml's events to a tree of values, with limits and our own messages. */
#include "course/yaml.h"

#include <string.h>
#include <yaml.h>

struct reader {
  struct arena *arena;
  struct diags *diags;
  yaml_parser_t parser;
  struct cursor start;  /* of the text */
  struct cursor cursor; /* at the last event's start */
  size_t nodes;
  bool failed; /* reported; no event may be asked for any more */
};

/* The place from libyaml's marks, which count characters and also take U+2028
 * and others for line ends; ours count bytes and line feeds. */
static struct loc place(struct reader *r, yaml_mark_t from, yaml_mark_t to) {
  if (from.index < r->cursor.character)
    r->cursor = r->start;
  cursor_to_character(&r->cursor, from.index);
  struct cursor end = r->cursor;
  while (end.character < to.index && end.line == r->cursor.line &&
         end.byte < end.text.len)
    cursor_to_character(&end, end.character + 1);
  return cursor_loc(&r->cursor, end.byte);
}

/* What libyaml says, and what a trainer can do about it. */
static const char *clear_words(const char *problem, char c) {
  static const struct {
    const char *problem, *words;
  } list[] = {
      {"mapping values are not allowed in this context",
       "a ':' is not expected here; text that holds ': ' needs quotes"},
      {"could not find expected ':'", "expected 'key: value'"},
      {"did not find expected key",
       "expected a key: look for wrong indentation, a text without closing "
       "quotes or text after them"},
      {"did not find expected '-' indicator",
       "expected the next '- ' of the list: look for wrong indentation"},
      {"block sequence entries are not allowed in this context",
       "a list item '- ' is not expected here"},
      {"did not find expected ',' or ']'", "expected ',' or ']'"},
      {"did not find expected ',' or '}'", "expected ',' or '}'"},
      {"found unexpected end of stream", "the quotes are not closed"},
      {"found unexpected document indicator", "the quotes are not closed"},
      {"found unknown escape character",
       "unknown escape: in double quotes a backslash is written twice"},
      {"found a tab character that violates indentation",
       "a tab is not expected here: YAML is indented with spaces"},
      {"found a tab character where an indentation space is expected",
       "a tab is not expected here: YAML is indented with spaces"},
      {"control characters are not allowed",
       "a control character, which no text may hold"},
      {"found undefined tag handle",
       "text that starts with '!' needs quotes (tags are not allowed)"},
      {"did not find expected alphabetic or numeric character",
       "text that starts with '&' or '*' needs quotes"},
  };
  if (strcmp(problem, "found character that cannot start any token") == 0)
    return c == '\t'
               ? "a tab is not expected here: YAML is indented with spaces"
               : "text that starts with this character needs quotes";
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (strcmp(problem, list[i].problem) == 0)
      return list[i].words;
  return problem;
}

/* Where a fault shows and where it started are two places; for quotes that are
 * never closed only the second helps. */
static void report_syntax(struct reader *r) {
  const yaml_parser_t *p = &r->parser;
  const char *problem = p->problem ? p->problem : "the text is not YAML";
  bool started = strstr(problem, "unexpected end of stream") ||
                 strstr(problem, "unexpected document indicator") ||
                 strstr(problem, "could not find expected ':'");
  yaml_mark_t mark = started ? p->context_mark : p->problem_mark;
  r->failed = true;
  r->cursor = r->start;
  if (p->error == YAML_READER_ERROR)
    cursor_to_byte(&r->cursor, p->problem_offset);
  else
    cursor_to_character(&r->cursor, mark.index);
  struct str text = r->cursor.text;
  char c = r->cursor.byte < text.len ? text.ptr[r->cursor.byte] : '\0';
  if (p->error == YAML_MEMORY_ERROR)
    diag_failure(r->diags, (struct loc){.src = r->cursor.src}, "E-MEMORY",
                 "out of memory while reading YAML");
  else
    diag_error(r->diags, cursor_loc(&r->cursor, r->cursor.byte),
               "E-YAML-SYNTAX", "cannot read the YAML: %s",
               clear_words(problem, c));
  if (strstr(problem, "did not find expected ','")) {
    r->cursor = r->start;
    cursor_to_character(&r->cursor, p->context_mark.index);
    diag_note(r->diags, cursor_loc(&r->cursor, r->cursor.byte), NULL,
              "to go on with, or to close, what opens here");
  }
}

/* A missing event leaves a zeroed one, which is YAML_NO_EVENT. */
static bool next_event(struct reader *r, yaml_event_t *event) {
  memset(event, 0, sizeof *event);
  if (r->failed)
    return false;
  if (yaml_parser_parse(&r->parser, event))
    return true;
  report_syntax(r);
  return false;
}

static void limit(struct reader *r, struct loc at, const char *code,
                  const char *message) {
  if (!r->failed)
    diag_error(r->diags, at, code, "%s", message);
  r->failed = true;
}

static bool is_null(struct str s) {
  return s.len == 0 || str_is(s, "~") || str_is(s, "null") ||
         str_is(s, "Null") || str_is(s, "NULL");
}

static void read_scalar(struct reader *r, const yaml_event_t *e,
                        struct value *out) {
  struct str s = {(const char *)e->data.scalar.value, e->data.scalar.length};
  out->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
  out->kind = !out->quoted && is_null(s) ? VALUE_NULL : VALUE_SCALAR;
  if (out->kind == VALUE_SCALAR)
    out->text = arena_str(r->arena, s);
}

/* Anchors, aliases and tags are refused, but the reading goes on. */
static void check_plain(struct reader *r, const yaml_event_t *e,
                        struct loc at) {
  const yaml_char_t *anchor = NULL, *tag = NULL;
  if (e->type == YAML_ALIAS_EVENT) {
    anchor = e->data.alias.anchor;
  } else if (e->type == YAML_SCALAR_EVENT) {
    anchor = e->data.scalar.anchor;
    tag = e->data.scalar.tag;
  } else if (e->type == YAML_SEQUENCE_START_EVENT) {
    anchor = e->data.sequence_start.anchor;
    tag = e->data.sequence_start.tag;
  } else if (e->type == YAML_MAPPING_START_EVENT) {
    anchor = e->data.mapping_start.anchor;
    tag = e->data.mapping_start.tag;
  }
  if (anchor)
    diag_error(
        r->diags, at, "E-YAML-ALIAS",
        "'&' and '*' names are not allowed in YAML here: write the value "
        "out, or put the text in quotes");
  if (tag)
    diag_error(r->diags, at, "E-YAML-TAG",
               "YAML tags are not allowed: text that starts with '!' needs "
               "quotes");
}

static void read_node(struct reader *r, const yaml_event_t *e, int depth,
                      struct value *out);

static void read_list(struct reader *r, int depth, struct value *out) {
  yaml_event_t e;
  out->kind = VALUE_LIST;
  while (next_event(r, &e) && e.type != YAML_SEQUENCE_END_EVENT) {
    struct value *item = ARENA_PUSH(r->arena, out->items, out->count, out->cap);
    read_node(r, &e, depth + 1, item);
    yaml_event_delete(&e);
  }
  yaml_event_delete(&e);
}

static void read_map(struct reader *r, int depth, struct value *out) {
  yaml_event_t e;
  out->kind = VALUE_MAP;
  while (next_event(r, &e) && e.type != YAML_MAPPING_END_EVENT) {
    struct value key = {0};
    read_node(r, &e, depth + 1, &key);
    yaml_event_delete(&e);
    if (key.kind != VALUE_SCALAR && !r->failed)
      diag_error(r->diags, key.at, "E-YAML-KEY", "a key must be text");
    struct entry *entry =
        ARENA_PUSH(r->arena, out->entries, out->count, out->cap);
    entry->key = (struct text){key.text, key.at};
    if (next_event(r, &e))
      read_node(r, &e, depth + 1, &entry->value);
    yaml_event_delete(&e);
    if (key.kind != VALUE_SCALAR)
      out->count--;
  }
  yaml_event_delete(&e);
  value_check_twice(r->arena, r->diags, out);
}

static void read_node(struct reader *r, const yaml_event_t *e, int depth,
                      struct value *out) {
  out->at = place(r, e->start_mark, e->end_mark);
  check_plain(r, e, out->at);
  if (depth > VALUE_MAX_DEPTH)
    limit(r, out->at, "E-YAML-DEPTH", "values are nested too deeply");
  else if (++r->nodes > VALUE_MAX_NODES)
    limit(r, out->at, "E-YAML-SIZE", "there are too many values");
  else if (e->type == YAML_SCALAR_EVENT)
    read_scalar(r, e, out);
  else if (e->type == YAML_SEQUENCE_START_EVENT)
    read_list(r, depth, out);
  else if (e->type == YAML_MAPPING_START_EVENT)
    read_map(r, depth, out);
}

/* The stream's events around the one document that is allowed. */
static void read_stream(struct reader *r, struct value *top) {
  yaml_event_t e;
  size_t documents = 0;
  bool more = true;
  while (more && next_event(r, &e)) {
    struct loc at = place(r, e.start_mark, e.end_mark);
    if (e.type == YAML_DOCUMENT_START_EVENT && documents++)
      limit(r, at, "E-YAML-DOCUMENTS",
            "a second YAML document starts here, expected only one");
    else if (e.type == YAML_SCALAR_EVENT || e.type == YAML_ALIAS_EVENT ||
             e.type == YAML_SEQUENCE_START_EVENT ||
             e.type == YAML_MAPPING_START_EVENT)
      read_node(r, &e, 1, top);
    more = e.type != YAML_STREAM_END_EVENT;
    yaml_event_delete(&e);
  }
}

struct value *yaml_read(struct arena *a, struct diags *d, uint32_t src,
                        struct str text, uint32_t first_line) {
  if (!value_check_source(d, src, text, first_line))
    return NULL;
  struct reader r = {.arena = a, .diags = d};
  r.start = r.cursor = cursor_start(src, text, first_line);
  if (!yaml_parser_initialize(&r.parser)) {
    diag_failure(d, (struct loc){.src = src}, "E-MEMORY",
                 "out of memory while reading YAML");
    return NULL;
  }
  yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(
      &r.parser, (const unsigned char *)(text.len ? text.ptr : ""), text.len);
  struct value *top = arena_new(a, struct value);
  top->at = (struct loc){.src = src, .line = first_line};
  read_stream(&r, top);
  yaml_parser_delete(&r.parser);
  return r.failed ? NULL : top;
}
