/* What a link explains, where it stands: terms of the glossary, footnotes, and
 * boxes and figures that the text refers to. The link stays a link: with a key
 * held down, or without script, it leads there. */
const EXPLAINED = ".wm-glossary-entry, .wm-footnote, .wm-callout, figure";

function startPopups() {
  const words = childOf(document.body, ".wm-popup");
  if (!words) return;
  const body = words.querySelector(".wm-popup-body");
  const away = words.querySelector(".wm-popup-go");
  const close = words.querySelector("button");
  let from = null;

  function explained(link) {
    const id = (link.getAttribute("href") || "").slice(1);
    const place = id ? placeOf(id) : null;
    const own = link.closest(".wm-popup, .wm-map, .wm-results") ||
      link.matches(".wm-backref, .wm-anchor");
    return place && !own && place.matches(EXPLAINED) ? place : null;
  }

  /* A copy without ids, so that none is in the page twice. */
  function copy(place) {
    const twin = place.cloneNode(true);
    all(twin, ".wm-backref, .wm-note-number, .wm-forms").forEach(
      (node) => {
        node.remove();
      });
    all(twin, "[id]").concat(twin).forEach((node) => {
      node.removeAttribute("id");
    });
    empty(body);
    body.appendChild(twin);
  }

  /* Below the link, or above it where there is more room. */
  function put(link) {
    const lines = link.getClientRects();
    const at = lines[lines.length - 1] || link.getBoundingClientRect();
    const box = words.getBoundingClientRect();
    const wide = root.clientWidth;
    const under = at.bottom + box.height + 12 <= window.innerHeight;
    const left = Math.max(12, Math.min(
      at.left + at.width / 2 - box.width / 2, wide - box.width - 12));
    words.style.left = left + window.pageXOffset + "px";
    words.style.top = window.pageYOffset +
      (under || at.top < box.height + 70
        ? at.bottom + 8 : at.top - box.height - 8) + "px";
  }

  function show(link, place) {
    from = link;
    copy(place);
    words.setAttribute("aria-label", link.textContent.trim());
    away.setAttribute("href", link.getAttribute("href"));
    words.hidden = false;
    put(link);
    words.focus({ preventScroll: true });
  }

  function hide(back) {
    if (words.hidden) return;
    words.hidden = true;
    if (back && from) from.focus({ preventScroll: true });
    from = null;
  }

  close.appendChild(sign("wrong"));
  fence(words);
  close.addEventListener("click", () => {
    hide(true);
  });
  away.addEventListener("click", () => {
    hide(false);
  });
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide(true);
  });
  words.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !words.contains(event.relatedTarget)) {
      hide(false);
    }
  });
  window.addEventListener("resize", () => {
    hide(false);
  });
  document.addEventListener("click", (event) => {
    if (!words.hidden && !words.contains(event.target)) hide(false);
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const place = link && explained(link);
    if (!place || event.button || event.ctrlKey || event.metaKey ||
      event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    show(link, place);
  }, true);
}
