/* What has been tried: a line for each answer that could be read, kept with
 * the exercise, for the trainer's results file and for a progress file that
 * can be checked again. */
const ATTEMPTS_MOST = 200; /* of one exercise; the oldest go first */

function logAttempt(ex, reply, given) {
  ex.log.push({
    seed: ex.seed, typed: given, understood: reply.understood,
    state: reply.state, score: reply.score, diagnosis: reply.diagnosis || null,
    language: page.course.language, time: new Date().toISOString()
  });
  ex.log = ex.log.slice(-ATTEMPTS_MOST);
}

/* A list that was kept or loaded, without what is no attempt. */
function readLog(list) {
  return (Array.isArray(list) ? list : []).filter(function (entry) {
    return entry && typeof entry === "object" && isMarked(entry) &&
      entry.typed && typeof entry.typed === "object" &&
      Number.isInteger(entry.seed) && typeof entry.time === "string";
  }).slice(-ATTEMPTS_MOST);
}

/* Of all exercises that count: how many there are and were answered, the
 * points, and whether that passes the course. */
function courseScore() {
  const ids = Object.keys(page.course.exercises).filter(function (id) {
    return page.course.exercises[id].counts !== false;
  });
  const sum = sumPoints(ids);
  const pass = page.course.pass;
  sum.answered = ids.every(function (id) {
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
