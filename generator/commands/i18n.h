#ifndef WM_I18N_H
#define WM_I18N_H

/* What the parts of `waymark i18n` share. args.words: 0 is the course, the rest
 * are their own. */

#include "commands/command.h"
#include "translate/translate.h"

extern const struct command command_i18n_extract, command_i18n_update,
    command_i18n_status, command_i18n_check, command_i18n_export_xliff,
    command_i18n_import_xliff;

/* The course as read, with the data that ship marked: ready for messages_of;
 * and its plan (of another copy). NULL when it has errors. */
struct course *i18n_course(struct session *s, struct lesson_plan **plan);
/* The languages named after the course, else the manifest's `languages`. */
struct texts i18n_languages(struct session *s, const struct manifest *m);
/* i18n_figures.c: draws the figures of the course and writes them to
 * po/values.json. */
bool i18n_remember_figures(struct session *s, const struct lesson_plan *plan);
/* Adds to `out` what has changed since, and who still quotes the old. */
void i18n_report_figures(struct session *s, struct buf *out,
                         const struct lesson_plan *plan,
                         struct translation *const *translations, size_t count);
/* COURSE/po/NAME.EXTENSION. */
struct str i18n_path(struct session *s, struct str name, const char *extension);

#endif
