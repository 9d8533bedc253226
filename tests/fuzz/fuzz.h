#ifndef WM_FUZZ_H
#define WM_FUZZ_H

/* What the fuzz targets share. Each takes its first byte as options, and the
 * rest as input, so that one corpus covers every way into the code. */

#include "base/diag.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input. */
#define FUZZ_CHECK(condition)                                                  \
  do {                                                                         \
    if (!(condition)) {                                                        \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);  \
      abort();                                                                 \
    }                                                                          \
  } while (0)

/* The input behind the option byte. */
static inline struct str fuzz_text(const uint8_t *data, size_t size) {
  return (struct str){(const char *)data + 1, size - 1};
}

/* Diagnostics must print in both forms and never blame the machine. */
static inline void fuzz_print(struct diags *d) {
  struct buf out = {0};
  diags_print(d, (struct diag_style){.json = false}, &out);
  diags_print(d, (struct diag_style){.json = true}, &out);
  FUZZ_CHECK(buf_ok(&out));
  buf_free(&out);
  FUZZ_CHECK(diags_status(d) < 2);
}

#endif
