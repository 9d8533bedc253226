/* In a book solutions stand at the end of the chapter, and what only a script
 * can use waits in attributes. */
function gatherParts(section, id) {
  const link = section.querySelector(".wm-solution-link");
  const solution = document.getElementById(id + "-solution");
  all(section, "[data-wm-live]").forEach((node) => {
    node.removeAttribute("style");
    node.innerHTML = node.getAttribute("data-wm-live");
  });
  if (!link || !solution) return;
  const apart = solution.closest(".wm-apart");
  const list = apart.parentNode;
  section.replaceChild(solution, link);
  list.removeChild(apart);
  if (!list.querySelector(".wm-apart")) list.remove();
}

/* One exercise: its parts in the page, what has been done in it, checking,
 * another variant, help in its order. Kept per exercise: seed, text, verdict,
 * best score, what was opened. */
function findExercise(id, section) {
  const info = page.course.exercises[id];
  gatherParts(section, id);
  const ex = {
    id: id,
    info: info,
    section: section,
    gaps: findGaps(section, id, info),
    box: section.querySelector(".wm-verdict"),
    actions: section.querySelector(".wm-actions"),
    hints: all(section, ".wm-hint"),
    solution: section.querySelector(".wm-solution"),
    busy: false,
    turn: 0              /* counts whose answers it has shown */
  };
  addMinus(section);
  resetState(ex);
  ex.best = 0;
  ex.frozen = false;
  ex.answered = false;   /* some variant of it has been marked */
  ex.log = [];           /* its attempts */
  ex.locked = false;     /* in a quiz: no try is left */
  ex.pending = null;     /* a kept verdict that the engine has not confirmed */
  return ex;
}

/* The state of one variant, before anything is done in it. */
function resetState(ex) {
  ex.seed = 1;
  ex.attempts = 0;
  ex.verdict = null;
  ex.right = false;      /* this variant has been answered right */
  ex.opened = 0;         /* hints opened */
  ex.solved = false;     /* solution opened */
  ex.kept = null;        /* what a variant still to be drawn has to show */
}

/* Help: hint n+1 when n is open; the solution after right, after two marked
 * attempts, or when all hints are open. */
function arrangeHelp(ex) {
  ex.hints.forEach((hint, i) => {
    hint.hidden = i > ex.opened;
  });
  arrangeSelf(ex);
  if (!ex.solution) return;
  const allOpen = ex.hints.length > 0 && ex.opened >= ex.hints.length;
  ex.solution.hidden =
    !(ex.right || ex.solved || ex.attempts >= 2 || allOpen || ex.locked);
  const price = ex.solution.querySelector(".wm-price");
  if (price) price.hidden = ex.right || ex.best >= 1 || ex.solved || ex.locked;
}

function closeHelp(ex) {
  ex.hints.concat(ex.solution || []).forEach((details) => {
    details.open = false;
  });
}

function openedHelp(ex, details) {
  if (page.failed || !details.open || details.hidden) return;
  const place = ex.hints.indexOf(details);
  if (place >= 0) ex.opened = Math.max(ex.opened, place + 1);
  else if (!ex.solved) {
    ex.solved = true;
    if (!ex.right && ex.best < 1 && !isOpenAnswer(ex)) ex.frozen = true;
  }
  arrangeHelp(ex);
  saveExercise(ex);
}

/* One check at a time; a second press while one runs changes nothing. Nobody is
 * judged by a variant whose text is yet to come: it is asked for now. */
function checkExercise(ex) {
  if (ex.busy || ex.locked || !page.host) return Promise.resolve();
  if (ex.seed !== shownSeed(ex)) return finishOne(ex);
  const given = readGaps(ex.gaps);
  const turn = ex.turn;
  const wait = showChecking(ex);
  saveExercise(ex);
  setBusy(ex, true);
  return runAll(ex).then(() => {
    return askCheck(ex.id, ex.seed, ex.attempts + 1, given);
  }).then((reply) => {
    clearTimeout(wait);
    if (ex.turn !== turn) return; /* somebody else's by now */
    setBusy(ex, false);
    takeVerdict(ex, reply, given);
  }).catch((error) => {
    clearTimeout(wait);
    setBusy(ex, false);
    bear(error);
  });
}

function setBusy(ex, busy) {
  ex.busy = busy;
  if (busy) ex.section.setAttribute("aria-busy", "true");
  else ex.section.removeAttribute("aria-busy");
}

function isMarked(reply) {
  return ["right", "partly", "wrong"].indexOf(reply.state) >= 0;
}

function takeVerdict(ex, reply, given) {
  if (isMarked(reply)) {
    ex.attempts++;
    ex.answered = true;
    if (!ex.frozen) ex.best = Math.max(ex.best, reply.score || 0);
    logAttempt(ex, reply, given);
  }
  if (reply.state === "right") ex.right = true;
  arrangeLock(ex);
  /* What has been typed since the last try could never be judged. */
  if (ex.locked) fillGaps(ex.gaps, given);
  ex.verdict = {
    state: reply.state, score: reply.score, diagnosis: reply.diagnosis,
    attempt: ex.attempts, asked: isMarked(reply) ? ex.attempts : ex.attempts + 1
  };
  /* What was typed meanwhile has not been judged. */
  const same = JSON.stringify(given) === JSON.stringify(readGaps(ex.gaps));
  if (!same) ex.verdict = null;
  showComparison(ex, reply, given);
  /* Kept before it is shown: showing may fail. */
  saveExercise(ex);
  if (isMarked(reply)) platformAnswer(ex, reply, given);
  if (same) {
    showVerdict(ex, reply, ex.attempts);
    ex.box.scrollIntoView({ block: "nearest" });
  } else clearVerdict(ex);
  arrangeHelp(ex);
  showProgress();
  showSummary(quizOf(ex));
}

function editExercise(ex) {
  ex.kept = null;
  ex.verdict = null;
  ex.pending = null;
  saveSoon(ex);
  clearVerdict(ex);
  markChosen(ex.gaps);
}

/* What a learner sees of a variant; a mere change of order is no other one. */
function faceOf(drawn) {
  return JSON.stringify([drawn.texts, drawn.blocks, drawn.gaps, drawn.grid],
    (key, value) => {
      return key === "order" || key === "start" ? undefined : value;
    });
}

/* The next variant that looks different from the one shown. */
function nextVariant(ex, shown) {
  const tries = 20;
  let first = null;
  function step(seed) {
    return askDraw(ex.id, seed).then((drawn) => {
      first = first || drawn;
      if (faceOf(drawn) !== shown) return drawn;
      return seed < ex.seed + tries ? step(seed + 1) : first;
    });
  }
  return step(ex.seed + 1);
}

/* Another one, from the start: nothing typed, nothing opened. */
function anotherVariant(ex) {
  if (ex.busy || ex.locked || !page.host) return Promise.resolve();
  const turn = ex.turn;
  setBusy(ex, true);
  return askDraw(ex.id, ex.seed).then((drawn) => {
    return nextVariant(ex, faceOf(drawn));
  }).then((drawn) => {
    if (ex.turn !== turn) return;
    setBusy(ex, false);
    resetExercise(ex);
    ex.seed = drawn.seed;
    showDraw(ex, drawn);
    saveExercise(ex);
    focusOn(ex.section.querySelector(".wm-exercise-title") || ex.section);
  }).catch((error) => {
    if (ex.turn !== turn) return;
    setBusy(ex, false);
    if (!error.drawing) return bear(error);
    showVerdict(ex, stoppedVerdict(error.message), ex.attempts);
  });
}

function resetExercise(ex) {
  resetState(ex);
  clearVerdict(ex);
  clearRuns(ex);
  fillGaps(ex.gaps, {});
  closeHelp(ex);
  arrangeHelp(ex);
}

/* Controls come to life once, when the engine is there; listeners look for it
 * themselves, so that after a failure they do nothing. */
function wireExercise(ex) {
  fence(ex.section);
  ex.section.addEventListener("click", (event) => {
    const hit = event.target.closest("[data-action], [data-move]");
    if (!hit) return;
    if (hit.hasAttribute("data-move")) moveItem(ex, hit);
    const action = hit.getAttribute("data-action");
    if (action === "check") checkExercise(ex);
    if (action === "another") anotherVariant(ex);
    if (action === "run") pressRun(ex, hit);
  });
  ex.section.addEventListener("keydown", (event) => {
    const oneLine = event.target.localName === "input" &&
      !isChoice(event.target);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      pressRun(ex, event.target);
    }
    if (event.key !== "Enter" || event.isComposing || !oneLine) return;
    event.preventDefault();
    checkExercise(ex);
  });
  ["input", "change"].forEach((kind) => {
    ex.section.addEventListener(kind, (event) => {
      if (!event.target.name) return;
      const written = !isChoice(event.target) &&
        event.target.localName !== "select";
      if (kind === "change" && written) return;
      editExercise(ex);
    });
  });
  ex.hints.concat(ex.solution || []).forEach((details) => {
    details.addEventListener("toggle", () => {
      openedHelp(ex, details);
    });
  });
  addPrice(ex);
  keepRichItems(ex.section);
}

/* What opening the solution costs is said before it is opened. */
function addPrice(ex) {
  const summary = ex.solution && ex.solution.querySelector("summary");
  if (!summary || ex.info.points === 0 || isOpenAnswer(ex)) return;
  summary.appendChild(
    make("span", { class: "wm-price" }, " " + text("solution-price"))
  );
}
