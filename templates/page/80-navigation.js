/* One document, one module at a time: the hash says which. A hash may name a
 * module, an exercise, a heading, a note, anything with an id. */
function startNavigation() {
  if (!document.body.classList.contains("wm-course")) return;
  const first = document.querySelector(".wm-module");
  if (!first) return;
  const courseTitle = document.title;
  const mapButton = document.querySelector(".wm-map-button");
  const map = document.querySelector(".wm-map");

  function target() {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (e) { /* an id as it stands */ }
    return id ? placeOf(id) : null;
  }

  function show(module) {
    allOf("wm-current").forEach((other) => {
      other.classList.remove("wm-current");
    });
    module.classList.add("wm-current");
    root.classList.toggle("wm-deep", module !== first);
    root.classList.remove("wm-top");
    const title = module.querySelector(".wm-module-title");
    document.title = (title ? title.textContent + " – " : "") + courseTitle;
    mapLinks().forEach((link) => {
      const here = link.getAttribute("href") === "#" + module.id;
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    setTimeout(dress, 0, module);
  }

  /* What is only wanted once the module can be read. */
  function dress(module) {
    watchScrollers(module);
    if (page.arrived) page.arrived(module);
    finishModule(module);
  }

  function openMap(yes) {
    map.classList.toggle("wm-open", yes);
    mapButton.setAttribute("aria-expanded", String(yes));
  }

  /* The module that holds the target, the target in view and under the
   * keyboard's focus. `quiet` at the first sight of a page without a hash. */
  function go(quiet, scroll) {
    const place = page.aim || target();
    const module = (place && place.closest(".wm-module")) || null;
    markFound(page.aim);
    page.aim = null;
    if (place && !module) {
      if (allOf("wm-current").length === 0) show(first);
      return;
    }
    show(module || first);
    if (mapButton) openMap(false);
    if (quiet && !place) return;
    const heading = (module || first).querySelector(".wm-module-title");
    const isModule = !place || place === module;
    const aim = isModule ? heading || module : place;
    focusOn(aim);
    if (scroll !== null) window.scrollTo(0, scroll);
    else if (isModule) window.scrollTo(0, 0);
    else aim.scrollIntoView();
  }

  let back = null;
  window.addEventListener("popstate", (event) => {
    back = event.state && typeof event.state.wmScroll === "number"
      ? event.state.wmScroll : null;
  });
  window.addEventListener("hashchange", () => {
    go(false, back);
    back = null;
  });
  /* Where the reader was, for the way back. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (!link) return;
    try {
      history.replaceState({ wmScroll: window.pageYOffset }, "");
    } catch (e) { /* a frame without history of its own */ }
    const href = link.getAttribute("href");
    const place = placeOf(href.slice(1));
    if (place && !place.closest(".wm-module")) {
      /* The way past the contents: it must not change what is shown. */
      event.preventDefault();
      focusOn(place);
      place.scrollIntoView();
    } else if (href === location.hash) go(false, null);
  });
  if (mapButton && map) {
    mapButton.hidden = false;
    fence(mapButton.parentNode);
    mapButton.addEventListener("click", () => {
      const yes = !map.classList.contains("wm-open");
      openMap(yes);
      const here = yes && (map.querySelector("a[aria-current=page]") ||
        map.querySelector("a"));
      if (here) here.focus();
    });
    map.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !map.classList.contains("wm-open")) return;
      openMap(false);
      mapButton.focus({ preventScroll: true });
    });
  }
  part(startPlaces);
  part(startSearch);
  part(startPopups);
  part(startDisplay);
  go(true, null);
}

/* What a search has led to stands out until the next step. */
function markFound(node) {
  allOf("wm-found").forEach((old) => {
    old.classList.remove("wm-found");
  });
  if (node) node.classList.add("wm-found");
}

/* What scrolls by itself can be reached and scrolled with the keyboard. */
function watchScrollers(scope) {
  all(scope, ".wm-table, .wm-block, pre, math[display=block]").forEach((box) => {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    if (scrolls) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  });
}
