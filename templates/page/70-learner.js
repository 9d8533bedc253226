/* Whose answers these are. One computer serves many: a small control says for
 * whom the page keeps answers, and changes it. */
function learnerUsed(slot) {
  return Object.keys(page.course.exercises).some((id) => {
    return page.store.get(slot.id + ":" + id) !== null;
  });
}

function startLearner() {
  const place = document.querySelector(".wm-learner");
  if (!place || place.firstChild) return;
  const toggle = button("learner", "");
  const panel = make("div", {
    class: "wm-learner-panel", role: "group", hidden: "hidden",
    "aria-label": text("learner")
  });
  toggle.setAttribute("aria-expanded", "false");
  place.appendChild(toggle);
  place.appendChild(panel);
  fence(place);
  place.hidden = false;

  function open(yes) {
    if (yes) fillPanel(panel);
    panel.hidden = !yes;
    toggle.setAttribute("aria-expanded", String(yes));
  }
  toggle.addEventListener("click", () => {
    open(panel.hidden);
  });
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    open(false);
    toggle.focus();
  });
  document.addEventListener("click", (event) => {
    if (!panel.hidden && !place.contains(event.target)) open(false);
  }, true);
  page.learner = {
    toggle: toggle,
    close: () => {
      open(false);
      toggle.focus();
    }
  };
  showLearner();
}

function showLearner() {
  if (!page.learner) return;
  const name = platformName() || page.slots.name(page.slots.current());
  const toggle = page.learner.toggle;
  empty(toggle);
  toggle.appendChild(sign("learner"));
  toggle.appendChild(make("span", { class: "wm-hidden" },
    text("learner"), ": "));
  toggle.appendChild(make("bdi", { class: "wm-learner-name" }, name));
}

function fillPanel(panel) {
  empty(panel);
  if (platform.api) fillPlatformPanel(panel);
  else fillOwnPanel(panel);
  if (document.querySelector(".wm-overview")) {
    panel.appendChild(make("p", null,
      make("a", { href: "#wm-overview" }, text("overview"))));
  } else {
    const box = make("div", null);
    panel.appendChild(make("details", null,
      make("summary", null, text("overview")), box));
    fillOverview(box);
  }
}

/* The platform knows who learns; what does not fit into it is said. */
function fillPlatformPanel(panel) {
  savePlatform();
  panel.appendChild(make("p", null,
    text(platform.trouble ? "platform-trouble" : "kept-platform")));
  if (platform.left) {
    panel.appendChild(make("p", null,
      text("platform-left", { count: platform.left })));
  }
}

function fillOwnPanel(panel) {
  const slots = page.slots;
  const current = slots.current();
  const input = make("input", {
    type: "text", id: "wm-learner-name", autocomplete: "off", dir: "auto",
    maxlength: String(NAME_MOST)
  });
  const others = make("ul", null);
  input.value = current.name || "";
  input.addEventListener("input", () => {
    slots.rename(input.value);
    showLearner();
  });
  slots.list.forEach((slot) => {
    if (slot === current || !(slot.name || learnerUsed(slot))) return;
    others.appendChild(make("li", null, continueButton(slot)));
  });
  others.appendChild(make("li", null,
    act(button("other", text("someone-else")), otherLearner)));
  others.appendChild(make("li", null, clearButton()));
  panel.appendChild(make("p", null, text(page.store.lasting() ? "kept-here"
    : page.store.full() ? "kept-full" : lostKey())));
  panel.appendChild(make("label", { for: "wm-learner-name" },
    text("learner-name")));
  panel.appendChild(input);
  panel.appendChild(others);
}

function act(control, action) {
  control.addEventListener("click", action);
  return control;
}

function continueButton(slot) {
  const label = text("continue-as", { name: isolated(page.slots.name(slot)) });
  return act(button("continue", label), () => {
    switchLearner(() => {
      page.slots.use(slot);
    });
  });
}

function otherLearner() {
  switchLearner(() => {
    page.slots.add(learnerUsed);
  });
}

/* Clearing cannot be taken back, so it takes two presses. */
function clearButton() {
  const control = button("clear", text("clear"));
  let sure = false;
  control.addEventListener("click", () => {
    if (!sure) {
      sure = true;
      putText(control, text("clear-sure"));
      return;
    }
    switchLearner(() => {
      page.store.keys().forEach((key) => {
        if (key.indexOf(page.slots.key("")) === 0) page.store.remove(key);
      });
      page.slots.clear();
    });
  });
  control.addEventListener("blur", () => {
    sure = false;
    putText(control, text("clear"));
  });
  return control;
}

/* Saves what is open, changes the slot, shows that slot's answers. */
function switchLearner(change) {
  firstSight();
  saveAll();
  change();
  dropWelcome();
  if (page.learner) page.learner.close();
  showLearner();
  showAnswers().catch(bear);
}

/* A link to where the learner was, if that is somewhere else than here. */
function wayBack() {
  const id = String((page.store.get(placeKey()) || {}).id);
  const place = location.hash ? null : placeOf(id);
  const module = place && place.closest(".wm-module");
  if (!module || (module === place &&
    module.classList.contains("wm-current"))) return null;
  const title = place.querySelector(".wm-module-title, [id$='--name']") || place;
  return make("p", null, act(make("a", { href: "#" + id },
    text("go-on", { title: title.textContent })), dropWelcome));
}

/* On a new visit to answers that are already there, ask whose they are. They
 * are shown meanwhile: nobody has to answer before going on. */
function welcome() {
  const slots = page.slots;
  if (platform.api || slots.undecided()) return welcomeSeveral();
  if (!slots.known || !learnerUsed(slots.current())) {
    /* Nobody to welcome, so nothing waits for this store to open, which may
     * take some milliseconds. */
    setTimeout(firstSight, 400);
    return;
  }
  if (!firstSight()) return;
  const name = isolated(slots.name(slots.current()));
  askWhose(text("welcome", { name: name }), [
    wayBack(),
    act(button("continue", text("continue-as", { name: name })), dropWelcome),
    act(button("other", text("someone-else")), otherLearner),
    clearButton()]);
}

/* Those whose answers are here, where none of them are shown yet: several learn
 * with this computer, or the platform began a new attempt. */
function welcomeSeveral() {
  if (platform.api && !platform.fresh) return;
  const buttons = page.slots.list.filter((slot) => {
    return slot !== page.slots.current() && learnerUsed(slot);
  }).map(continueButton);
  if (!platform.api) {
    buttons.push(act(button("other", text("someone-else")), dropWelcome));
  }
  askWhose(text(platform.api ? "platform-new" : "welcome-several"), buttons);
}

function askWhose(words, buttons) {
  const main = document.querySelector(".wm-main");
  const box = make("section", { class: "wm-welcome",
    "aria-label": text("learner") }, make("p", null, words));
  buttons.filter(Boolean).forEach((one) => {
    box.appendChild(one);
  });
  fence(box);
  if (main) main.insertBefore(box, main.firstChild);
}

/* What was kept of an earlier edition does not count in this one: say so, once
 * for each learner. */
function noticeEdition() {
  const course = page.course;
  const earlier = page.store.earlierEdition();
  const seen = page.store.get("edition-seen");
  if (!earlier || seen) return;
  notice("edition", { edition: earlier, here: course.edition });
  page.store.set("edition-seen", { edition: earlier });
}

function dropWelcome() {
  const main = document.querySelector(".wm-main");
  const box = main && childOf(main, ".wm-welcome");
  if (page.slots.undecided()) firstSight();
  if (!box) return;
  const held = box.contains(document.activeElement);
  main.removeChild(box);
  if (held) focusOn(main);
}

/* What this window or tab remembers: "1" when it is known who learns in it, null
 * where it cannot remember. */
function tabMemory(value) {
  const key = "waymark:" + page.course.id + ":seen";
  try {
    if (value) window.sessionStorage.setItem(key, value);
    return window.sessionStorage.getItem(key) || "0";
  } catch (e) {
    return null;
  }
}

/* True once for each window or tab; always where it does not remember. */
function firstSight() {
  const before = tabMemory();
  tabMemory("1");
  return before !== "1";
}

/* A new visit to a computer of several learners: nobody's answers are shown
 * before it is said whose. Not where each chapter would be a new visit. */
function isShared() {
  return !platform.api && document.querySelector(".wm-main") &&
    page.slots.list.length > 1 &&
    page.slots.list.filter(learnerUsed).length > 1 &&
    tabMemory() === "0" && tabMemory("0") === "0";
}

/* Does what the page can go on without. */
function part(what) {
  try {
    return what();
  } catch (error) {
    sayBroken(error);
    return false;
  }
}

function sayBroken(error) {
  if (window.console) console.warn("Waymark: " + error.message);
  try {
    notice("part");
  } catch (e) { /* then there is nobody to tell */ }
}

/* Without the engine the page gives up; with anything else it goes on. */
function bear(error) {
  if (error.engine) giveUp(error);
  else sayBroken(error);
}

function dropNotice(key) {
  const main = document.querySelector(".wm-main") || document.body;
  const line = childOf(main, '[data-notice="' + key + '"]');
  if (line) main.removeChild(line);
}

/* A plain line at the top of the page. One that comes while somebody works stays
 * in view and can be sent away. */
function notice(key, values) {
  const main = document.querySelector(".wm-main") || document.body;
  const words = text(key, values);
  if (!words || childOf(main, '[data-notice="' + key + '"]')) return;
  const line = make("div", {
    class: "wm-notice" + (page.live ? " wm-late" : ""), role: "status",
    "data-notice": key
  }, make("span", null, words));
  if (page.live) {
    line.appendChild(act(button("close", text("close")), () => {
      line.hidden = true;
    }));
    fence(line);
  }
  main.insertBefore(line, main.firstChild);
}
