/* Starting, and stopping well: whichever of DOMContentLoaded, load and now
 * comes first (Readium Web never fires the first), once. When anything fails
 * the page goes back to what it was without script. */
let started = false;
let prepared = false;
let taken = false;
let taking = false;
let waiting = 0;   /* a timer */
let preparing = 0; /* another */

const engine = {};
engine.promise = new Promise((resolve, reject) => {
  engine.resolve = resolve;
  engine.reject = reject;
});
engine.promise.catch(() => { /* told to who waits for it */ });

/* Readers that put a chapter into a page of their own run its scripts in any
 * order (calibre's viewer does): then the course comes after this file, or even
 * before start.js. In our own page the engine does; the head names it. */
function allArrived() {
  const wanted = {};
  Array.prototype.concat.call(all(document.head, "link[rel=preload]"),
    Array.prototype.slice.call(document.scripts)).forEach((element) => {
    const found = /(^|\/)(course|engine-wasm|data(-[^\/]*)?)\.js$/.exec(
      element.getAttribute("src") || element.getAttribute("href") || "");
    if (!found) return;
    wanted[found[2]] = Number(element.getAttribute("data-sets")) || 1;
  });
  const sets = Object.keys(wanted).reduce((sum, name) => {
    return sum + (/^data/.test(name) ? wanted[name] : 0);
  }, 0);
  return (page.course || !wanted.course) &&
    (page.wasm || !wanted["engine-wasm"]) && page.data.length >= sets;
}

/* A part that has not come some seconds after the last is missing. */
function waitForMore() {
  clearTimeout(waiting);
  if (document.readyState === "complete") {
    waiting = setTimeout(() => {
      start(true);
    }, 3000);
  }
}

/* In a book the first script may come last. What comes before it stays where
 * stub.js keeps it. */
function isFirstMissing() {
  const early = window.waymark || {};
  return !early.engine && !early.answer && Array.prototype.some.call(
    document.scripts, (element) => {
      return /(^|\/)start\.js$/.test(element.getAttribute("src") || "");
    });
}

function start(now) {
  if (started || taking || !document.body) return;
  if (!taken && now !== true && isFirstMissing()) {
    window.waymark = window.waymark || {};
    window.waymark.wake = start;
    waitForMore();
    return;
  }
  if (!taken) {
    taken = taking = true;
    started = !takeOver(); /* what had come early calls this function again */
    taking = false;
  }
  if (started) return;
  const arrived = now === true || allArrived();
  if (!arrived) {
    if (page.course && !preparing) prepareIn(40);
    waitForMore();
    return;
  }
  started = true;
  clearTimeout(waiting);
  if (hasExercises()) {
    attempt(() => {
      startEngine().then(engine.resolve, engine.reject);
    });
  }
  prepareIn(0);
}

/* The Worker goes first: its thread cannot start while the page is busy, and
 * gets the engine ready while the page gets itself ready. An engine that is long
 * in coming is not waited for. */
function prepareIn(delay) {
  clearTimeout(preparing);
  if (!prepared) preparing = setTimeout(attempt, delay, prepare);
}

function hasExercises() {
  return page.course && Object.keys(page.course.exercises).length > 0;
}

/* What needs no engine. It has a task of its own: what the Worker is sent goes
 * off when a task ends. */
function prepare() {
  prepared = true;
  if (page.failed) return;
  if (hasExercises()) part(makeOverview);
  if (part(startNavigation) === false) root.classList.remove("wm-paged");
  window.addEventListener("beforeprint", unfoldAll);
  if (hasExercises()) startExercises();
  else unfoldInTurns();
}

function attempt(what) {
  try {
    what();
  } catch (error) {
    giveUp(error);
  }
}

function startExercises() {
  root.setAttribute("data-waymark", "loading");
  page.store = openStore(page.course, part(startPlatform), () => {
    notice("kept-full");
  });
  page.slots = openSlots(page.store);
  part(restorePlatform);
  if (part(isShared)) page.slots.begin(learnerUsed);
  takeExercises(document.body);
  part(startPrinting);
  window.addEventListener("pagehide", saveAll);
  part(startFollowing);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    saveAll();
    savePlatform();
  });
  const touched = restoreFields(exerciseList());
  part(() => {
    showQuizzes(document.body);
  });
  engine.promise.then(() => {
    return goLive(touched);
  }).catch(giveUp);
}

/* The exercises within a node; gives a list. */
function takeExercises(scope) {
  return allIn(scope, "wm-exercise").map((section) => {
    const id = section.getAttribute("data-exercise");
    if (!id || !page.course.exercises[id]) return null;
    return part(() => {
      const ex = findExercise(id, section);
      wireExercise(ex);
      return page.exercises[id] = ex;
    });
  }).filter(Boolean);
}

/* Those of a section that is built later than the others. */
function exercisesCame(section) {
  if (!page.store || page.failed) return;
  const list = takeExercises(section);
  const touched = restoreFields(list);
  showQuizzes(section);
  if (section.matches(".wm-answers")) markAnswers();
  if (!root.classList.contains("wm-live")) return;
  showControls(list);
  wireViews(section);
  inTurn(touched, finishOne);
}

/* What needs the engine, now that it is there. */
function showControls(exercises) {
  exercises.forEach((ex) => {
    if (ex.actions) ex.actions.hidden = false;
    all(ex.section, ".wm-moves, .wm-code-actions").forEach((node) => {
      node.hidden = false;
    });
    showSolved(ex);
  });
}

/* The engine is there: controls appear, kept answers return. */
function goLive(touched) {
  root.classList.add("wm-live");
  showControls(exerciseList());
  part(startLearner);
  part(showProgress);
  part(() => {
    wireViews(document.body);
  });
  return finishAll(touched).then(() => {
    [showProgress, welcome, noticeEdition, savePlatform].forEach(part);
    if (!page.store.lasting() && !page.store.full() && !platform.api) {
      notice(lostKey());
    }
    root.setAttribute("data-waymark", "ready");
    page.live = true;
    ready.resolve();
    unfoldInTurns();
  });
}

/* Back to the static page: every module, hint, note and solution in view. What
 * was typed stays in its field. */
function giveUp(error) {
  if (page.failed) return;
  /* First, so that what was typed in their exercises comes back, too. */
  part(unfoldAll);
  page.failed = true;
  page.host = null;
  root.classList.remove("wm-paged", "wm-live", "wm-deep", "wm-top");
  root.setAttribute("data-waymark", "static");
  root.removeAttribute("data-engine");
  if (window.console) console.warn("Waymark: " + error.message);
  ready.reject(error);
  [sayStatic, saveAll, dropOverview, sayViewsGone, hideTools].forEach(part);
  exerciseList().forEach((ex) => {
    part(() => {
      quieten(ex);
    });
  });
}

function hideTools() {
  ["wm-map-button", "wm-map-foot", "wm-search-button", "wm-learner"
  ].forEach((name) => {
    allOf(name).forEach((node) => {
      node.hidden = true;
    });
  });
}

function quieten(ex) {
  if (ex.actions) ex.actions.hidden = true;
  ex.section.removeAttribute("aria-busy");
  ex.hints.concat(ex.solution || []).forEach((details) => {
    details.hidden = false;
  });
  all(ex.section, ".wm-moves, .wm-self, .wm-code-actions, .wm-price").forEach(
    (node) => {
      node.hidden = true;
    });
  all(ex.section, ".wm-papercheck").forEach((node) => {
    node.hidden = false;
  });
  clearVerdict(ex);
}

/* What nothing keeps can still be saved as a file. */
function sayStatic() {
  notice("static");
  const line = document.querySelector('[data-notice="static"]');
  if (!line || !page.slots || page.store.lasting()) return;
  const box = make("div", { class: "wm-file-box" });
  line.appendChild(document.createTextNode(" "));
  line.appendChild(act(button("save", text("save")), () => {
    offerFile(progressFile(), box);
  }));
  fence(line);
  line.parentNode.insertBefore(box, line.nextSibling);
}

/* What nobody else has caught. */
window.addEventListener("error", (event) => {
  if (String(event.filename).split("#")[0] === script) sayBroken(event);
});

if (document.readyState !== "loading" || document.body) start();
document.addEventListener("DOMContentLoaded", start);
window.addEventListener("load", start);
