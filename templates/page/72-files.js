/* Progress and results as files that the learner keeps and gives: where a
 * reader forgets, on another computer, for a trainer without a platform. They
 * are made here and go nowhere by themselves. */
const FILE_MOST = 20 * 1024 * 1024;

function fileHead(kind) {
  const course = page.course;
  return {
    format: kind, version: 1, saved: new Date().toISOString(),
    course: { id: course.id, edition: course.edition, version: course.version,
      title: course.title, language: course.language },
    learner: { slot: page.slots.current().id,
      name: String(page.slots.current().name || platformName() || "") }
  };
}

function progressFile() {
  const file = fileHead("waymark-progress");
  saveAll();
  file.exercises = {};
  Object.keys(page.course.exercises).forEach(function (id) {
    const kept = page.store.get(page.slots.key(id));
    if (kept) file.exercises[id] = kept;
  });
  return file;
}

function resultsFile() {
  const file = fileHead("waymark-results");
  const score = courseScore();
  saveAll();
  file.points = { reached: score.points, all: score.all };
  file.passed = typeof page.course.pass === "number" ? score.passed : null;
  file.exercises = {};
  Object.keys(page.course.exercises).forEach(function (id) {
    const info = page.course.exercises[id];
    const kept = page.store.get(page.slots.key(id)) || {};
    file.exercises[id] = {
      hash: info.hash, points: info.points,
      best: kept.best >= 0 && kept.best <= 1 ? kept.best : 0,
      solution: kept.solved === true, attempts: readLog(kept.log)
    };
  });
  return file;
}

/* "children-on-the-move-progress-Suda.json": what file systems refuse goes. */
function fileName(file) {
  const name = file.learner.name.replace(/[\s\/\\:*?"<>|.\u0000-\u001f]+/g, "-");
  return [file.course.id, file.format.replace("waymark-", ""),
    name.replace(/^-+|-+$/g, "") || file.learner.slot].join("-") + ".json";
}

/* Offers the file for saving; its text stands beside it for readers that save
 * nothing. */
function offerFile(file, box) {
  const content = JSON.stringify(file, null, 1);
  const area = make("textarea", { readonly: "readonly", rows: "4", dir: "ltr",
    "aria-label": fileName(file) });
  empty(box);
  area.value = content;
  area.addEventListener("focus", function () {
    area.select();
  });
  try {
    const link = make("a", { download: fileName(file), class: "wm-saved-file",
      href: URL.createObjectURL(new Blob([content],
        { type: "application/json" })) }, fileName(file));
    box.appendChild(make("p", null, link));
    link.click();
  } catch (e) { /* the text is there */ }
  box.appendChild(make("details", null,
    make("summary", null, text("file-text")), area));
}

/* What a file holds, or the words that say why it cannot be taken. */
function readProgress(content) {
  let file = null;
  try {
    file = content.length <= FILE_MOST ? JSON.parse(content) : null;
  } catch (e) { /* said below */ }
  const fits = file && file.format === "waymark-progress" && file.course &&
    file.exercises && typeof file.exercises === "object";
  if (!fits) return { why: text("load-broken") };
  if (file.version !== 1) return { why: text("load-newer") };
  if (file.course.id !== page.course.id) {
    return { why: text("load-course",
      { title: String(file.course.title || file.course.id).slice(0, 200) }) };
  }
  if (file.course.edition !== page.course.edition) {
    return { why: text("load-edition", { edition: Number(file.course.edition),
      here: page.course.edition }) };
  }
  return { file: file };
}

/* The slot of the same name, else one that holds nothing. */
function slotFor(name) {
  const slots = page.slots;
  const same = slots.list.filter(function (slot) {
    return name && slot.name === name;
  })[0];
  if (same) slots.use(same);
  else if (learnerUsed(slots.current())) slots.add(learnerUsed);
  if (name) slots.rename(name);
}

/* A score is taken over when the engine confirms an attempt that reached it;
 * anybody can write a file. Gives the record, and whether it was lowered. */
function confirmRecord(id, record) {
  const tries = readLog(record.log).slice().sort(function (a, b) {
    return b.score - a.score;
  }).slice(0, 20);
  const claimed = record.best >= 0 && record.best <= 1 ? record.best : 0;
  let best = 0;
  return inTurn(tries, function (entry) {
    if (best >= claimed || !(entry.score > best)) return null;
    return askCheck(id, entry.seed, 1, entry.typed).then(function (reply) {
      if (isMarked(reply)) best = Math.max(best, Math.min(claimed, reply.score));
    });
  }).then(function () {
    const lowered = best + 1e-9 < claimed;
    record.best = best;
    record.right = record.right === true && best >= 1;
    record.log = readLog(record.log);
    return lowered;
  });
}

/* Takes the records of a file that know more than what is here. Gives how many
 * came and how many scores could not be confirmed. */
function loadProgress(file) {
  const name = String((file.learner || {}).name || "").slice(0, 60);
  const found = { count: 0, lowered: 0 };
  const ids = Object.keys(page.course.exercises).filter(function (id) {
    const record = file.exercises[id];
    return record && typeof record === "object" && record.format === 1;
  });
  saveAll();
  if (!platform.api) slotFor(name);
  return inTurn(ids, function (id) {
    const record = file.exercises[id];
    const here = page.store.get(page.slots.key(id));
    if (here && (here.time || 0) >= (record.time || 0)) return null;
    return confirmRecord(id, record).then(function (lowered) {
      if (here && here.best > record.best) record.best = here.best;
      found.count++;
      if (lowered) found.lowered++;
      page.store.set(page.slots.key(id), record);
    });
  }).then(function () {
    return found;
  });
}

/* Reads, takes over, shows; says in words how it went. */
function takeProgress(content, status) {
  const read = readProgress(content);
  if (!read.file) {
    status.textContent = read.why;
    return Promise.resolve();
  }
  return loadProgress(read.file).then(function (found) {
    showLearner();
    const touched = restoreFields();
    showQuizzes();
    return finishAll(touched).then(function () {
      showProgress();
      platformSoon();
      status.textContent = text("loaded", { count: found.count }) +
        (found.lowered ? " " + text("loaded-part", { count: found.lowered }) : "");
    });
  }).catch(function () {
    status.textContent = text("load-broken");
  });
}
