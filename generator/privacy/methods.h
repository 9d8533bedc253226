#ifndef WM_PRIVACY_METHODS_H
#define WM_PRIVACY_METHODS_H

/* Every method, for the list in methods.c. */

#include "privacy/method.h"

extern const struct method method_drop, method_rename, method_recode,
    method_bands, method_top, method_bottom, method_dates,
    method_microaggregate, method_pram, method_noise, method_suppress,
    method_round, method_cells, method_sample, method_ids;

#endif
