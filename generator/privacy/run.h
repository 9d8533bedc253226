#ifndef WM_PRIVACY_RUN_H
#define WM_PRIVACY_RUN_H

/* Takes a table through the steps of a plan. */

#include "privacy/method.h"

/* Runs every step on w->now, then brings columns into the order of the
 * resource's fields and rows into the plan's. False, and reported, as soon as a
 * step cannot be done, and when a column is left that is no field. */
bool work_run(struct work *w);
/* The order of the rows that the plan asks for: by itself sorted for records of
 * people, kept for tables. */
enum plan_order work_order(const struct work *w);

#endif
