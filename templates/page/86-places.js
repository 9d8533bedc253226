/* Where one is: the sections of the module in the course map, the time that is
 * left, and an address for every heading and exercise: its heading is a link to
 * itself. A link beside the words would be read out with each of them. */
function addAnchors(module) {
  all(module, "h3[id], h4[id], h5[id], h6[id]").forEach((heading) => {
    const exercise = heading.matches(".wm-exercise-title") &&
      heading.closest(".wm-exercise");
    if (heading.querySelector("a")) return;
    const link = make("a", {
      class: "wm-anchor", href: "#" + (exercise || heading).id
    });
    while (heading.firstChild) link.appendChild(heading.firstChild);
    heading.appendChild(link);
  });
}

/* The module's sections below its entry in the map; a link each. */
function sectionsOf(module) {
  let level = 7;
  const found = all(module, "h3[id], h4[id], h5[id]").filter((one) => {
    return !one.closest(".wm-exercise, .wm-quiz, .wm-callout");
  });
  found.forEach((one) => {
    level = Math.min(level, Number(one.localName.charAt(1)));
  });
  return found.filter((one) => {
    return one.localName === "h" + level;
  });
}

function startPlaces() {
  const bar = document.querySelector(".wm-bar");
  const place = bar && bar.querySelector(".wm-bar-place");
  const line = bar && bar.querySelector(".wm-bar-line");
  let module = null;
  let sections = [];
  let links = [];
  let waiting = false;
  let here = -1; /* of the sections */

  function mapSections() {
    const entry = mapLinks().filter((link) => {
      return link.getAttribute("href") === "#" + module.id;
    })[0];
    allOf("wm-map-sections").forEach((old) => {
      old.remove();
    });
    sections = module.matches(".wm-glossary, .wm-sources")
      ? [] : sectionsOf(module);
    links = sections.map((section) => {
      return make("a", { href: "#" + section.id }, section.textContent);
    });
    if (!entry || links.length < 2) return;
    const list = make("ol", { class: "wm-map-sections" });
    links.forEach((link) => {
      list.appendChild(make("li", null, link));
    });
    entry.parentNode.appendChild(list);
  }

  /* In a long list the entry of what is read stands in view. */
  function showEntry() {
    const map = document.querySelector(".wm-map");
    const entry = map && map.querySelector("[aria-current=page]");
    const at = entry ? entry.offsetTop - map.scrollTop : 0;
    if (at < 0 || at > map.clientHeight - 60) {
      map.scrollTop += at - map.clientHeight / 3;
    }
  }

  function showTime(left) {
    const minutes = Number(module.getAttribute("data-minutes"));
    const words = bar.getAttribute("data-left");
    if (!place) return;
    place.textContent = minutes && words && left > 0
      ? words.replace("{count}",
        numeral(Math.ceil(minutes * left))) : "";
  }

  function look() {
    waiting = false;
    if (!module || !root.classList.contains("wm-paged")) return;
    const box = module.getBoundingClientRect();
    const way = box.height - window.innerHeight + 120;
    const done = way > 0 ? Math.min(1, Math.max(0, -box.top / way)) : 0;
    here = -1;
    if (line) line.style.transform = "scaleX(" + done.toFixed(3) + ")";
    showTime(1 - done);
    sections.forEach((section, i) => {
      if (section.getBoundingClientRect().top < 160) here = i;
    });
    links.forEach((link, i) => {
      if (i === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    });
  }

  /* What is read: a section or a module; null at the very beginning. */
  page.readingAt = () => {
    const begun = here >= 0 || root.classList.contains("wm-deep");
    return module && begun ? (sections[here] || module).id : null;
  };

  if (!bar) return;
  markFrame(place);
  window.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    (window.requestAnimationFrame || setTimeout)(look);
  }, { passive: true });
  window.addEventListener("resize", look);
  page.arrived = (shown) => {
    module = shown;
    mapSections();
    showEntry();
    addAnchors(module);
    look();
  };
}
