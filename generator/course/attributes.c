/* Attributes of containers: which are known, and numbers in them. */
#include "course/resolve_steps.h"

int attribute_number(struct resolver *r, const struct node *n, const char *key,
                     int least, int most, int absent) {
  struct attr *attr = attr_find(n->attrs, key);
  int value = 0;
  if (!attr)
    return absent;
  for (size_t i = 0; i < attr->value.len && value <= most; i++)
    value = char_is_digit(attr->value.ptr[i])
                ? value * 10 + (attr->value.ptr[i] - '0')
                : most + 1;
  if (attr->value.len && value >= least && value <= most)
    return value;
  diag_error(r->diags, attr->at, "E-ATTR-NUMBER",
             "%s=\"%.*s\" is not a whole number from %d to %d", key,
             STR_ARG(attr->value), least, most);
  return absent;
}

void attributes_check(struct resolver *r, const struct node *n,
                      const char *what, const struct str *known) {
  size_t count = 0;
  while (known[count].len)
    count++;
  for (struct attr *attr = n->attrs; attr; attr = attr->next) {
    size_t i = 0;
    while (i < count && !str_eq(attr->key, known[i]))
      i++;
    if (i == count)
      diag_error(r->diags, attr->at, "E-ATTR-UNKNOWN",
                 "%s has no attribute '%.*s'%s", what, STR_ARG(attr->key),
                 diag_nearest(r->arena, attr->key, known, count));
  }
}
