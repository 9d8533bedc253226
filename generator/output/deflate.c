/* Compressing the files of a bundle, on several threads. The only user of zlib
 * and of threads. Which thread takes which file does not change a byte. */
#include "output/bundle.h"

#include <limits.h>
#include <stdatomic.h>
#include <threads.h>
#include <zlib.h>

enum { LEVEL = 6, RAW_WINDOW = -15, MEMORY_LEVEL = 8, MAX_THREADS = 16 };

struct job {
  struct entry *entry;
  unsigned char *room; /* as large as the stream can become */
  size_t size;
};

struct work {
  struct job *jobs;
  size_t count;
  atomic_size_t next;
};

static uint32_t crc_of(struct str s) {
  return (uint32_t)crc32_z(0, (const Bytef *)s.ptr, s.len);
}

/* Leaves the entry as it is, to be stored, where deflate gains nothing. */
static void deflate_entry(z_stream *z, const struct job *job) {
  struct entry *e = job->entry;
  if (deflateReset(z) != Z_OK)
    return;
  z->next_in = (Bytef *)(uintptr_t)e->bytes.ptr; /* zlib only reads it */
  z->avail_in = (uInt)e->bytes.len;
  z->next_out = job->room;
  z->avail_out = (uInt)job->size;
  if (deflate(z, Z_FINISH) == Z_STREAM_END && z->total_out < e->bytes.len)
    e->deflated = (struct str){(char *)job->room, z->total_out};
}

static int work_on(void *user) {
  struct work *work = user;
  z_stream z = {0};
  if (deflateInit2(&z, LEVEL, Z_DEFLATED, RAW_WINDOW, MEMORY_LEVEL,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    return 1; /* no memory: the others, or bundle_pack itself, go on */
  for (;;) {
    size_t i = atomic_fetch_add(&work->next, 1);
    if (i >= work->count)
      break;
    struct entry *e = work->jobs[i].entry;
    e->crc = crc_of(e->bytes);
    if (work->jobs[i].size)
      deflate_entry(&z, &work->jobs[i]);
    e->packed = true;
  }
  deflateEnd(&z);
  return 0;
}

/* Room for each stream comes from the arena, which threads may not touch. */
static void plan_work(struct bundle *b, struct work *work) {
  for (size_t i = 0; i < b->count; i++) {
    struct entry *e = &b->items[i];
    if (e->packed)
      continue;
    struct job *job = &work->jobs[work->count++];
    job->entry = e;
    if (e->stored || e->bytes.len == 0 || e->bytes.len > UINT_MAX / 2)
      continue;
    job->size = compressBound((uLong)e->bytes.len) + 64;
    job->room = arena_alloc(b->arena, job->size);
  }
}

void bundle_pack(struct bundle *b, int jobs) {
  struct work work = {.jobs = arena_array(b->arena, struct job, b->count)};
  thrd_t threads[MAX_THREADS];
  int started = 0;
  plan_work(b, &work);
  if (jobs > MAX_THREADS)
    jobs = MAX_THREADS;
  while (started < jobs - 1 && (size_t)started + 1 < work.count &&
         thrd_create(&threads[started], work_on, &work) == thrd_success)
    started++;
  work_on(&work);
  while (started > 0)
    thrd_join(threads[--started], NULL);
  for (size_t i = 0; i < work.count; i++) { /* where no thread had memory */
    struct entry *e = work.jobs[i].entry;
    e->crc = e->packed ? e->crc : crc_of(e->bytes);
    e->packed = true;
  }
}
