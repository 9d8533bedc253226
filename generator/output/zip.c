/* Zip files through libzip, whose only user this file is. Data that was
 * deflated before is handed over as it is: a source that says so in its
 * statistics is copied, not compressed again. */
#include "output/bundle.h"

#include "base/calendar.h"

#include <string.h>
#include <zip.h>

struct packed {
  const struct entry *entry;
  struct str data; /* what goes into the zip */
  size_t read;
  zip_error_t error;
};

static zip_int64_t give_stat(const struct packed *p, void *out,
                             zip_uint64_t n) {
  zip_stat_t *st = out;
  if (n < sizeof *st)
    return -1;
  zip_stat_init(st);
  st->size = p->entry->bytes.len;
  st->comp_size = p->data.len;
  st->comp_method = p->entry->deflated.len ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
  st->crc = p->entry->crc;
  st->valid =
      ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
  return sizeof *st;
}

static zip_int64_t give_data(struct packed *p, void *out, zip_uint64_t n) {
  size_t left = p->data.len - p->read;
  size_t len = n < left ? (size_t)n : left;
  if (len)
    memcpy(out, p->data.ptr + p->read, len);
  p->read += len;
  return (zip_int64_t)len;
}

/* libzip's call for everything a source can do. */
static zip_int64_t give(void *user, void *out, zip_uint64_t n,
                        zip_source_cmd_t command) {
  struct packed *p = user;
  switch (command) {
  case ZIP_SOURCE_OPEN:
    p->read = 0;
    return 0;
  case ZIP_SOURCE_READ:
    return give_data(p, out, n);
  case ZIP_SOURCE_STAT:
    return give_stat(p, out, n);
  case ZIP_SOURCE_ERROR:
    return zip_error_to_data(&p->error, out, n);
  case ZIP_SOURCE_CLOSE:
  case ZIP_SOURCE_FREE: /* the memory is the arena's */
    return 0;
  case ZIP_SOURCE_SUPPORTS:
    return ZIP_SOURCE_SUPPORTS_READABLE;
  default:
    zip_error_set(&p->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
  }
}

static bool add_entry(zip_t *zip, struct arena *a, const struct entry *e,
                      long long time) {
  struct packed *p = arena_new(a, struct packed);
  uint16_t dos_time, dos_date;
  p->entry = e;
  p->data = e->deflated.len ? e->deflated : e->bytes;
  zip_error_init(&p->error);
  zip_source_t *source = zip_source_function(zip, give, p);
  if (!source)
    return false;
  struct str path = arena_str(a, e->path); /* ends with a NUL */
  zip_int64_t index = zip_file_add(zip, path.ptr, source, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(source);
    return false;
  }
  calendar_dos(time, &dos_time, &dos_date);
  if (!e->deflated.len &&
      zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) < 0)
    return false;
  return zip_file_set_dostime(zip, (zip_uint64_t)index, dos_time, dos_date,
                              0) == 0;
}

static void report(struct diags *d, struct str path, const char *reason) {
  diag_failure(d, (struct loc){0}, "E-WRITE", "cannot write '%.*s': %s",
               STR_ARG(path), reason);
}

static zip_t *open_new(struct arena *a, struct diags *d, struct str temp,
                       struct str path) {
  int code = 0;
  zip_t *zip =
      zip_open(arena_str(a, temp).ptr, ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (!zip) {
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    report(d, path, zip_error_strerror(&error));
    zip_error_fini(&error);
  }
  return zip;
}

bool bundle_write_zip(const struct bundle *b, struct diags *d, struct str temp,
                      struct str path, long long time) {
  zip_t *zip = open_new(b->arena, d, temp, path);
  bool ok = zip != NULL;
  for (size_t i = 0; ok && i < b->count; i++)
    ok = add_entry(zip, b->arena, &b->items[i], time);
  if (ok && zip_close(zip) == 0)
    return true;
  if (zip) {
    report(d, path, zip_strerror(zip));
    zip_discard(zip);
  }
  return false;
}
