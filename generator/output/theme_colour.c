/* Contrast of a theme's colours with the page, as WCAG 2.2 counts it. */
#include "output/theme_colour.h"

#include <math.h>

struct rgb {
  int part[3]; /* 0 to 255 */
};

static int hex_digit(char c) {
  if (char_is_digit(c))
    return c - '0';
  char low = (char)(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* #rgb or #rrggbb at the start of `s`. */
static bool read_colour(struct str s, struct rgb *out) {
  size_t digits = 0;
  if (!str_starts(s, "#"))
    return false;
  while (1 + digits < s.len && hex_digit(s.ptr[1 + digits]) >= 0)
    digits++;
  if (digits != 3 && digits != 6)
    return false;
  for (size_t i = 0; i < 3; i++) {
    const char *at = s.ptr + 1 + i * (digits / 3);
    int high = hex_digit(at[0]);
    out->part[i] = digits == 3 ? high * 17 : high * 16 + hex_digit(at[1]);
  }
  return true;
}

/* Relative luminance. */
static double light_of(struct rgb colour) {
  static const double WEIGHTS[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (size_t i = 0; i < 3; i++) {
    double part = colour.part[i] / 255.0;
    part = part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4);
    sum += WEIGHTS[i] * part;
  }
  return sum;
}

static double contrast(struct rgb a, struct rgb b) {
  double one = light_of(a) + 0.05, other = light_of(b) + 0.05;
  return one > other ? one / other : other / one;
}

/* The last value given to the property `name`, colon included. */
static struct str last_value(struct str css, struct str name) {
  struct str value = {0};
  size_t at;
  while ((at = str_search(css, name)) < css.len) {
    css = str_slice(css, at + name.len, css.len);
    value = str_trim(str_slice(css, 0, str_find(css, ';', 0)));
  }
  return value;
}

static void check(struct diags *d, struct loc at, struct str value,
                  struct rgb page, const char *what) {
  struct rgb colour;
  if (!read_colour(value, &colour) || contrast(colour, page) >= 4.5)
    return;
  diag_warn(d, at, "W-THEME-CONTRAST",
            "the theme's %s has a contrast of only %.1f to 1 with the page; "
            "people with weak eyes need 4.5",
            what, floor(contrast(colour, page) * 10) / 10);
}

void theme_check_colours(struct diags *d, struct loc at, struct str css) {
  static const struct rgb LIGHT = {{0xfd, 0xfc, 0xf9}};
  static const struct rgb DARK = {{0x15, 0x19, 0x1b}};
  check(d, at, last_value(css, STR("--accent:")), LIGHT, "--accent");
  check(d, at, last_value(css, STR("--accent-dark:")), DARK, "--accent-dark");
}
