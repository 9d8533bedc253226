#ifndef WM_ENGINE_DATASET_STATS_H
#define WM_ENGINE_DATASET_STATS_H

/* Statistics of some rows of a column. Missing values (and weights) are passed
 * over; the sum of nothing is 0, any other statistic of nothing is none. */

#include "engine/dataset.h"

enum stat {
  STAT_SUM,
  STAT_MEAN,
  STAT_MEDIAN,
  STAT_QUANTILE,
  STAT_MIN,
  STAT_MAX,
  STAT_SD,
  STAT_COUNT, /* these two of columns of any type */
  STAT_MISSING
};

struct stat_request {
  enum stat stat;
  double p;                    /* of a quantile */
  const struct series *column; /* NULL: count rows */
  const struct series *weight; /* NULL: every row counts once */
};

struct stat_result {
  bool none;
  bool whole; /* integer holds it exactly */
  int64_t integer;
  double number; /* always, unless none or of a text column */
  uint32_t row;  /* min, max: a row that has it */
};

/* A place of a quantile: value with its weight. */
struct weighted {
  double value, weight;
};

/* `room` holds `count` places; it is used for median and quantile only. False
 * when a weight is below 0. */
bool stat_compute(const struct stat_request *q, const uint32_t *rows,
                  size_t count, struct weighted *room, struct stat_result *out);
const char *stat_name(enum stat stat);
bool stat_by_name(struct str name, enum stat *out); /* not the quantile */

#endif
