#ifndef WM_TABLE_SDMX_H
#define WM_TABLE_SDMX_H

/* SDMX-CSV 1.0 and 2.0 as statistical offices and agencies export it: one
 * observation a row, its dimensions as columns of codes. */

#include "tables/table.h"

enum sdmx_version { SDMX_NONE, SDMX_1_0, SDMX_2_0 };

/* By the headings: DATAFLOW first in 1.0, STRUCTURE and STRUCTURE_ID in 2.0,
 * and OBS_VALUE in both. */
enum sdmx_version sdmx_version(const struct table *t);
/* Gives columns the names behind their ids ("SEX: Sex"), and the status codes
 * their meaning. Warns of observations that are marked as confidential and
 * still have a value. Does nothing to other tables. */
void sdmx_complete(struct table *t, struct diags *d);

#endif
