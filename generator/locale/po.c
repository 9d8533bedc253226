/* Finding messages and header fields; see po_read.c for the reader. */
#include "locale/po.h"

struct po_slot {
  size_t place; /* in items, from 1; 0: empty */
};

struct po_index {
  struct po_slot *slots;
  size_t cap, count;
};

/* FNV-1a over context and text. */
static uint64_t hash_of(struct str ctx, struct str id) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < ctx.len; i++)
    h = (h ^ (unsigned char)ctx.ptr[i]) * 1099511628211u;
  h = (h ^ (ctx.ptr ? 4u : 5u)) * 1099511628211u;
  for (size_t i = 0; i < id.len; i++)
    h = (h ^ (unsigned char)id.ptr[i]) * 1099511628211u;
  return h ^ (h >> 29);
}

static bool same(const struct po_message *m, struct str ctx, struct str id) {
  return (m->ctx.ptr != NULL) == (ctx.ptr != NULL) && str_eq(m->ctx, ctx) &&
         str_eq(m->id, id);
}

/* The slot where the message is or would be. */
static size_t slot_of(const struct po *po, struct str ctx, struct str id) {
  const struct po_index *x = po->index;
  size_t at = (size_t)hash_of(ctx, id) & (x->cap - 1);
  while (x->slots[at].place &&
         !same(&po->items[x->slots[at].place - 1], ctx, id))
    at = (at + 1) & (x->cap - 1);
  return at;
}

static void grow(struct arena *a, struct po *po) {
  struct po_index *x = po->index;
  struct po_index old = *x;
  x->cap = old.cap ? old.cap * 2 : 256;
  x->slots = arena_array(a, struct po_slot, x->cap);
  for (size_t i = 0; i < old.cap; i++) {
    if (!old.slots[i].place)
      continue;
    const struct po_message *m = &po->items[old.slots[i].place - 1];
    x->slots[slot_of(po, m->ctx, m->id)] = old.slots[i];
  }
}

struct po *po_create(struct arena *a) {
  struct po *po = arena_new(a, struct po);
  po->index = arena_new(a, struct po_index);
  grow(a, po);
  return po;
}

struct po_message *po_find(const struct po *po, struct str ctx, struct str id) {
  size_t place = po->index->slots[slot_of(po, ctx, id)].place;
  return place ? &po->items[place - 1] : NULL;
}

struct po_message *po_add(struct arena *a, struct po *po, struct str ctx,
                          struct str id) {
  struct po_index *x = po->index;
  if (x->count * 2 >= x->cap)
    grow(a, po);
  size_t at = slot_of(po, ctx, id);
  struct po_message *m = ARENA_PUSH(a, po->items, po->count, po->cap);
  *m = (struct po_message){.ctx = ctx, .id = id};
  x->slots[at].place = po->count;
  x->count++;
  return m;
}

struct str po_field(const struct po *po, const char *name) {
  struct str rest = po->header.text, line;
  size_t len = str_from(name).len;
  while (str_next_line(&rest, &line))
    if (str_starts(line, name) && line.len > len && line.ptr[len] == ':')
      return str_trim(str_slice(line, len + 1, line.len));
  return STR("");
}

static bool same_language(struct str a, struct str b) {
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++) {
    char x = a.ptr[i] == '_' ? '-' : a.ptr[i];
    char y = b.ptr[i] == '_' ? '-' : b.ptr[i];
    if (x != y && (x | 32) != (y | 32))
      return false;
  }
  return true;
}

void po_check_header(struct diags *d, const struct po *po,
                     struct str language) {
  struct loc at = {po->src, po->header.line, 0, 0};
  struct str type = po_field(po, "Content-Type");
  struct str given = po_field(po, "Language");
  struct str utf8 = STR("charset=UTF-8"), lower = STR("charset=utf-8");
  if (po->header.text.len == 0) {
    diag_warn(d, at, "W-PO-HEADER",
              "the catalogue has no header: expected a first message with an "
              "empty msgid and the field 'Content-Type: text/plain; "
              "charset=UTF-8'");
    return;
  }
  if (str_search(type, utf8) == type.len && str_search(type, lower) == type.len)
    diag_warn(d, at, "W-PO-CHARSET",
              "the header says 'Content-Type: %.*s', expected 'text/plain; "
              "charset=UTF-8'",
              STR_ARG(type));
  if (language.len && !same_language(given, language))
    diag_warn(d, at, "W-PO-LANGUAGE",
              "the header says 'Language: %.*s', expected '%.*s'",
              STR_ARG(given), STR_ARG(language));
}
