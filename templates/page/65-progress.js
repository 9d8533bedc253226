/* What is kept of an exercise, and how it comes back. A verdict returns only
 * when the engine, asked again, agrees with it: nothing that was kept is
 * trusted, or shown as markup. */
const timers = {};

function saveSoon(ex) {
  clearTimeout(timers[ex.id]);
  timers[ex.id] = setTimeout(() => {
    saveExercise(ex);
  }, 300);
}

/* Later than all that was kept of it before, even by a clock that went wrong. */
function saveExercise(ex) {
  const key = page.slots.key(ex.id);
  const kept = page.store.get(key);
  clearTimeout(timers[ex.id]);
  delete timers[ex.id];
  if (kept && whole(kept.time, 1e15) > (ex.touched || 0)) {
    /* Another window has been at it. */
    ex.best = Math.max(ex.best, share(kept.best));
    ex.log = joinLogs(ex.log, readLog(kept.log));
    ex.touched = whole(kept.time, 1e15);
  }
  ex.touched = Math.max(Date.now(), (ex.touched || 0) + 1);
  dropWelcome();
  page.slots.keep();
  page.store.set(key, {
    format: 1,
    seed: ex.seed,
    text: ex.kept || readGaps(ex.gaps),
    language: page.course.language,
    verdict: ex.verdict || ex.pending,
    best: ex.best,
    hash: ex.info.hash,
    attempts: ex.attempts,
    right: ex.right,
    opened: ex.opened,
    solved: ex.solved,
    frozen: ex.frozen,
    answered: ex.answered,
    time: ex.touched,
    log: ex.log
  });
  platformSoon();
}

/* No exercise has such an id. */
function placeKey() {
  return page.slots.key("-place");
}

/* Nothing typed in the last moment is lost, nor where one was. */
function saveAll() {
  if (!page.store) return;
  Object.keys(timers).forEach((id) => {
    if (page.exercises[id]) saveExercise(page.exercises[id]);
  });
  const place = page.readingAt && page.readingAt();
  if (place && learnerUsed(page.slots.current())) {
    page.store.set(placeKey(), { id: place });
  }
  page.store.again();
}

function whole(value, most) {
  return Number.isInteger(value) && value >= 0 && value <= most ? value : 0;
}

function share(value) {
  return value >= 0 && value <= 1 ? Number(value) : 0;
}

/* Another window of this course has written: what it wrote is shown here too,
 * and never written over with what was here before. */
function startFollowing() {
  window.addEventListener("storage", (event) => {
    const key = page.store.own(event.key);
    if (key === null || page.failed) return;
    if (key === "slots") {
      if (page.slots.undecided() && tabMemory() !== "1") return;
      if (page.slots.follow()) {
        dropWelcome();
        showAnswers().catch(bear);
      }
      showLearner();
      return;
    }
    const id = key.slice(key.indexOf(":") + 1);
    const ex = page.exercises[id];
    if (key !== page.slots.key(id)) return;
    if (!ex) return showProgress();
    if (timers[id] || ex.busy) return;
    restoreExercise(ex);
    finishRestore(ex).then(showProgress).catch(bear);
  });
}

/* All that is kept of the learner there is now. */
function showAnswers() {
  const touched = restoreFields(exerciseList());
  showQuizzes(document.body);
  return finishAll(touched).then(showProgress);
}

/* Puts back what was kept; true when the engine is needed to finish it. */
function restoreExercise(ex) {
  const kept = page.store.get(page.slots.key(ex.id));
  ex.turn++;             /* what is still on its way belongs to nobody now */
  clearTimeout(timers[ex.id]);
  delete timers[ex.id];
  setBusy(ex, false);
  resetExercise(ex);
  ex.best = 0;
  ex.frozen = false;
  ex.answered = false;
  ex.log = [];
  ex.touched = 0;
  ex.pending = null;
  arrangeLock(ex);
  if (!kept || kept.format !== 1) return false;
  const known = kept.hash === ex.info.hash;
  ex.best = share(kept.best);
  ex.frozen = kept.frozen === true;
  ex.touched = whole(kept.time, 1e15);
  ex.log = readLog(kept.log);
  ex.seed = ex.info.variants ? whole(kept.seed, 1e9) || 1 : 1;
  ex.kept = kept.text || {};
  fillGaps(ex.gaps, ex.kept);
  if (known) {
    ex.attempts = whole(kept.attempts, 1e6);
    ex.right = kept.right === true;
    ex.opened = whole(kept.opened, ex.hints.length);
    ex.solved = kept.solved === true;
    ex.pending = kept.verdict || null;
    ex.answered = kept.answered === true || ex.attempts > 0;
  }
  arrangeLock(ex);
  arrangeHelp(ex);
  return true;
}

/* The variant whose text is in the page. */
function shownSeed(ex) {
  return Number(ex.section.getAttribute("data-seed")) || 1;
}

/* The engine's part: the variant's text and the verdict. A variant that cannot
 * be drawn any more gives way to the one in the page. */
function finishRestore(ex) {
  const turn = ex.turn;
  const seed = ex.seed;
  const shown = shownSeed(ex);
  const drawn = seed === shown
    ? Promise.resolve()
    : askDraw(ex.id, seed).then((draw) => {
      if (ex.turn !== turn || ex.seed !== seed) return;
      const given = ex.kept || readGaps(ex.gaps);
      showDraw(ex, draw);
      fillGaps(ex.gaps, given);
    }).catch((error) => {
      if (!error.drawing) throw error;
      if (ex.turn !== turn || ex.seed !== seed) return;
      ex.seed = shown;
      ex.pending = null;
    });
  return drawn.then(() => {
    if (ex.turn !== turn || ex.seed !== seed) return null;
    const verdict = ex.pending;
    const given = readGaps(ex.gaps);
    ex.pending = null;
    if (!verdict) return null;
    if (verdict.state === "error") {
      /* What ran away once is not started again by opening the page. */
      ex.verdict = verdict;
      return showVerdict(ex, stoppedVerdict(""), whole(verdict.attempt, 1e6));
    }
    return askCheck(ex.id, seed, whole(verdict.asked, 1e6) || 1, given)
      .then((reply) => {
        /* A platform keeps the state alone. */
        const agrees = reply.state === verdict.state &&
          (verdict.short || (reply.score === verdict.score &&
          (reply.diagnosis || null) === (verdict.diagnosis || null)));
        const untouched = ex.turn === turn && ex.seed === seed && !ex.verdict &&
          JSON.stringify(given) === JSON.stringify(readGaps(ex.gaps));
        if (!agrees || !untouched) return;
        ex.verdict = {
          state: reply.state, score: reply.score, diagnosis: reply.diagnosis,
          attempt: whole(verdict.attempt, 1e6), asked: whole(verdict.asked, 1e6)
        };
        showVerdict(ex, reply, ex.verdict.attempt);
      });
  });
}

function exerciseList() {
  return Object.keys(page.exercises).map((id) => {
    return page.exercises[id];
  });
}

/* Fields and help, at once: nobody types before they are back. */
function restoreFields(exercises) {
  return exercises.filter((ex) => {
    const touched = part(() => {
      return restoreExercise(ex);
    });
    return touched || shownSeed(ex) !== ex.seed;
  });
}

/* Variants and verdicts, one after another; those of the module shown first,
 * and the promise waits for these only. */
function finishAll(exercises) {
  const shown = [];
  const later = [];
  exercises.forEach((ex) => {
    const hidden = root.classList.contains("wm-paged") &&
      ex.section.closest(".wm-module:not(.wm-current)");
    (hidden ? later : shown).push(ex);
  });
  return inTurn(shown, finishOne).then(() => {
    inTurn(later, finishOne);
  });
}

/* A module that somebody goes to meanwhile does not wait for its turn. */
function finishModule(module) {
  if (!page.host) return;
  inTurn(exerciseList().filter((ex) => {
    return module.contains(ex.section);
  }), finishOne);
}

function finishOne(ex) {
  return finishRestore(ex).catch(bear);
}

function inTurn(list, step) {
  return list.reduce((before, item) => {
    return before.then(() => {
      return step(item);
    });
  }, Promise.resolve());
}

/* How far a module is, in the course map. */
function showProgress() {
  const counts = {};
  exerciseList().forEach(showSolved);
  Object.keys(page.course.exercises).forEach((id) => {
    const module = page.course.exercises[id].module;
    const count = counts[module] || (counts[module] = { all: 0, right: 0 });
    count.all++;
    if (bestOf(id) >= 1) count.right++;
  });
  mapLinks().forEach((link) => {
    const count = counts[link.getAttribute("href").slice(1)];
    if (count) showCount(link, count);
  });
  showCoursePass();
  showOverview();
}

/* A sign at the corner of an exercise that is done. */
function showSolved(ex) {
  const mark = ex.section.querySelector(".wm-solved-mark");
  if (mark && ex.best < 1) mark.remove();
  if (mark || ex.best < 1) return;
  ex.section.insertBefore(make("span", { class: "wm-solved-mark" },
    sign("right"), make("span", { class: "wm-hidden" }, text("right"))),
  ex.section.firstChild);
}

function showCount(link, count) {
  const done = count.right === count.all;
  let place = link.querySelector(".wm-map-state");
  if (!place) {
    place = make("span", { class: "wm-map-state" });
    link.appendChild(place);
  }
  place.classList.toggle("wm-done", done);
  empty(place);
  place.appendChild(done
    ? sign("right")
    : make("span", { "aria-hidden": "true" },
      numeral(count.right) + "/" + numeral(count.all)));
  place.appendChild(make("span", { class: "wm-hidden" },
    " ", text("progress", { right: count.right, all: count.all })));
}
