/* The file with the secret seed. */
#include "privacy/seed_file.h"

#include "base/file.h"

static const struct loc NOWHERE;

/* The whole path of a file or folder that need not be there yet. */
static struct str place_of(struct arena *a, struct str path) {
  struct str real = path_real(a, path);
  if (real.ptr)
    return real;
  struct str folder = path_real(a, path_folder(path));
  return folder.ptr ? path_join(a, folder, path_base(path)) : real;
}

static bool is_below(struct str folder, struct str path) {
  return folder.len && path.len > folder.len &&
         str_eq(str_slice(path, 0, folder.len), folder) &&
         (path.ptr[folder.len] == '/' || str_is(folder, "/"));
}

static bool check_place(struct arena *a, struct diags *d, struct str path,
                        struct str output) {
  struct str place = place_of(a, path);
  struct str out = place_of(a, output);
  if (!place.ptr) {
    diag_failure(d, NOWHERE, "E-SEED-PLACE",
                 "the folder of the seed file '%.*s' does not exist",
                 STR_ARG(path));
    return false;
  }
  if (str_eq(place, out) || is_below(out, place)) {
    diag_error(d, NOWHERE, "E-SEED-PLACE",
               "the seed file '%.*s' lies in the output folder: who gets the "
               "data must not get the seed",
               STR_ARG(path));
    return false;
  }
  for (struct str folder = path_folder(place);; folder = path_folder(folder)) {
    if (file_kind(path_join(a, folder, STR("course.yaml"))) != FILE_NONE) {
      diag_error(d, NOWHERE, "E-SEED-PLACE",
                 "the seed file '%.*s' lies in the course '%.*s': keep it "
                 "where the course is not",
                 STR_ARG(path), STR_ARG(path_base(folder)));
      return false;
    }
    if (folder.len <= 1)
      return true;
  }
}

static int digit(char c) {
  if (char_is_digit(c))
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse(struct str text, struct seed *out) {
  text = str_trim(text);
  if (text.len != 2 * SEED_BYTES)
    return false;
  for (size_t i = 0; i < SEED_BYTES; i++) {
    int high = digit(text.ptr[2 * i]), low = digit(text.ptr[2 * i + 1]);
    if (high < 0 || low < 0)
      return false;
    out->bytes[i] = (unsigned char)(high * 16 + low);
  }
  return true;
}

static bool make(struct diags *d, struct str path, struct seed *out) {
  struct buf text = {0};
  seed_fresh(out);
  for (size_t i = 0; i < SEED_BYTES; i++)
    buf_printf(&text, "%02x", out->bytes[i]);
  buf_char(&text, '\n');
  bool done = file_write_private(d, path, buf_str(&text));
  buf_free(&text);
  return done;
}

bool seed_file_use(struct arena *a, struct diags *d, struct str path,
                   struct str output, struct seed *out, bool *made) {
  struct str text;
  *made = false;
  if (!check_place(a, d, path, output))
    return false;
  if (file_kind(path) == FILE_NONE) {
    *made = make(d, path, out);
    return *made;
  }
  if (!file_read(a, d, NOWHERE, path, 4096, &text))
    return false;
  if (!file_is_private(path)) {
    diag_error(d, NOWHERE, "E-SEED-OPEN",
               "others may read the seed file '%.*s': take their rights away "
               "(chmod 600), and make a new seed if somebody may have seen it",
               STR_ARG(path));
    return false;
  }
  if (!parse(text, out)) {
    diag_error(d, NOWHERE, "E-SEED-FORM",
               "the seed file '%.*s' does not hold %d hexadecimal digits; "
               "remove it, and a new one is made",
               STR_ARG(path), 2 * SEED_BYTES);
    return false;
  }
  return true;
}
