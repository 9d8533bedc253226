/* Reads command lines against a table of options. */
#include "commands/options.h"

#include "base/diag.h"

enum { SPECS_MAX = 32 };

static size_t spec_count(const struct option_spec *specs) {
  size_t n = 0;
  while (specs[n].name)
    n++;
  return n;
}

static size_t find_long(const struct option_spec *specs, struct str name) {
  size_t i = 0;
  while (specs[i].name && !str_is(name, specs[i].name))
    i++;
  return i;
}

static size_t find_letter(const struct option_spec *specs, char letter) {
  size_t i = 0;
  while (specs[i].name && specs[i].letter != letter)
    i++;
  return i;
}

static void unknown(struct arena *a, struct arguments *args,
                    const struct option_spec *specs, struct str word) {
  struct str names[SPECS_MAX];
  size_t count = 0;
  for (; specs[count].name && count < SPECS_MAX; count++)
    names[count] = arena_printf(a, "--%s", specs[count].name);
  args->error = arena_printf(a, "unknown option '%.*s'%s", STR_ARG(word),
                             diag_nearest(a, word, names, count));
}

static void add(struct arena *a, struct arguments *args, size_t spec,
                struct str value) {
  *ARENA_PUSH(a, args->options, args->option_count, args->option_cap) =
      (struct given_option){spec, value};
}

/* Reads the option at argv[i]; returns how many words it took, 0 on error. */
static int read_option(struct arena *a, struct arguments *args,
                       const struct option_spec *specs, int left, char **argv) {
  struct str word = str_from(argv[0]);
  bool is_long = str_starts(word, "--");
  size_t equals = is_long ? str_find(word, '=', 0) : word.len;
  struct str name = str_slice(word, 2, equals);
  size_t spec =
      is_long ? find_long(specs, name) : find_letter(specs, word.ptr[1]);
  if (!specs[spec].name || (!is_long && !specs[spec].value && word.len > 2)) {
    unknown(a, args, specs, str_slice(word, 0, equals));
    return 0;
  }
  bool attached = is_long ? equals < word.len : word.len > 2;
  struct str value = is_long ? str_slice(word, equals + 1, word.len)
                             : str_slice(word, 2, word.len);
  if (!specs[spec].value && attached) {
    args->error = arena_printf(a, "--%s takes no value", specs[spec].name);
    return 0;
  }
  if (specs[spec].value && !attached && left < 2) {
    args->error = arena_printf(a, "--%s needs a value: %s", specs[spec].name,
                               specs[spec].value);
    return 0;
  }
  bool takes_next = specs[spec].value && !attached;
  add(a, args, spec, takes_next ? str_from(argv[1]) : value);
  return takes_next ? 2 : 1;
}

struct arguments options_read(struct arena *a, const struct option_spec *specs,
                              int argc, char **argv) {
  struct arguments args = {0};
  bool only_words = false;
  for (int i = 0; i < argc && args.error.len == 0;) {
    struct str word = str_from(argv[i]);
    if (!only_words && str_is(word, "--")) {
      only_words = true;
      i++;
    } else if (!only_words && word.len > 1 && word.ptr[0] == '-') {
      i += read_option(a, &args, specs, argc - i, argv + i);
    } else {
      *ARENA_PUSH(a, args.words, args.word_count, args.word_cap) = word;
      i++;
    }
  }
  return args;
}

struct str options_value(const struct arguments *args,
                         const struct option_spec *specs, const char *name) {
  struct str value = {0};
  for (size_t i = 0; i < args->option_count; i++)
    if (str_is(str_from(name), specs[args->options[i].spec].name)) {
      value = args->options[i].value;
      value.ptr = value.ptr ? value.ptr : "";
    }
  return value;
}

void options_help(struct buf *out, const struct option_spec *specs) {
  for (size_t i = 0; i < spec_count(specs); i++) {
    const struct option_spec *s = &specs[i];
    size_t start = out->len;
    buf_puts(out, "  ");
    if (s->letter)
      buf_printf(out, "-%c, ", s->letter);
    buf_printf(out, "--%s", s->name);
    if (s->value)
      buf_printf(out, " %s", s->value);
    do
      buf_char(out, ' ');
    while (buf_ok(out) && out->len - start < 26);
    buf_printf(out, "%s\n", s->help);
  }
}

bool options_number(struct str value, long least, long most, long *out) {
  long n = 0;
  if (value.len == 0 || value.len > 9)
    return false;
  for (size_t i = 0; i < value.len; i++) {
    if (!char_is_digit(value.ptr[i]))
      return false;
    n = n * 10 + (value.ptr[i] - '0');
  }
  *out = n;
  return n >= least && n <= most;
}

bool options_next(struct str *rest, struct str *piece) {
  if (rest->len == 0)
    return false;
  size_t comma = str_find(*rest, ',', 0);
  *piece = str_trim(str_slice(*rest, 0, comma));
  *rest = str_slice(*rest, comma + 1, rest->len);
  return true;
}
