/* The engine's own texts. */
#include "engine/interface.h"

#include "engine/store.h"

static const struct {
  const char *key, *text;
} english[] = {
    {"engine.unreadable.empty", "Please give an answer first."},
    {"engine.unreadable.number",
     "{typed} cannot be read as a number. Please type it like this: {example}"},
    {"engine.unreadable.ambiguous",
     "{typed} can be read in two ways. Please type {first} or {second}."},
    {"engine.unreadable.mixed",
     "The digits and marks of {typed} do not go together. Please type the "
     "number like this: {example}"},
    {"engine.unreadable.unit",
     "Please type the number with the unit {unit} or without a unit, like "
     "this: {example}"},
    {"engine.unreadable.alone",
     "Please type the number alone, without a unit, like this: {example}"},
    {"engine.unreadable.option",
     "Please choose from the options 1 to {count}."},
    {"engine.unreadable.one", "Please choose one option only."},
    {"engine.unreadable.order",
     "Please put all {count} items in order, each once."},
    {"engine.unreadable.match", "Please choose an item for every row."},
    {"engine.unreadable.row", "Please select rows from 1 to {count}."},
    {"engine.unreadable.self",
     "Please compare your text with the solution, then say how well it fits."},
    {"engine.unreadable.return",
     "The code gives nothing back. Write return, then the value."},
    {"engine.code.failed", "The code stopped in line {line}: {message}"},
    {"engine.code.name", "Line {line}: nothing has the name {name}. Is it "
                         "spelt as it was before? ({message})"},
    {"engine.code.column",
     "Line {line}: the table has no column {name}. ({message})"},
    {"engine.code.dataset",
     "Line {line}: there is no table {name} in the data. ({message})"},
    {"engine.code.syntax", "Line {line} cannot be read: a sign or a word is "
                           "missing, or there is one too many. ({message})"},
    {"engine.code.value", "Line {line} uses a value that is missing (nil) or "
                          "is of another kind. ({message})"},
    {"engine.code.row", "Line {line}: the table has no such row. ({message})"},
    {"engine.code.fixed", "Line {line}: the data cannot be changed. Make a "
                          "table with a new column instead. ({message})"},
    {"engine.code.zero", "Line {line} divides by 0. ({message})"},
    {"engine.code.kind", "Line {line}: a column holds values of another kind "
                         "than is needed here. ({message})"},
    {"engine.code.given",
     "Line {line}: what stands in the brackets does not fit: a value is "
     "missing, or is of another kind. ({message})"},
    {"engine.code.near", "Perhaps {near} is meant."},
    {"engine.code.stopped",
     "The code was stopped in line {line}: it ran too long or became too "
     "large. Is there a loop without an end?"},
    {"engine.code.rows", "{count} rows; the first {shown} are shown."},
    {"engine.select", "Select"},
    {"engine.row", "Row"},
    {"engine.rounding", "Nearly right: please check the rounding."},
    {"engine.slip.row-order", "The rows are right, but in another order."},
    {"engine.slip.follow-through",
     "This follows rightly from another of your values: look at that one "
     "again."},
    {"engine.slip.percent-or-share",
     "Percent or share? A share of 0.25 is 25 percent. Look which of the two "
     "is asked for."},
    {"engine.slip.wrong-denominator",
     "Out of whom? Below the line stands the whole group that the question "
     "names."},
    {"engine.slip.rounding-early",
     "You have rounded on the way. Keep all digits to the end, then round "
     "once."},
    {"engine.slip.missing-as-zero",
     "A missing value has been counted as zero. Leave it out, above the line "
     "and below it."},
    {"engine.slip.age-bound",
     "Look at the ends of the age group: does the last age belong to it?"},
    {"engine.slip.stock-or-flow",
     "A stock is counted on one day, a flow over a time. Look which of the "
     "two is asked for."},
    {"engine.error",
     "This answer could not be checked: there is a mistake in the exercise."},
    {"engine.count", "Number"},
    {"engine.yes", "yes"},
    {"engine.no", "no"},
    {"engine.unit.percent", "percent|per cent|pct"},
    {"engine.chart.table", "Data as a table"},
    {"engine.chart.from", "At least"},
    {"engine.chart.below", "Less than"},
};

struct str interface_english(const char *key) {
  struct str wanted = str_from(key);
  for (size_t i = 0; i < sizeof english / sizeof *english; i++)
    if (str_is(wanted, english[i].key))
      return str_from(english[i].text);
  return STR("");
}

const char *interface_of_mistake(struct str id) {
  static const char prefix[] = "engine.slip.";
  if (str_is(id, "rounding"))
    return "engine.rounding";
  for (size_t i = 0; i < sizeof english / sizeof *english; i++)
    if (str_starts(str_from(english[i].key), prefix) &&
        str_is(id, english[i].key + sizeof prefix - 1))
      return english[i].key;
  return NULL;
}

const char *interface_key(size_t i) {
  return i < sizeof english / sizeof *english ? english[i].key : NULL;
}

void interface_escape(struct buf *out, struct str s) {
  size_t plain = 0;
  for (size_t i = 0; i < s.len; i++) {
    const char *name = s.ptr[i] == '<'   ? "&lt;"
                       : s.ptr[i] == '>' ? "&gt;"
                       : s.ptr[i] == '&' ? "&amp;"
                       : s.ptr[i] == '"' ? "&quot;"
                                         : NULL;
    unsigned char c = (unsigned char)s.ptr[i];
    if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
      name = "\xEF\xBF\xBD"; /* XML has no other control characters */
    if (!name)
      continue;
    buf_put(out, str_slice(s, plain, i));
    buf_puts(out, name);
    plain = i + 1;
  }
  buf_put(out, str_slice(s, plain, s.len));
}

static void put_value(struct buf *out, struct str name,
                      const struct interface_value *values) {
  for (; values && values->name; values++)
    if (str_is(name, values->name)) {
      buf_puts(out, "<bdi>");
      interface_escape(out, values->value);
      buf_puts(out, "</bdi>");
      return;
    }
  buf_printf(out, "{%.*s}", STR_ARG(name));
}

void interface_write(struct buf *out, const struct store *store,
                     const char *key, const struct interface_value *values) {
  struct str text = store_text(store, key);
  buf_puts(out, "<p>");
  while (text.len) {
    size_t open = str_find(text, '{', 0);
    size_t close = str_find(text, '}', open);
    interface_escape(out, str_slice(text, 0, open));
    if (close < text.len)
      put_value(out, str_slice(text, open + 1, close), values);
    text = str_slice(text, close < text.len ? close + 1 : text.len, text.len);
  }
  buf_puts(out, "</p>");
}
