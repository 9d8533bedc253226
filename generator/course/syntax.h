#ifndef WM_SYNTAX_H
#define WM_SYNTAX_H

/* The small languages inside a course's settings: ids, language tags, licence
 * expressions, dates. Each check reports what was expected and, where it can
 * guess, what was meant; false when the text is not well formed. */

#include "course/course.h"

#define SYNTAX_ID_MAX 100 /* bytes of an id */

/* [a-z][a-z0-9-]*, at most SYNTAX_ID_MAX bytes. */
bool syntax_is_id(struct str s);
/* The nearest id to any text, for a suggestion: "My Course!" gives "my-course".
 * Empty when nothing of it can stand in an id. */
struct str syntax_make_id(struct arena *a, struct str s);
/* BCP 47 (RFC 5646), well-formed without grandfathered tags. */
bool syntax_is_language(struct str s);
/* An SPDX licence expression; names are not looked up. */
bool syntax_is_licence(struct str s);
/* YYYY-MM-DD that is in the calendar. */
bool syntax_is_date(struct str s);
/* http:// or https:// and a host. */
bool syntax_is_url(struct str s);

/* The same as checks: E-ID, E-LANGUAGE, E-LICENCE, E-DATE, E-URL. `what` names
 * the thing: "the course's 'id'". An absent text is not reported. */
bool syntax_check_id(struct arena *a, struct diags *d, struct text t,
                     const char *what);
bool syntax_check_language(struct arena *a, struct diags *d, struct text t);
bool syntax_check_licence(struct arena *a, struct diags *d, struct text t);
bool syntax_check_date(struct diags *d, struct text t, const char *what);
bool syntax_check_url(struct diags *d, struct text t, const char *what);

#endif
