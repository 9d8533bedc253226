/* Encoding and delimiter of text files. */
#include "tables/text_file.h"

#include "base/utf8.h"
#include "engine/csv.h"
#include "tables/encoding.h"

enum { TRIED_RECORDS = 100, SHOWN_BYTES = 40 };

static uint32_t line_of(struct str text, size_t byte) {
  uint32_t line = 1;
  for (size_t i = 0; i < byte; i++)
    line += text.ptr[i] == '\n';
  return line;
}

static struct loc place(uint32_t src, struct str text, size_t byte) {
  size_t start = byte;
  while (start && text.ptr[start - 1] != '\n')
    start--;
  return (struct loc){src, line_of(text, byte), (uint32_t)(byte - start + 1),
                      0};
}

/* Line ends of Windows and old Macs as LF, so that the same table is the same
 * text, whichever program saved it. */
static struct str with_line_feeds(struct arena *a, struct str s) {
  if (str_find(s, '\r', 0) == s.len)
    return s;
  char *out = arena_alloc(a, s.len);
  size_t len = 0;
  for (size_t i = 0; i < s.len; i++) {
    bool pair = s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n';
    if (!pair)
      out[len++] = s.ptr[i] == '\r' ? '\n' : s.ptr[i];
  }
  return (struct str){out, len};
}

static bool decode(const struct table_source *s, struct text_file *out) {
  struct str declared = s->options->encoding;
  struct str name =
      declared.ptr ? declared : str_from(encoding_detect(s->bytes));
  size_t bad = 0;
  if (!name.len) {
    utf8_valid(s->bytes, &bad);
    out->src = diags_add_source(s->diags, s->file, s->bytes);
    diag_error(s->diags, place(out->src, s->bytes, bad), "E-UTF8",
               "line %u is not UTF-8 text, and which encoding it is in is not "
               "clear: declare it, such as 'encoding: windows-874'",
               (unsigned)line_of(s->bytes, bad));
    return false;
  }
  enum encoding_result result =
      encoding_decode(s->arena, s->bytes, name, &out->text, &bad);
  bool done = result == ENCODING_DONE;
  if (done)
    out->text = with_line_feeds(s->arena, out->text);
  out->src = diags_add_source(s->diags, s->file, done ? out->text : s->bytes);
  out->encoding = name;
  if (result == ENCODING_UNKNOWN)
    diag_error(s->diags, (struct loc){.src = out->src}, "E-DATA-FORMAT",
               "the encoding '%.*s' is not known, expected utf-8, "
               "windows-874, windows-1252 or another common name",
               STR_ARG(utf8_cut(name, SHOWN_BYTES)));
  else if (!done)
    diag_error(s->diags, place(out->src, s->bytes, bad), "E-UTF8",
               "line %u is not %.*s text", (unsigned)line_of(s->bytes, bad),
               STR_ARG(utf8_cut(name, SHOWN_BYTES)));
  else if (!declared.ptr && !str_is(name, "utf-8") && !s->options->quiet)
    diag_warn(s->diags, (struct loc){.src = out->src}, "W-TABLE-ENCODING",
              "the text was taken to be in %.*s: if it is, declare "
              "'encoding: %.*s'",
              STR_ARG(name), STR_ARG(name));
  return done;
}

static bool is_control(char c) {
  return (unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

static bool check_text(const struct table_source *s,
                       const struct text_file *f) {
  size_t bad = 0;
  while (bad < f->text.len && !is_control(f->text.ptr[bad]))
    bad++;
  if (bad < f->text.len)
    diag_error(s->diags, place(f->src, f->text, bad), "E-CSV-CONTROL",
               "a control character, which no value may hold");
  return bad == f->text.len;
}

/* Values in each of the first records with that delimiter, or 0 where they do
 * not have the same number. */
static size_t columns_with(struct str text, char delimiter) {
  struct csv csv;
  size_t columns = 0;
  bool same = true;
  csv_start(&csv, text, delimiter);
  for (int i = 0; same && i < TRIED_RECORDS; i++) {
    if (csv_next(&csv) != CSV_RECORD)
      break;
    same = columns == 0 || csv.count == columns;
    columns = csv.count;
  }
  csv_finish(&csv);
  return same ? columns : 0;
}

const char *text_file_mark(char delimiter) {
  switch (delimiter) {
  case ';':
    return ";";
  case '\t':
    return "\\t";
  case '|':
    return "|";
  case ':':
    return ":";
  default:
    return ",";
  }
}

/* Commas, as the standard has it, unless only one other mark makes columns. */
static char find_delimiter(const struct table_source *s,
                           const struct text_file *f) {
  static const char others[] = ";\t|";
  char found = ',';
  size_t fitting = 0;
  if (columns_with(f->text, ',') > 1)
    return ',';
  for (size_t i = 0; i + 1 < sizeof others; i++)
    if (columns_with(f->text, others[i]) > 1) {
      found = others[i];
      fitting++;
    }
  if (fitting != 1)
    return ',';
  if (!s->options->quiet)
    diag_warn(s->diags, (struct loc){f->src, 1, 0, 0}, "W-TABLE-DELIMITER",
              "the values were taken to be separated by '%s': if they are, "
              "declare 'dialect: {delimiter: \"%s\"}'",
              text_file_mark(found), text_file_mark(found));
  return found;
}

/* Lines before the row of headings become blank ones, which are no rows. */
static bool skip_to_header(const struct table_source *s, struct text_file *f) {
  uint32_t row = s->options->header_row;
  struct str rest = f->text, line;
  uint32_t at = 1;
  if (row < 2)
    return true;
  while (at < row && str_next_line(&rest, &line))
    at++;
  if (at < row || !rest.len) {
    diag_error(s->diags, (struct loc){.src = f->src}, "E-TABLE-HEADING",
               "the headings are declared to stand in row %u, which the file "
               "does not have",
               (unsigned)row);
    return false;
  }
  struct buf text = {0};
  for (at = 1; at < row; at++)
    buf_char(&text, '\n');
  buf_put(&text, rest);
  f->text = arena_str(s->arena, buf_str(&text));
  buf_free(&text);
  return true;
}

/* "sep=;" in the first line, which Excel takes for the delimiter and no row. */
static char take_separator(struct text_file *f) {
  size_t end = str_find(f->text, '\n', 0);
  struct str line = str_slice(f->text, 0, end);
  if (line.len > 2 && str_starts(line, "\"") && str_ends(line, "\""))
    line = str_slice(line, 1, line.len - 1);
  bool is_one = line.len == 5 && str_find(STR(",;\t|:"), line.ptr[4], 0) < 5 &&
                (str_starts(line, "sep=") || str_starts(line, "SEP="));
  if (!is_one)
    return 0;
  f->text = str_slice(f->text, end, f->text.len);
  return line.ptr[4];
}

bool text_file_open(const struct table_source *s, struct text_file *out) {
  *out = (struct text_file){0};
  if (!decode(s, out) || !check_text(s, out))
    return false;
  char declared = s->options->delimiter, named = take_separator(out);
  if (!skip_to_header(s, out))
    return false;
  declared = declared ? declared : named;
  out->delimiter = declared ? declared : find_delimiter(s, out);
  return true;
}
