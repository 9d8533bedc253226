/* A quiz: exercises in an order of the learner's own, a number of tries, and a
 * summary when all of them have been answered. */
function quizList() {
  const quizzes = page.course.quizzes || {};
  return Object.keys(quizzes).map((id) => {
    return { id: id, info: quizzes[id], section: document.getElementById(id) };
  }).filter((quiz) => {
    return quiz.section;
  });
}

function quizOf(ex) {
  const quizzes = page.course.quizzes || {};
  const id = Object.keys(quizzes).filter((one) => {
    return quizzes[one].exercises.indexOf(ex.id) >= 0;
  })[0];
  const section = id ? document.getElementById(id) : null;
  return section && { id: id, info: quizzes[id], section: section };
}

/* Without a try left an exercise stays as it was answered: readable, not to be
 * changed. */
function arrangeLock(ex) {
  const quiz = quizOf(ex);
  const tries = quiz ? quiz.info.tries : 0;
  const another = ex.section.querySelector('[data-action="another"]');
  const check = ex.section.querySelector('[data-action="check"]');
  ex.locked = tries > 0 && ex.attempts >= tries;
  if (another && tries > 0) another.hidden = true;
  all(ex.section, "[name], [data-move]").forEach((control) => {
    const written = control.localName === "textarea" || control.type === "text";
    if (written) control.readOnly = ex.locked;
    else control.disabled = ex.locked;
  });
  if (!check) return;
  if (ex.locked) check.setAttribute("aria-disabled", "true");
  else check.removeAttribute("aria-disabled");
}

/* Numbers below a bound, from a seed (Park and Miller). */
function dice(seed) {
  let state = seed % 2147483646 + 1;
  return (bound) => {
    state = state * 16807 % 2147483647;
    return state % bound;
  };
}

/* The exercises of a quiz change places with each other; the text between them
 * stays where it is. */
function shuffleQuiz(quiz) {
  const sections = quiz.info.exercises.map((id) => {
    return page.exercises[id] && page.exercises[id].section;
  }).filter((section) => {
    return section && quiz.section.contains(section);
  });
  const roll = dice(page.slots.seed() + quiz.id.length);
  const order = sections.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const other = roll(i + 1);
    const kept = order[i];
    order[i] = order[other];
    order[other] = kept;
  }
  const places = all(quiz.section, ".wm-exercise").filter((section) => {
    return sections.indexOf(section) >= 0;
  }).map((section) => {
    const place = document.createComment("");
    section.parentNode.replaceChild(place, section);
    return place;
  });
  order.forEach((section, i) => {
    places[i].parentNode.replaceChild(section, places[i]);
  });
}

/* Points reached, of those that there are. */
function sumPoints(ids) {
  const sum = { points: 0, all: 0, percent: 0 };
  ids.forEach((id) => {
    const ex = page.exercises[id];
    const points = page.course.exercises[id].points;
    const kept = ex ? ex.best : (page.store.get(page.slots.key(id)) || {}).best;
    sum.all += points;
    sum.points += points * (kept >= 0 && kept <= 1 ? kept : 0);
  });
  if (sum.all > 0) sum.percent = 100 * sum.points / sum.all;
  return sum;
}

/* 59.6 is not 60: what has not been reached is not shown as reached. */
function percentText(value) {
  return numeral(Math.floor(value + 1e-9));
}

/* One piece, like a verdict, and read out once: not again with each answer. */
function showSummary(quiz) {
  const box = quiz && quiz.section.querySelector(".wm-quiz-summary");
  if (!box) return;
  const exercises = quiz.info.exercises.map((id) => {
    return page.exercises[id];
  }).filter(Boolean);
  const done = exercises.length > 0 && exercises.every((ex) => {
    return ex.answered;
  });
  if (!done) {
    empty(box);
    return box.removeAttribute("data-state");
  }
  const percent = sumPoints(quiz.info.exercises).percent;
  const pass = quiz.info.pass;
  const passed = pass === null || percent + 1e-9 >= pass;
  const piece = make("div", { "aria-atomic": "true" },
    make("p", { class: "wm-quiz-score" },
      pass === null ? null : sign(passed ? "right" : "partly"),
      make("span", null,
        text("quiz-score", { percent: percentText(percent) }))));
  if (pass !== null) {
    piece.appendChild(make("p", null,
      text(passed ? "quiz-passed" : "quiz-failed", { pass: pass })));
  }
  listAgain(piece, exercises);
  box.setAttribute("data-state", pass === null ? "done"
    : passed ? "passed" : "failed");
  if (box.textContent === piece.textContent) return;
  empty(box);
  box.appendChild(piece);
}

function listAgain(box, exercises) {
  const list = make("ul", null);
  exercises.forEach((ex) => {
    if (ex.best >= 1) return;
    const title = ex.section.querySelector(".wm-exercise-title");
    list.appendChild(make("li", null,
      make("a", { href: "#" + ex.id }, title ? title.textContent : ex.id)));
  });
  if (!list.firstChild) return;
  box.appendChild(make("p", null, text("quiz-again")));
  box.appendChild(list);
}

function showQuizzes(scope) {
  quizList().forEach((quiz) => {
    if (!scope.contains(quiz.section)) return;
    if (quiz.info.shuffle) shuffleQuiz(quiz);
    showSummary(quiz);
  });
}

/* Towards the course's own pass mark: below the course map. */
function showCoursePass() {
  const map = document.querySelector(".wm-map-list");
  if (!map || typeof page.course.pass !== "number") return;
  let place = map.parentNode.querySelector(".wm-map-pass");
  if (!place) {
    place = make("p", { class: "wm-map-pass" });
    map.parentNode.insertBefore(place, map.nextSibling);
  }
  putText(place, text("course-points", {
    percent: percentText(courseScore().percent), pass: page.course.pass
  }));
}
