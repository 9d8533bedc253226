/* PLAN.yaml. */
#include "privacy/plan.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "course/yaml.h"
#include "engine/csv_value.h"
#include "privacy/method.h"

struct plan_values {
  struct plan plan;
  const struct value *steps, *resource, *input;
};

#define AT(member) offsetof(struct plan_values, member)

static const struct key keys_of_plan[] = {
    {"steps", KEY_VALUE, AT(steps), "what is done to the data, in order", 0, 0},
    {"resource", KEY_VALUE, AT(resource),
     "what comes out, described as in a data package", 0, 0},
    {"package", KEY_TEXT, AT(plan.package), NULL, 0, 0},
    {"public", KEY_FLAG, AT(plan.is_public), NULL, 0, 0},
    {"seed", KEY_TEXT, AT(plan.seed), NULL, 0, 0},
    {"input", KEY_VALUE, AT(input), NULL, 0, 0},
    {"order", KEY_TEXT, AT(plan.order_name), NULL, 0, 0},
    {"raw_keys", KEY_TEXTS, AT(plan.raw_keys), NULL, 0, 0},
};
static const struct keys plan_keys = KEYS("the plan", keys_of_plan);

#undef AT
#define AT(member) offsetof(struct plan, member)

static const struct key keys_of_input[] = {
    {"missing", KEY_TEXTS, AT(missing), NULL, 0, 0},
    {"encoding", KEY_TEXT, AT(encoding), NULL, 0, 0},
    {"delimiter", KEY_TEXT, AT(delimiter), NULL, 0, 0},
    {"sheet", KEY_TEXT, AT(sheet), NULL, 0, 0},
    {"header", KEY_INTEGER, AT(header), NULL, 1, 1000},
};
static const struct keys input_keys = KEYS("'input'", keys_of_input);

bool plan_number(struct diags *d, struct text t, const char *name,
                 const double range[2], double *out) {
  double number;
  if (!t.s.ptr)
    return false;
  if (csv_number(t.s, &number) && number >= range[0] && number <= range[1]) {
    *out = number;
    return true;
  }
  if (range[1] < 1e15)
    diag_error(d, t.at, "E-PLAN-VALUE",
               "'%s' is '%.*s', expected a number from %lld to %lld", name,
               STR_ARG(utf8_cut(t.s, 60)), (long long)range[0],
               (long long)range[1]);
  else
    diag_error(d, t.at, "E-PLAN-VALUE", "'%s' is '%.*s', expected a number%s",
               name, STR_ARG(utf8_cut(t.s, 60)),
               range[0] >= 0 ? " that is not negative" : "");
  return false;
}

static size_t method_names(struct arena *a, struct str **out) {
  size_t n = 0;
  while (method_at(n))
    n++;
  *out = arena_array(a, struct str, n);
  for (size_t i = 0; i < n; i++)
    (*out)[i] = str_from(method_at(i)->name);
  return n;
}

static void report_no_method(struct arena *a, struct diags *d,
                             const struct value *map) {
  struct str *names;
  size_t n = method_names(a, &names);
  struct buf all = {0};
  for (size_t i = 0; i < n; i++) {
    buf_puts(&all, i ? ", " : "");
    buf_put(&all, names[i]);
  }
  for (size_t i = 0; i < map->count; i++) {
    const struct text *key = &map->entries[i].key;
    const char *near = diag_nearest(a, key->s, names, n);
    if (!*near && i)
      continue;
    diag_error(d, key->at, "E-PLAN-METHOD", "unknown method '%.*s'%s%s%.*s",
               STR_ARG(utf8_cut(key->s, 60)), near,
               *near ? "" : ", expected one of ", *near ? 0 : (int)all.len,
               all.ptr);
    break;
  }
  if (map->count == 0)
    diag_error(d, map->at, "E-PLAN-METHOD",
               "an empty step, expected one of %.*s", STR_ARG(buf_str(&all)));
  buf_free(&all);
}

/* The key of the step that names a method. */
static const struct method *find_method(struct arena *a, struct diags *d,
                                        const struct value *map,
                                        struct loc *at) {
  const struct method *found = NULL;
  for (size_t i = 0; i < map->count; i++) {
    const struct text *key = &map->entries[i].key;
    const struct method *m = method_named(key->s);
    if (m && found) {
      diag_error(d, key->at, "E-PLAN-METHOD",
                 "'%.*s' is a second method in the same step as '%s', expected "
                 "a step of its own",
                 STR_ARG(key->s), found->name);
      return NULL;
    }
    if (m) {
      found = m;
      *at = key->at;
    }
  }
  if (!found)
    report_no_method(a, d, map);
  return found;
}

static void read_step(struct arena *a, struct diags *d, const struct value *v,
                      struct plan *p) {
  struct loc at;
  if (!value_expect(d, v, VALUE_MAP, "a step"))
    return;
  const struct method *m = find_method(a, d, v, &at);
  if (!m)
    return;
  struct step s = {.method = m,
                   .at = at,
                   .number = (uint32_t)p->step_count + 1,
                   .settings = arena_alloc(a, m->size)};
  struct keys keys = m->keys;
  size_t errors = diags_errors(d);
  struct str where = arena_printf(a, "the step '%s'", m->name);
  keys.where = where.ptr;
  if (m->defaults)
    memcpy(s.settings, m->defaults, m->size);
  value_bind(a, d, v, &keys, s.settings);
  if (m->check && diags_errors(d) == errors)
    m->check(a, d, &s);
  *ARENA_PUSH(a, p->steps, p->step_count, p->step_cap) = s;
}

static void read_steps(struct arena *a, struct diags *d, const struct value *v,
                       struct plan *p) {
  if (!value_expect(d, v, VALUE_LIST, "steps"))
    return;
  if (v->count > PLAN_MAX_STEPS)
    diag_error(d, v->at, "E-PLAN-STEPS", "%zu steps, expected at most %d",
               v->count, PLAN_MAX_STEPS);
  for (size_t i = 0; i < v->count && i < PLAN_MAX_STEPS; i++)
    read_step(a, d, &v->items[i], p);
}

static void check_order(struct arena *a, struct diags *d, struct plan *p) {
  static const struct str names[] = {
      {"sorted", 6}, {"shuffled", 8}, {"kept", 4}};
  struct text t = p->order_name;
  if (!t.s.ptr)
    return;
  for (int i = 0; i < 3; i++)
    if (str_eq(t.s, names[i])) {
      p->order = (enum plan_order)i;
      return;
    }
  diag_error(d, t.at, "E-KEY-RANGE",
             "'order' is '%.*s', expected sorted, shuffled or kept%s",
             STR_ARG(utf8_cut(t.s, 60)), diag_nearest(a, t.s, names, 3));
}

/* A seed in a plan is no secret. */
static void check_seed(struct diags *d, const struct plan *p) {
  if (p->seed.s.ptr && !p->is_public)
    diag_error(d, p->seed.at, "E-PLAN-SEED",
               "a seed in the plan undoes noise and exchanged values: keep it "
               "in a file outside the course (--seed-file FILE); only a plan "
               "for data that are public already, with 'public: true', may "
               "hold one");
  else if (p->is_public && !p->seed.s.ptr && plan_is_random(p))
    diag_error(d, p->at, "E-PLAN-SEED",
               "the plan draws at random and has no 'seed'");
}

static void check_input(struct diags *d, struct plan *p) {
  struct str mark = p->delimiter.s;
  if (!mark.ptr || mark.len == 1 || str_is(mark, "\\t"))
    return;
  diag_error(d, p->delimiter.at, "E-PLAN-VALUE",
             "'delimiter' is '%.*s', expected one character",
             STR_ARG(utf8_cut(mark, 20)));
}

void plan_read(struct arena *a, struct diags *d, uint32_t src, struct str text,
               struct plan *out) {
  struct plan_values v = {.plan = {.at = {.src = src}}};
  const struct value *top = yaml_read(a, d, src, text, 1);
  *out = v.plan;
  if (!top)
    return;
  if (top->kind == VALUE_NULL) {
    diag_error(d, v.plan.at, "E-KEY-MISSING",
               "the plan is empty, expected 'steps' and 'resource'");
    return;
  }
  if (!value_bind(a, d, top, &plan_keys, &v))
    return;
  *out = v.plan;
  if (v.input)
    value_bind(a, d, v.input, &input_keys, out);
  check_input(d, out);
  check_order(a, d, out);
  if (v.steps)
    read_steps(a, d, v.steps, out);
  check_seed(d, out);
  if (v.resource && v.resource->kind == VALUE_SCALAR) {
    out->resource_name = (struct text){v.resource->text, v.resource->at};
    if (!out->package.s.len)
      diag_error(d, v.resource->at, "E-PLAN-RESOURCE",
                 "'resource' is a name, so the plan needs 'package': the data "
                 "package that describes it");
  } else if (v.resource && value_expect(d, v.resource, VALUE_MAP, "resource")) {
    out->resource = v.resource;
  }
}

bool plan_is_random(const struct plan *p) {
  bool random = p->order == ORDER_SHUFFLED;
  for (size_t i = 0; i < p->step_count; i++) {
    const struct step *s = &p->steps[i];
    bool draws = s->method->draws ? s->method->draws(s) : s->method->random;
    random = random || draws;
  }
  return random;
}
