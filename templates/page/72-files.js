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
      name: page.slots.current().name || platformName(),
      token: page.slots.current().token || "" }
  };
}

function progressFile() {
  const file = fileHead("waymark-progress");
  saveAll();
  file.exercises = {};
  Object.keys(page.course.exercises).forEach((id) => {
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
  Object.keys(page.course.exercises).forEach((id) => {
    const info = page.course.exercises[id];
    const kept = page.store.get(page.slots.key(id)) || {};
    file.exercises[id] = {
      hash: info.hash, points: info.points, best: share(kept.best),
      solution: kept.solved === true || kept.frozen === true,
      attempts: readLog(kept.log)
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
  area.addEventListener("focus", () => {
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
    file = content.length <= FILE_MOST ? JSON.parse(content.trim()) : null;
  } catch (e) { /* said below */ }
  if (file && file.format === "waymark-results") {
    return { why: text("load-results") };
  }
  const fits = file && file.format === "waymark-progress" && file.course &&
    file.exercises && typeof file.exercises === "object" &&
    Number.isInteger(file.version) && Number.isInteger(file.course.edition);
  if (!fits || file.version < 1) return { why: text("load-broken") };
  if (file.version > 1) return { why: text("load-newer") };
  if (file.course.id !== page.course.id) {
    return { why: text("load-course", { title:
      isolated(String(file.course.title || file.course.id).slice(0, 200)) }) };
  }
  if (file.course.edition !== page.course.edition) {
    return { why: text("load-edition", { edition: file.course.edition,
      here: page.course.edition }) };
  }
  return { file: file };
}

/* Whose slot the answers of a file belong in. Two people may have one name, and
 * one file may be given to many: it is the slot that is shown if that is empty,
 * or of that name; else one of the same token and name; else a new one. */
function slotFor(name, token) {
  const slots = page.slots;
  const here = slots.current();
  const owner = slots.list.filter((slot) => {
    return token && slot.token === token;
  })[0];
  const fits = !learnerUsed(here) || (name && here.name === name) ||
    (here === owner && here.name === name);
  if (!fits && owner && owner.name === name) return slots.use(owner);
  if (!fits) slots.add(learnerUsed);
  slots.rename(name || slots.current().name, owner ? "" : token);
}

/* A record of a file; what comes of it is looked at again when it is shown. A
 * time that is yet to come is from a clock that went wrong. */
function cleanRecord(record) {
  const time = whole(record.time, 1e15);
  return Object.assign({}, record, {
    text: Object(record.text), best: share(record.best),
    time: time > Date.now() + 864e5 ? 0 : time, log: readLog(record.log)
  });
}

/* A score is taken over when the engine confirms an attempt that reached it;
 * anybody can write a file. Gives whether it was lowered. */
function confirmRecord(id, record) {
  const tries = record.log.slice().sort((a, b) => {
    return b.score - a.score;
  }).slice(0, 20);
  let best = 0;
  let over = false;
  return inTurn(tries, (entry) => {
    if (over || best >= record.best || !(entry.score > best)) return null;
    return askCheck(id, entry.seed, 1, entry.typed).then((reply) => {
      over = reply.state === "error"; /* it may take long, each time */
      if (isMarked(reply)) best = Math.max(best, Math.min(record.best, reply.score));
    });
  }).then(() => {
    const lowered = best + 1e-9 < record.best;
    record.best = best;
    record.right = record.right && best >= 1;
    return lowered;
  });
}

function isWritten(record) {
  return Boolean(record.verdict) || packText(record.text) !== null;
}

/* Two records of one exercise as one. What was written last is shown; scores
 * and attempts are those of both. */
function joinRecords(here, other) {
  const both = isWritten(here) === isWritten(other);
  const later = both ? whole(other.time, 1e15) > whole(here.time, 1e15)
    : isWritten(other);
  const shown = later ? other : here;
  const joined = Object.assign({}, shown, {
    log: joinLogs(readLog(here.log), readLog(other.log))
  });
  const same = here.seed === other.seed && here.hash === other.hash;
  ["best", "time"].concat(same ? ["attempts", "opened"] : []).forEach(
    (key) => {
      joined[key] = Math.max(Number(here[key]) || 0, Number(other[key]) || 0);
    });
  ["frozen", "answered"].concat(same ? ["right", "solved"] : []).forEach(
    (key) => {
      joined[key] = here[key] === true || other[key] === true;
    });
  return joined;
}

/* Puts the records of a file together with those that are here. All at once,
 * after the engine has looked at them: nobody's answers stand in the page while
 * those of somebody else are kept. Gives how many changed something here and how
 * many scores were left out. */
function loadProgress(file) {
  const learner = file.learner || {};
  const found = { count: 0, lowered: 0 };
  const records = {};
  Object.keys(page.course.exercises).forEach((id) => {
    const record = file.exercises[id];
    if (record && typeof record === "object" && record.format === 1) {
      records[id] = cleanRecord(record);
    }
  });
  return inTurn(Object.keys(records), (id) => {
    return confirmRecord(id, records[id]).then((lowered) => {
      if (lowered) found.lowered++;
    });
  }).then(() => {
    saveAll();
    if (!platform.api) {
      slotFor(cleanName(learner.name), String(learner.token || "").slice(0, 40));
    }
    Object.keys(records).forEach((id) => {
      const here = page.store.get(page.slots.key(id));
      const joined = here ? joinRecords(here, records[id]) : records[id];
      if (JSON.stringify(joined) === JSON.stringify(here)) return;
      found.count++;
      page.slots.keep();
      page.store.set(page.slots.key(id), joined);
    });
    return found;
  });
}

/* Reads, takes over, shows; says in words how it went. One at a time. */
function takeProgress(content, status) {
  const read = readProgress(content);
  const before = page.slots.current();
  if (!read.file || page.loading) {
    if (!page.loading) status.textContent = read.why;
    return Promise.resolve();
  }
  page.loading = true;
  putText(status, text("checking"));
  return loadProgress(read.file).then((found) => {
    const now = page.slots.current();
    dropWelcome();
    showLearner();
    return showAnswers().then(() => {
      platformSoon();
      status.textContent = [text("loaded", { count: found.count }),
        found.lowered ? text("loaded-part", { count: found.lowered }) : "",
        now === before ? "" : text("loaded-as",
          { name: isolated(page.slots.name(now)) })].filter(Boolean).join(" ");
    });
  }).catch(bear).then(() => {
    page.loading = false;
  });
}
