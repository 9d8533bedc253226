/* Numbers and texts as C's printf writes them, and numbers read back. */
#include "engine/printing.h"

#include "base/str.h"
#include "engine/decimal.h"
#include "engine/decimal_exact.h"

#include <math.h>
#include <string.h>

enum {
  PRECISION_MAX = 99,
  FLOAT_TEXT = 309 + 1 + PRECISION_MAX + 8,
  READ_DIGITS = 800, /* more than the middle of any two doubles has */
  READ_EXPONENT_MAX = 99999999
};

/* One conversion: %-8.3ld */
struct spec {
  unsigned flags;
  int width, precision; /* -1: no precision */
  char size, letter;    /* size: 'L' for 64 bits, 'l', 'z' or 0 */
};

static const char flag_letters[] = "-+ #0";
enum { LEFT = 1, PLUS = 2, SPACE = 4, FORM = 8, ZERO = 16 }; /* in that order */

struct sink {
  char *out;
  size_t size, len; /* len counts what there was no room for, too */
};

static void put(struct sink *to, char c) {
  if (to->len + 1 < to->size)
    to->out[to->len] = c;
  to->len++;
}

static void put_times(struct sink *to, char c, int times) {
  while (times-- > 0)
    put(to, c);
}

static void put_str(struct sink *to, struct str s) {
  for (size_t i = 0; i < s.len; i++)
    put(to, s.ptr[i]);
}

/* A sign or mark, zeros, then the body, as wide as asked. */
static void put_field(struct sink *to, const struct spec *s, struct str sign,
                      int zeros, struct str body) {
  int spaces = s->width - (int)sign.len - zeros - (int)body.len;
  if ((s->flags & (ZERO | LEFT)) == ZERO && spaces > 0) {
    zeros += spaces;
    spaces = 0;
  }
  put_times(to, ' ', s->flags & LEFT ? 0 : spaces);
  put_str(to, sign);
  put_times(to, '0', zeros);
  put_str(to, body);
  put_times(to, ' ', s->flags & LEFT ? spaces : 0);
}

static struct str sign_of(const struct spec *s, bool negative) {
  return negative           ? STR("-")
         : s->flags & PLUS  ? STR("+")
         : s->flags & SPACE ? STR(" ")
                            : STR("");
}

static void put_whole(struct sink *to, struct spec *s, bool negative,
                      unsigned long long size) {
  char text[24], *at = text + sizeof text;
  bool is_decimal = s->letter == 'd' || s->letter == 'i' || s->letter == 'u';
  unsigned base = is_decimal ? 10 : s->letter == 'o' ? 8 : 16;
  const char *digits =
      s->letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
  struct str sign = {0};
  if (s->letter == 'd' || s->letter == 'i')
    sign = sign_of(s, negative);
  else if ((s->flags & FORM) && size && base == 16)
    sign = s->letter == 'X' ? STR("0X") : STR("0x");
  for (unsigned long long left = size; left; left /= base)
    *--at = digits[left % base];
  int count = (int)(text + sizeof text - at);
  int least = s->precision < 0 ? 1 : s->precision;
  if ((s->flags & FORM) && base == 8 && least <= count)
    least = count + 1;
  if (s->precision >= 0)
    s->flags &= ~(unsigned)ZERO;
  put_field(to, s, sign, least > count ? least - count : 0,
            (struct str){at, (size_t)count});
}

static char *put_exponent(char *at, const struct spec *s, int exponent) {
  unsigned size = (unsigned)(exponent < 0 ? -exponent : exponent);
  *at++ = s->letter == 'E' || s->letter == 'G' ? 'E' : 'e';
  *at++ = exponent < 0 ? '-' : '+';
  if (size > 99)
    *at++ = (char)('0' + size / 100);
  *at++ = (char)('0' + size / 10 % 10);
  *at++ = (char)('0' + size % 10);
  return at;
}

/* Writes a number without its sign; returns the end. */
static char *float_text(char *at, const struct spec *s, double value) {
  struct decimal_exact d;
  char style = s->letter | 0x20;
  int precision = s->precision < 0 ? 6 : s->precision;
  if (style == 'g' && precision == 0)
    precision = 1;
  decimal_exact_from(&d, value);
  decimal_exact_round(&d, precision + (style == 'f' ? d.point : style == 'e'));
  int exponent = d.count ? d.point - 1 : 0;
  if (style == 'g') {
    style = exponent < -4 || exponent >= precision ? 'e' : 'f';
    precision -= style == 'e' ? 1 : exponent + 1;
    int used = d.count - (style == 'e' ? 1 : d.point);
    if (!(s->flags & FORM) && used < precision)
      precision = used > 0 ? used : 0;
  }
  if (style == 'e')
    d.point = 1;
  for (int power = d.point > 0 ? d.point - 1 : 0; power >= -precision;
       power--) {
    int i = d.point - 1 - power;
    *at++ = i >= 0 && i < d.count ? d.digits[i] : '0';
    if (power == 0 && (precision > 0 || (s->flags & FORM)))
      *at++ = '.';
  }
  return style == 'e' ? put_exponent(at, s, exponent) : at;
}

static void put_float(struct sink *to, struct spec *s, double value) {
  char text[FLOAT_TEXT];
  struct str body = {text, 0};
  bool capital = s->letter < 'a';
  if (isfinite(value)) {
    body.len = (size_t)(float_text(text, s, value) - text);
  } else {
    s->flags &= ~(unsigned)ZERO;
    body = isnan(value) ? capital ? STR("NAN") : STR("nan")
           : capital ? STR("INF")
                        : STR("inf");
  }
  put_field(to, s, sign_of(s, signbit(value) && !isnan(value)), 0, body);
}

static void put_text(struct sink *to, struct spec *s, const char *text) {
  size_t most = s->precision < 0 ? SIZE_MAX : (size_t)s->precision, len = 0;
  while (len < most && text[len])
    len++;
  s->flags &= ~(unsigned)ZERO;
  put_field(to, s, STR(""), 0, (struct str){text, len});
}

/* The number at `f`, or that of the next argument for '*'. */
static const char *read_size(const char *f, int *size, va_list *args) {
  if (*f == '*') {
    *size = va_arg(*args, int);
    return f + 1;
  }
  for (*size = 0; char_is_digit(*f); f++)
    *size = *size * 10 + (*f - '0');
  return f;
}

/* Reads what stands between % and the letter; returns the letter's place. */
static const char *read_spec(const char *f, struct spec *s, va_list *args) {
  const char *flag;
  *s = (struct spec){.precision = -1};
  for (; *f && (flag = strchr(flag_letters, *f)); f++)
    s->flags |= 1u << (flag - flag_letters);
  f = read_size(f, &s->width, args);
  if (s->width < 0) {
    s->flags |= LEFT;
    s->width = -s->width;
  }
  if (*f == '.')
    f = read_size(f + 1, &s->precision, args);
  for (; *f == 'l' || *f == 'z'; f++)
    s->size = s->size == 'l' ? 'L' : *f;
  s->letter = *f;
  return f;
}

static void put_signed(struct sink *to, struct spec *s, va_list *args) {
  long long value = s->size == 'L'   ? va_arg(*args, long long)
                    : s->size == 'l' ? va_arg(*args, long)
                    : s->size == 'z' ? va_arg(*args, ptrdiff_t)
                                     : va_arg(*args, int);
  bool negative = value < 0;
  unsigned long long size = (unsigned long long)value;
  put_whole(to, s, negative, negative ? 0 - size : size);
}

static void put_unsigned(struct sink *to, struct spec *s, va_list *args) {
  put_whole(to, s, false,
            s->size == 'L'   ? va_arg(*args, unsigned long long)
            : s->size == 'l' ? va_arg(*args, unsigned long)
            : s->size == 'z' ? va_arg(*args, size_t)
                             : va_arg(*args, unsigned));
}

static void put_conversion(struct sink *to, struct spec *s, va_list *args) {
  char c;
  switch (s->letter) {
  case 'd':
  case 'i':
    put_signed(to, s, args);
    break;
  case 'u':
  case 'o':
  case 'x':
  case 'X':
    put_unsigned(to, s, args);
    break;
  case 'c':
    c = (char)va_arg(*args, int);
    put_field(to, s, STR(""), 0, (struct str){&c, 1});
    break;
  case 's':
    put_text(to, s, va_arg(*args, const char *));
    break;
  case '%':
    put(to, '%');
    break;
  default:
    if (!strchr("eEfFgG", s->letter))
      __builtin_trap();
    if (s->precision > PRECISION_MAX)
      s->precision = PRECISION_MAX;
    put_float(to, s, va_arg(*args, double));
  }
}

int printing_text_v(char *out, size_t size, const char *f, va_list given) {
  struct sink to = {out, size, 0};
  struct spec s;
  va_list args;
  va_copy(args, given);
  for (; *f; f++) {
    if (*f != '%') {
      put(&to, *f);
      continue;
    }
    f = read_spec(f + 1, &s, &args);
    put_conversion(&to, &s, &args);
  }
  va_end(args);
  if (size > 0)
    out[to.len < size ? to.len : size - 1] = '\0';
  return (int)to.len;
}

int printing_text(char *out, size_t size, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = printing_text_v(out, size, format, args);
  va_end(args);
  return len;
}

/* Digits without leading zeros, cut where no further one can matter. */
struct digits {
  char text[READ_DIGITS + 1];
  size_t count;
  int exponent;
  bool any;
};

static const char *read_digits(const char *p, struct digits *d, int step) {
  for (; char_is_digit(*p); p++) {
    d->any = true;
    d->exponent -= step;
    if (d->count < READ_DIGITS) {
      if (d->count > 0 || *p != '0')
        d->text[d->count++] = *p;
    } else {
      d->exponent++;
      if (*p != '0') /* above all numbers that end here */
        d->text[READ_DIGITS - 1] |= 1;
    }
  }
  return p;
}

static const char *read_exponent(const char *p, struct digits *d) {
  if (*p != 'e' && *p != 'E')
    return p;
  bool negative = p[1] == '-';
  const char *at = p + 1 + (p[1] == '-' || p[1] == '+');
  int exponent = 0;
  if (!char_is_digit(*at))
    return p;
  for (; char_is_digit(*at); at++)
    if (exponent < READ_EXPONENT_MAX / 10)
      exponent = exponent * 10 + (*at - '0');
  d->exponent += negative ? -exponent : exponent;
  return at;
}

double printing_number(const char *text, char **end) {
  struct digits d = {.count = 0};
  const char *p = text;
  while (char_is_space(*p) || *p == '\v' || *p == '\f')
    p++;
  bool negative = *p == '-';
  p = read_digits(p + (*p == '-' || *p == '+'), &d, 0);
  if (*p == '.' && (d.any || char_is_digit(p[1])))
    p = read_digits(p + 1, &d, 1);
  p = d.any ? read_exponent(p, &d) : text;
  if (end)
    *end = (char *)(uintptr_t)p;
  double value = decimal_value((struct str){d.text, d.count}, d.exponent);
  return negative && d.any ? -value : value;
}

#ifdef __wasm__
int vsnprintf(char *out, size_t size, const char *format, va_list args)
    __attribute__((alias("printing_text_v")));
int snprintf(char *out, size_t size, const char *format, ...)
    __attribute__((alias("printing_text")));
double strtod(const char *text, char **end)
    __attribute__((alias("printing_number")));
#endif
