#ifndef WM_XHTML_PARTS_H
#define WM_XHTML_PARTS_H

/* What the files of the XHTML writer share. Not for other files. */

#include "output/xhtml.h"

/* xhtml.c */
/* node_walk for those who only look. */
const struct node *xhtml_walk(const struct node *root, const struct node *n);
void xhtml_put_lang(struct xhtml *x, struct attr *attrs);
/* ` id="…" class="…" lang="…"` of the author; `extra` classes come first. */
void xhtml_put_attrs(struct xhtml *x, const char *extra, struct attr *attrs);
/* ` id="…"` from pieces: "ex", "-hint-", 2. A negative number is left out. */
void xhtml_put_id(struct xhtml *x, const char *key, const char *before,
                  struct str id, const char *suffix, int number);
/* The value of an expression of the current scope, or "". */
struct str xhtml_value(const struct xhtml *x, size_t expression);
void xhtml_put_computed(struct xhtml *x, size_t expression);
/* An attribute's text, with its computed values as markup. */
void xhtml_put_attr_text(struct xhtml *x, const struct attr *attr);
/* The language of interface texts. */
struct str xhtml_language(const struct xhtml *x);
/* An interface text. */
void xhtml_say(struct xhtml *x, const char *key);
void xhtml_open_heading(struct xhtml *x, int level);
void xhtml_close_heading(struct xhtml *x, int level);

/* foreign.c: `<span …>` of the source's language, to be closed. */
void foreign_open(struct buf *out, const struct course *c);
/* As press_put_text. */
void foreign_put_text(struct xhtml *x, const struct text *t);
/* ` class="…"` for markup of the engine: in a translated course also the class
 * wm-untranslated where labels of the data in it are not translated, and their
 * language where none of them is. */
void foreign_put_class(struct xhtml *x, const char *class, struct str drawn);

/* xhtml_inline.c */
void xhtml_text(struct xhtml *x, const struct node *n);
void xhtml_code(struct xhtml *x, const struct node *n);
void xhtml_math(struct xhtml *x, const struct node *n);
void xhtml_link(struct xhtml *x, const struct node *n);
void xhtml_image(struct xhtml *x, const struct node *n);
void xhtml_figure(struct xhtml *x, const struct node *image);
/* ` data-wm-parts-NAME="[…]"`: the text below `n` as JSON parts, if any of it
 * is computed, for the script to write again with another variant's values. */
void xhtml_put_parts(struct xhtml *x, const char *name, const struct node *n);
void xhtml_span(struct xhtml *x, const struct node *n);
void xhtml_element(struct xhtml *x, const struct node *n);

/* xhtml_table.c */
void xhtml_table(struct xhtml *x, const struct node *n);

/* xhtml_note.c */
void xhtml_note_ref(struct xhtml *x, const struct node *n);

/* xhtml_container.c */
void xhtml_container(struct xhtml *x, const struct node *n);
/* Containers for trainers and slides are not for learners. */
bool xhtml_is_left_out(struct str name);

/* xhtml_exercise.c */
void xhtml_exercise(struct xhtml *x, const struct exercise *ex);
/* What was computed for the exercise; NULL without an edition. */
const struct drawn_scope *xhtml_drawn_for(const struct xhtml *x,
                                          const struct exercise *ex);
/* The attributes of what only a script can use. Readers without one may not
 * know `hidden`, or show all that a select has to choose from: in the book a
 * style hides it too, until a script takes that away. */
void xhtml_put_hidden(struct xhtml *x);
void xhtml_put_unseen(struct xhtml *x);
/* Ends an element's start tag before content that only a script can use, and
 * ends that content. Many readers know no styles either and would show buttons
 * as text: in the book the content waits in an attribute, data-wm-live. */
size_t xhtml_open_live(struct xhtml *x);
void xhtml_close_live(struct xhtml *x, size_t start);

/* xhtml_solution.c: the exercise's solution, or in the book a link to it. */
void xhtml_solution(struct xhtml *x, const struct exercise *ex);

/* xhtml_quiz.c */
void xhtml_quiz(struct xhtml *x, const struct node *container);

/* xhtml_data.c: the data an exercise uses, to be looked at. */
void xhtml_data(struct xhtml *x);

/* xhtml_field.c */
const struct drawn_gap *xhtml_gap_named(const struct xhtml *x, struct str name);
void xhtml_gap(struct xhtml *x, const struct node *n);
/* The field of a paragraph that holds nothing but its gap; false when `n` is
 * another paragraph. */
bool xhtml_gap_block(struct xhtml *x, const struct node *n);
/* The field in the place of ::: order or ::: match; false when `n` is neither.
 */
bool xhtml_answer_block(struct xhtml *x, const struct node *n);
/* In the book: a line to write on, for readers that draw no fields. A style
 * hides it in those that do. */
void xhtml_put_blank(struct xhtml *x);
/* The fields that have no place in the prompt. */
void xhtml_fields(struct xhtml *x);
void xhtml_paper_check(struct xhtml *x);

/* For the files below. */
/* ` key="ID-GAP…"`, ` key="ID.GAP"`. */
void xhtml_put_field_name(struct xhtml *x, const char *key, char joint,
                          struct str gap);
/* ` key="ID-GAP-item-2"`; a negative number is left out. */
void xhtml_put_field_id(struct xhtml *x, const char *key,
                        const struct drawn_gap *gap, const char *what,
                        int number);
/* `aria-describedby`: the prompt and, unless `what` is "", "ID-GAP-what". */
void xhtml_put_described(struct xhtml *x, const struct drawn_gap *gap,
                         const char *what);
/* "Your answer", with the gap's name where there are several. */
void xhtml_put_label(struct xhtml *x, const struct drawn_gap *gap);
/* `<fieldset class="…" data-gap="…">` and its legend; `gap` NULL for a grid. */
void xhtml_open_fieldset(struct xhtml *x, const struct drawn_gap *gap,
                         const char *class, const char *legend);

/* xhtml_choice.c */
void xhtml_choice(struct xhtml *x, const struct drawn_gap *gap);
void xhtml_option_notes(struct xhtml *x);

/* xhtml_order.c: things to put in order and to match. */
void xhtml_order(struct xhtml *x, const struct drawn_gap *gap);
void xhtml_match(struct xhtml *x, const struct drawn_gap *gap);

/* xhtml_task.c: tables to work in, code, free text. */
void xhtml_grid(struct xhtml *x);
void xhtml_task(struct xhtml *x, const struct drawn_gap *gap);
/* The learner's own judgement on a free text, to follow the solution. */
void xhtml_self_marks(struct xhtml *x);

/* Its title, or "Exercise 3". */
void xhtml_exercise_title(struct xhtml *x, const struct exercise *ex);

/* xhtml_key.c: the right answers for readers without script. */
void xhtml_key_link(struct xhtml *x);
void xhtml_key(struct xhtml *x);
/* The letter at which an item stands: A to Z, AA, AB … as browsers count. */
void xhtml_put_letter(struct buf *out, const struct drawn_items *items,
                      int number);
bool xhtml_gap_has_key(const struct drawn_scope *drawn,
                       const struct drawn_gap *gap);
/* What the note says, without a note around it. */
void xhtml_key_lines(struct xhtml *x);

/* xhtml_answers.c: ` href="…#`, from an exercise to the notes on its answers or
 * (x->apart) back; in the book they stand in different files. */
void xhtml_open_answer_url(struct xhtml *x);
/* Whether learners get to see the exercise. */
bool xhtml_is_shown(const struct exercise *ex);

#endif
