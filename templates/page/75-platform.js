/* A learning platform around the page (SCORM 1.2): it gets score, status and
 * each answer, and keeps what fits into 4,096 characters. Nothing it does or
 * fails to do stops the page; without one this file does nothing. What it keeps
 * is packed in 76-packing.js. */
const platform = {
  api: null,
  began: 0,
  answers: 0,      /* interactions it holds */
  left: 0,         /* typed answers that did not fit */
  passed: "",      /* its status when that is final, with `raw`, its score */
  raw: 0,
  fresh: false,    /* a new attempt; this computer knows of an earlier one */
  read: false,     /* else what it holds is not written over */
  trouble: false,  /* it did not take what it was told last */
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

/* null when the platform breaks. */
function tell(name, key, value) {
  try {
    const found = value === undefined
      ? platform.api[name](key) : platform.api[name](key, String(value));
    return found === null || found === undefined ? "" : String(found);
  } catch (e) {
    return null;
  }
}

/* Some give true and false, some numbers, some nothing. */
function agreed(said) {
  return ["false", "0", null].indexOf(said) < 0;
}

function tellValue(key, value) {
  return agreed(tell("LMSSetValue", key, value));
}

function askValue(key) {
  return tell("LMSGetValue", key) || "";
}

/* Before anything is restored. Gives the name under which the store keeps this
 * learner's answers, "" without a platform; null where it does not say who
 * learns, so that nobody may find them here. One that was started by somebody
 * else answers too. */
function startPlatform() {
  platform.api = findPlatform();
  if (!platform.api) return "";
  const said = tell("LMSInitialize", "");
  const who = tell("LMSGetValue", "cmi.core.student_id");
  if (who === null || (!who && ["true", "1"].indexOf(said) < 0)) {
    platform.api = null;
    notice("platform-off");
    return "";
  }
  platform.began = performance.now();
  platform.answers = whole(Number(askValue("cmi.interactions._count")), 1e6);
  if (/^(passed|completed)$/.test(askValue("cmi.core.lesson_status"))) {
    platform.passed = askValue("cmi.core.lesson_status");
    platform.raw = Number(askValue("cmi.core.score.raw")) || 0;
  }
  tellValue("cmi.core.exit", "suspend");
  window.addEventListener("beforeunload", savePlatform);
  window.addEventListener("pagehide", endPlatform);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !platform.api) location.reload();
  });
  return who ? "platform-" + escape(who) + ":" : null;
}

function platformName() {
  return platform.api ? cleanName(askValue("cmi.core.student_name")) : "";
}

/* The platform's records come into the store, together with what this device
 * has. A platform that holds nothing begins a new attempt: then this one gets a
 * slot of its own, and the earlier answers are offered. */
function restorePlatform() {
  if (!platform.api) return;
  const kept = askValue("cmi.suspend_data");
  const code = tell("LMSGetLastError", "");
  if (!kept) {
    platform.read = code === null || code === "" || code === "0";
    if (!platform.read) troublePlatform(true);
    platform.fresh = platform.read && learnerUsed(page.slots.current());
    if (platform.fresh) page.slots.add(learnerUsed);
    return;
  }
  const found = unpackPlatform(kept);
  if (found.why) notice(found.why);
  Object.keys(found.records).forEach((id) => {
    const key = page.slots.key(id);
    const here = page.store.get(key);
    page.slots.keep();
    page.store.set(key, joinPlatform(here, found.records[id]));
  });
  platform.read = true;
}

/* Says so, or that it is over. */
function troublePlatform(yes) {
  platform.trouble = yes;
  if (!yes) dropNotice("platform-trouble");
  else notice(page.store.lasting() ? "platform-trouble" : lostKey());
}

/* What has been passed stays so, whatever is lost or begun anew later. */
function platformStatus(score) {
  if (platform.passed) return platform.passed;
  if (typeof page.course.pass !== "number") {
    return score.answered ? "completed" : "incomplete";
  }
  return score.passed ? "passed" : score.answered ? "failed" : "incomplete";
}

/* Puts all of it there, and asks the platform to keep it. */
function savePlatform() {
  if (!platform.api || !platform.read) return;
  clearTimeout(platform.timer);
  const score = courseScore();
  const time = Math.floor((performance.now() - platform.began) / 1000);
  const reached = Math.floor(score.percent * 100 + 1e-7) / 100;
  const packed = packPlatform();
  platform.left = packed.left;
  tellValue("cmi.core.score.min", 0);
  tellValue("cmi.core.score.max", 100);
  tellValue("cmi.core.score.raw", platform.passed
    ? Math.max(reached, platform.raw) : reached);
  tellValue("cmi.core.lesson_status", platformStatus(score));
  tellValue("cmi.core.session_time", clock(time, 4) + ".00");
  const kept = tellValue("cmi.suspend_data", packed.text);
  troublePlatform(!agreed(tell("LMSCommit", "")) || !kept);
}

/* 3661 seconds: 01:01:01. */
function clock(seconds, size) {
  const two = (n) => {
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
  platform.read = true; /* what is new must not be lost */
  const key = "cmi.interactions." + platform.answers + ".";
  const now = new Date();
  const response = platformResponse(ex, reply, given);
  if (tellValue(key + "id", ex.id.slice(0, 255))) {
    platform.answers++;
    tellValue(key + "time", clock(now.getHours() * 3600 +
      now.getMinutes() * 60 + now.getSeconds(), 2));
    tellValue(key + "type", response.type);
    tellValue(key + "weighting", ex.info.points);
    tellValue(key + "student_response", cutText(response.text, 255));
    tellValue(key + "result", reply.state === "right" ? "correct"
      : reply.state === "wrong" ? "wrong" : plainNumber(reply.score, 4));
  }
  savePlatform();
}

/* Without an exponent, which a platform may refuse. */
function plainNumber(value, places) {
  return value.toLocaleString("en",
    { useGrouping: false, maximumFractionDigits: places });
}

/* No half of a character at the end. */
function cutText(words, most) {
  return words.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/* Numbers as 1-9 and a-z; null when one of them has no letter. */
function letters(list) {
  const found = list.split(",").map(Number);
  const fit = found.every((n) => {
    return n >= 1 && n <= 35;
  });
  return fit ? found.map((n) => {
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
      type: "matching", text: signs.map((right, left) => {
        return (left + 1).toString(36) + "." + right;
      }).join(",")
    };
  }
  if (typed || !understood || typeof understood !== "object") {
    return { type: "fill-in", text: typed };
  }
  return {
    type: "fill-in", text: Object.keys(understood).map((name) => {
      return name + "=" + understood[name];
    }).join(";")
  };
}
