#ifndef WM_ENGINE_PORTABLE_MATH_H
#define WM_ENGINE_PORTABLE_MATH_H

/* What C libraries compute with another last bit each, or with kilobytes of
 * tables. The engine uses these and sqrt, floor, ldexp, frexp and fmod, never
 * the C library's exp, log or pow. Off by a unit in the last place at most now
 * and then. */

double portable_exp(double x);
double portable_log(double x);

#endif
