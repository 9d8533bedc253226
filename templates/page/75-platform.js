/* A learning platform around the page (SCORM 1.2): it gets score, status and
 * each answer, and keeps what fits into 4,096 characters. Nothing it does or
 * fails to do stops the page; without one this file does nothing. */
const PLATFORM_ROOM = 4096;
const platform = {
  api: null,
  began: 0,
  answers: 0,      /* interactions it holds */
  left: 0,         /* typed answers that did not fit */
  timer: 0
};

/* Its API, in a window around this one or around the one that opened it. */
function findPlatform() {
  function around(from) {
    let win = from;
    for (let n = 0; win && n < 10; n++) {
      try {
        if (typeof win.API.LMSInitialize === "function") return win.API;
      } catch (e) { /* a window of somebody else, or without one */ }
      try {
        win = win.parent !== win ? win.parent : null;
      } catch (e) {
        win = null;
      }
    }
    return null;
  }
  try {
    return around(window) || around(window.opener);
  } catch (e) {
    return null;
  }
}

/* "" when the platform breaks or there is none. */
function tell(name, key, value) {
  try {
    const found = value === undefined
      ? platform.api[name](key) : platform.api[name](key, String(value));
    return found === null || found === undefined ? "" : String(found);
  } catch (e) {
    return "";
  }
}

function tellValue(key, value) {
  return tell("LMSSetValue", key, value) !== "false";
}

/* Before anything is restored. Gives the name under which the store keeps this
 * learner's answers, "" without a platform. */
function startPlatform() {
  platform.api = findPlatform();
  if (!platform.api) return "";
  if (tell("LMSInitialize", "") !== "true") {
    platform.api = null;
    notice("platform-off");
    return "";
  }
  platform.began = Date.now();
  platform.answers = Number(tell("LMSGetValue", "cmi.interactions._count")) || 0;
  tellValue("cmi.core.exit", "suspend");
  window.addEventListener("beforeunload", savePlatform);
  window.addEventListener("pagehide", endPlatform);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && !platform.api) location.reload();
  });
  return "platform-" +
    encodeURIComponent(tell("LMSGetValue", "cmi.core.student_id")) + ":";
}

function platformName() {
  return platform.api ? tell("LMSGetValue", "cmi.core.student_name") : "";
}

/* Which exercises there are, in a few letters: what is kept by number belongs
 * to no others. */
function platformKey() {
  const ids = Object.keys(page.course.exercises).join();
  let sum = 7;
  for (let i = 0; i < ids.length; i++) {
    sum = (sum * 31 + ids.charCodeAt(i)) % 2147483647;
  }
  return sum.toString(36);
}

/* A record in 7 letters and the seed; a learner's text is kept apart. */
const PLATFORM_STATES = ["", "right", "partly", "wrong"];

function digits(value, size) {
  const most = Math.pow(36, size) - 1;
  const text = Math.min(most, Math.max(0, Math.round(value))).toString(36);
  return ("0000" + text).slice(-size);
}

function packExercise(ex) {
  if (!ex.answered && ex.best === 0 && ex.seed === 1 && !ex.solved) return "-";
  const state = ex.verdict ? PLATFORM_STATES.indexOf(ex.verdict.state) : 0;
  const flags = (ex.right ? 1 : 0) + (ex.solved ? 2 : 0) + (ex.frozen ? 4 : 0) +
    (ex.answered ? 8 : 0);
  return digits(Math.max(0, state) * 16 + flags, 2) + digits(ex.best * 1000, 2) +
    digits(ex.attempts, 1) + shortHash(ex.info.hash) +
    (ex.seed === 1 ? "" : ex.seed.toString(36)) + ".";
}

function shortHash(hash) {
  return digits(parseInt(hash.slice(0, 4), 16) % 1296, 2);
}

function unpackExercises(packed) {
  const found = [];
  for (let at = 0; at < packed.length;) {
    const end = packed.charAt(at) === "-" ? at : packed.indexOf(".", at);
    if (end < 0) return found;
    found.push(end === at ? null : packed.slice(at, end));
    at = end + 1;
  }
  return found;
}

/* As restoreExercise takes it; null when it is of another content. */
function unpackRecord(packed, info, time, text) {
  const code = parseInt(packed.slice(0, 2), 36);
  const attempts = parseInt(packed.charAt(4), 36);
  const state = PLATFORM_STATES[code >> 4];
  if (!(code >= 0) || !(attempts >= 0) ||
      packed.slice(5, 7) !== shortHash(info.hash)) {
    return null;
  }
  return {
    format: 1, seed: parseInt(packed.slice(7) || "1", 36), text: text,
    language: page.course.language, hash: info.hash,
    verdict: state
      ? { state: state, short: true, attempt: attempts, asked: attempts } : null,
    best: Math.min(1, parseInt(packed.slice(2, 4), 36) / 1000),
    attempts: attempts, right: (code & 1) > 0, opened: 0,
    solved: (code & 2) > 0, frozen: (code & 4) > 0, answered: (code & 8) > 0,
    time: time * 1000, log: []
  };
}

/* A single gap's text alone, to save room. */
function packText(ex) {
  const given = readGaps(ex.gaps);
  const names = Object.keys(given).filter(function (name) {
    return given[name] !== "";
  });
  if (names.length === 0) return null;
  return names.length === 1 && names[0] === "answer" ? given.answer : given;
}

function unpackText(kept) {
  if (typeof kept === "string") return { answer: kept };
  return kept && typeof kept === "object" ? kept : {};
}

/* The platform's records come into the store where this device has none, or
 * one that knows less. */
function restorePlatform() {
  if (!platform.api) return;
  let kept = null;
  try {
    kept = JSON.parse(tell("LMSGetValue", "cmi.suspend_data") || "null");
  } catch (e) { /* said below */ }
  if (kept === null) return;
  if (kept.v !== 1 || kept.e !== page.course.edition ||
      kept.k !== platformKey() || typeof kept.s !== "string") {
    notice("platform-other");
    return;
  }
  const ids = Object.keys(page.course.exercises);
  unpackExercises(kept.s).forEach(function (packed, i) {
    const info = packed && page.course.exercises[ids[i]];
    if (!info) return;
    const key = page.slots.key(ids[i]);
    const here = page.store.get(key) || { attempts: -1, best: -1, text: {} };
    const text = kept.x && i in kept.x ? unpackText(kept.x[i]) : here.text;
    const record = unpackRecord(packed, info, Number(kept.t) || 0, text);
    const newer = record && (record.attempts > here.attempts ||
      record.best > here.best || record.time > (here.time || 0));
    if (newer) {
      record.log = here.log || [];
      page.store.set(key, record);
    }
  });
}

/* Everything in short; the newest texts as far as there is room. */
function packPlatform() {
  const ids = Object.keys(page.course.exercises);
  const kept = {
    v: 1, e: page.course.edition, k: platformKey(),
    t: Math.floor(Date.now() / 1000),
    s: ids.map(function (id) {
      return page.exercises[id] ? packExercise(page.exercises[id]) : "-";
    }).join(""),
    x: {}
  };
  let size = JSON.stringify(kept).length;
  const written = ids.map(function (id, i) {
    const ex = page.exercises[id];
    const text = ex ? packText(ex) : null;
    return { i: i, text: text, time: ex ? ex.touched || 0 : 0 };
  }).filter(function (one) {
    return one.text !== null;
  }).sort(function (a, b) {
    return b.time - a.time;
  });
  platform.left = 0;
  written.forEach(function (one) {
    const more = JSON.stringify(String(one.i)).length +
      JSON.stringify(one.text).length + 2;
    if (size + more > PLATFORM_ROOM) {
      platform.left++;
      return;
    }
    size += more;
    kept.x[one.i] = one.text;
  });
  return JSON.stringify(kept);
}

function platformStatus(score) {
  if (typeof page.course.pass !== "number") {
    return score.answered ? "completed" : "incomplete";
  }
  return score.passed ? "passed" : score.answered ? "failed" : "incomplete";
}

/* Puts all of it there, and asks the platform to keep it. */
function savePlatform() {
  if (!platform.api || page.failed) return;
  clearTimeout(platform.timer);
  const score = courseScore();
  const time = Math.floor((Date.now() - platform.began) / 1000);
  tellValue("cmi.core.score.min", 0);
  tellValue("cmi.core.score.max", 100);
  tellValue("cmi.core.score.raw", Math.floor(score.percent * 100 + 1e-7) / 100);
  tellValue("cmi.core.lesson_status", platformStatus(score));
  tellValue("cmi.core.session_time", clock(time, 4) + ".00");
  const kept = tellValue("cmi.suspend_data", packPlatform());
  if (tell("LMSCommit", "") === "false" || !kept) notice("platform-trouble");
}

/* 3661 seconds: 01:01:01. */
function clock(seconds, size) {
  const two = function (n) {
    return ("0" + n % 60).slice(-2);
  };
  const hours = ("000" + Math.floor(seconds / 3600)).slice(-size);
  return hours + ":" + two(Math.floor(seconds / 60)) + ":" + two(seconds);
}

function platformSoon() {
  if (!platform.api) return;
  clearTimeout(platform.timer);
  platform.timer = setTimeout(savePlatform, 2000);
}

function endPlatform() {
  if (!platform.api) return;
  saveAll();
  savePlatform();
  tell("LMSFinish", "");
  platform.api = null;
}

/* An answer that could be read, as an interaction. */
function platformAnswer(ex, reply, given) {
  if (!platform.api) return;
  const key = "cmi.interactions." + platform.answers + ".";
  const now = new Date();
  const response = platformResponse(ex, reply, given);
  if (tellValue(key + "id", ex.id.slice(0, 255))) {
    platform.answers++;
    tellValue(key + "time", clock(now.getHours() * 3600 +
      now.getMinutes() * 60 + now.getSeconds(), 2));
    tellValue(key + "type", response.type);
    tellValue(key + "weighting", ex.info.points);
    tellValue(key + "student_response", response.text.slice(0, 255));
    tellValue(key + "result", reply.state === "right" ? "correct"
      : reply.state === "wrong" ? "wrong" : plainNumber(reply.score, 4));
  }
  savePlatform();
}

function plainNumber(value, places) {
  return String(Number(value.toFixed(places)));
}

/* Numbers as 1-9 and a-z; null when one of them has no letter. */
function letters(list) {
  const found = list.split(",").map(Number);
  const fit = found.every(function (n) {
    return n >= 1 && n <= 35;
  });
  return fit ? found.map(function (n) {
    return n.toString(36);
  }) : null;
}

/* What was given, free of the language it was given in. */
function platformResponse(ex, reply, given) {
  const gaps = ex.info.gaps;
  const kind = gaps.length === 1 ? gaps[0].kind : "";
  const typed = gaps.length === 1 ? given[gaps[0].name] || "" : "";
  const understood = reply.understood;
  const signs = /^[0-9,]+$/.test(typed) ? letters(typed) : null;
  if (kind === "number" && typeof understood === "number") {
    return { type: "numeric", text: plainNumber(understood, 12) };
  }
  if ((kind === "choice" || kind === "records") && signs) {
    return { type: "choice", text: signs.join(",") };
  }
  if (kind === "order" && signs) {
    return { type: "sequencing", text: signs.join(",") };
  }
  if (kind === "match" && signs) {
    return {
      type: "matching", text: signs.map(function (right, left) {
        return (left + 1).toString(36) + "." + right;
      }).join(",")
    };
  }
  if (typed || !understood || typeof understood !== "object") {
    return { type: "fill-in", text: typed };
  }
  return {
    type: "fill-in", text: Object.keys(understood).map(function (name) {
      return name + "=" + understood[name];
    }).join(";")
  };
}
