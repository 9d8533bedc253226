/* What has been tried: a line for each answer that could be read, kept with
 * the exercise, for the trainer's results file and for a progress file that
 * can be checked again. */
const ATTEMPTS_MOST = 200; /* of one exercise; the oldest go first */
const ATTEMPTS_ROOM = 40000; /* their characters */

function logAttempt(ex, reply, given) {
  ex.log.push({
    seed: ex.seed, typed: given, understood: reply.understood,
    state: reply.state, score: reply.score, diagnosis: reply.diagnosis || null,
    language: page.course.language, time: new Date().toISOString()
  });
  ex.log = fitLog(ex.log);
}

function fitLog(list) {
  let room = ATTEMPTS_ROOM;
  return list.slice(-ATTEMPTS_MOST).reverse().filter((entry, i) => {
    room -= JSON.stringify(entry).length;
    return i === 0 || room >= 0;
  }).reverse();
}

/* A list that was kept or loaded, without what is no attempt. */
function readLog(list) {
  return fitLog((Array.isArray(list) ? list : []).filter((entry) => {
    return entry && typeof entry === "object" && isMarked(entry) &&
      entry.score >= 0 && entry.score <= 1 &&
      entry.typed && typeof entry.typed === "object" &&
      Number.isInteger(entry.seed) && entry.seed > 0 &&
      /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(entry.time);
  }));
}

/* Two histories of one exercise as one, in the order of time. */
function joinLogs(one, other) {
  const seen = {};
  return fitLog(one.concat(other).filter((entry) => {
    const key = entry.time + JSON.stringify(entry.typed);
    const fresh = !seen["=" + key];
    seen["=" + key] = true;
    return fresh;
  }).sort((a, b) => {
    return a.time < b.time ? -1 : a.time > b.time ? 1 : 0;
  }));
}

/* Of all exercises that count: how many there are and were answered, the
 * points, and whether that passes the course. */
function courseScore() {
  const ids = Object.keys(page.course.exercises).filter((id) => {
    return page.course.exercises[id].counts !== false;
  });
  const sum = sumPoints(ids);
  const pass = page.course.pass;
  sum.answered = ids.every((id) => {
    return wasAnswered(id);
  });
  sum.passed = typeof pass === "number" && sum.percent + 1e-9 >= pass;
  return sum;
}

function wasAnswered(id) {
  const ex = page.exercises[id];
  return ex ? ex.answered
    : (page.store.get(page.slots.key(id)) || {}).answered === true;
}
