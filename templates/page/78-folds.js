/* The later sections of a long course come folded (start.js says how). Each is
 * built when something leads into it, the others one after another once the page
 * is ready. A short course has none. */
let unfolding = null;

function unfoldOne(mark) {
  const section = page.unfold(mark);
  if (section) exercisesCame(section);
}

/* At once: for paper, or a page that goes static. */
function unfoldAll() {
  while (page.folds.length > 0) unfoldOne(page.folds[0]);
}

/* In short turns; the promise is kept when everything is there. */
function unfoldInTurns() {
  if (!unfolding) {
    unfolding = inTurns(() => {
      if (page.folds.length > 0) unfoldOne(page.folds[0]);
      return page.folds.length > 0;
    });
    unfolding.catch(giveUp);
  }
  return unfolding;
}

/* The element with this id, built for it if it has to be; or null. */
function placeOf(id) {
  const here = document.getElementById(id);
  if (here || page.folds.length === 0) return here;
  const name = make("i", { id: id }).outerHTML.slice(2, -5);
  page.folds.filter((mark) => {
    return String(mark.nextSibling.data).indexOf(name) >= 0;
  }).forEach(unfoldOne);
  return document.getElementById(id);
}
