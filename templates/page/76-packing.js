/* All that was done in 4,096 characters, for a learning platform: JSON with the
 * records of the exercises as one text, and after it the newest typed answers as
 * far as there is room. Each record names its exercise by two letters, so that
 * a version with other exercises finds its own again. */
const PLATFORM_ROOM = 4096;
const PLATFORM_STATES = ["", "right", "partly", "wrong"];

function digits(value, size) {
  const most = Math.pow(36, size) - 1;
  const text = Math.min(most, Math.max(0, Math.round(value))).toString(36);
  return ("0000" + text).slice(-size);
}

function sumOf(words) {
  let sum = 7;
  for (let i = 0; i < words.length; i++) {
    sum = (sum * 31 + words.charCodeAt(i)) % 2147483647;
  }
  return sum;
}

function shortHash(words) {
  return digits(sumOf(words) % 1296, 2);
}

/* Which exercises there are: with the same ones their places say which. */
function platformKey() {
  return sumOf(Object.keys(page.course.exercises).join()).toString(36);
}

/* A single gap's text alone, to save room; null where nothing was typed. */
function packText(given) {
  const typed = {};
  Object.keys(given || {}).forEach((name) => {
    if (given[name] !== "") typed[name] = given[name];
  });
  const names = Object.keys(typed);
  if (names.length === 0) return null;
  return names.length === 1 && names[0] === "answer" ? typed.answer : typed;
}

function unpackText(kept) {
  if (typeof kept === "string") return { answer: kept };
  return kept && typeof kept === "object" ? kept : null;
}

/* What was done, as a number of two letters; score; attempts; exercise; content;
 * seed. "-" for nothing. */
function packRecord(id, record) {
  const state = record.verdict
    ? PLATFORM_STATES.indexOf(record.verdict.state) : 0;
  const flags = (record.right ? 1 : 0) + (record.solved ? 2 : 0) +
    (record.frozen ? 4 : 0) + (record.answered ? 8 : 0);
  const hints = Math.min(19, whole(record.opened, 1e3));
  if (!flags && !hints && !(record.best > 0) && !(record.seed > 1)) return "-";
  return digits(hints * 64 + Math.max(0, state) * 16 + flags, 2) +
    digits(share(record.best) * 1000, 2) + digits(whole(record.attempts, 1e6), 1) +
    shortHash(id) + shortHash(String(record.hash)) +
    (record.seed > 1 ? whole(record.seed, 1e9).toString(36) : "") + ".";
}

/* Where there are hundreds of exercises: the score alone. */
function packShort(record) {
  return "+" + digits(Math.floor(share(record.best) * 35 + 1e-9), 1);
}

/* The fraction that was rounded to thousandths: 0.333 is a third. */
function fraction(value) {
  for (let n = 1; n <= 20; n++) {
    const near = Math.round(value * n) / n;
    if (Math.abs(near - value) <= 0.0005) return near;
  }
  return value;
}

/* As the page keeps it; of other content, only what stays then. */
function unpackRecord(id, packed, time) {
  const info = page.course.exercises[id];
  const code = parseInt(packed.slice(0, 2), 36) || 0;
  const attempts = parseInt(packed.charAt(4), 36) || 0;
  const state = PLATFORM_STATES[code >> 4 & 3];
  const same = packed.slice(7, 9) === shortHash(info.hash);
  return {
    format: 1, seed: parseInt(packed.slice(9) || "1", 36) || 1, text: null,
    language: page.course.language,
    verdict: state && same
      ? { state: state, short: true, attempt: attempts, asked: attempts } : null,
    best: fraction(share(parseInt(packed.slice(2, 4), 36) / 1000)),
    hash: same ? info.hash : "", attempts: attempts, right: (code & 1) > 0,
    opened: code >> 6, solved: (code & 2) > 0, frozen: (code & 4) > 0,
    answered: (code & 8) > 0, time: time, log: []
  };
}

function unpackShort(packed, time) {
  return { format: 1, seed: 1, text: null, verdict: null, hash: "",
    best: share(parseInt(packed.charAt(1), 36) / 35), attempts: 0,
    answered: true, time: time, log: [] };
}

/* Which exercise a record is of: the one in its place where the exercises are
 * the same, else the first that has its letters. */
function unpackName(packed, place, same, taken) {
  const ids = Object.keys(page.course.exercises);
  function find(size) {
    return ids.filter((id) => {
      const own = shortHash(id) + shortHash(page.course.exercises[id].hash);
      return !taken[id] && own.slice(0, size) === packed.slice(5, 5 + size);
    })[0];
  }
  return same ? ids[place] : find(4) || find(2);
}

/* The records by exercise, and the text that says what is wrong, if anything
 * is. What was cut off at its end still gives what comes before. */
function unpackPlatform(content) {
  const found = { records: {}, why: null };
  let kept = null;
  [content, content.replace(/,"x":.*/, "}"), content + '"}'].forEach(
    (text) => {
      try {
        kept = kept || JSON.parse(text);
      } catch (e) {
        found.why = "platform-part";
      }
    });
  if (!kept || kept.v !== 2 || kept.e !== page.course.edition ||
      typeof kept.s !== "string") {
    found.why = "platform-other";
    return found;
  }
  const time = whole(kept.t, 1e12) * 1000;
  const same = kept.k === platformKey();
  (kept.s.match(/-|\+.|[0-9a-z]{9,}\./g) || []).forEach((one, i) => {
    const id = one !== "-" && unpackName(one, i, same, found.records);
    if (!page.course.exercises[id]) return;
    found.records[id] = one.charAt(0) === "+" ? unpackShort(one, time)
      : unpackRecord(id, one.slice(0, -1), time);
    found.records[id].text = unpackText(kept.x && kept.x[i]);
  });
  return found;
}

/* What the platform keeps of an exercise, with what this device does: that is
 * more, as long as it is of the same state. */
function joinPlatform(here, record) {
  if (!here) return Object.assign(record, { text: record.text || {} });
  const known = whole(here.attempts, 1e6);
  const same = here.seed === record.seed && here.hash === record.hash;
  const ahead = record.best > share(here.best) + 0.001 ||
    (same && record.attempts > known);
  const text = record.text || here.text;
  const equal = same && record.attempts === Math.min(35, known) && !ahead &&
    JSON.stringify(packText(text)) === JSON.stringify(packText(here.text));
  const time = whole(here.time, 1e15);
  return joinRecords(here, Object.assign(record, {
    text: text,
    best: ahead ? record.best : Math.min(record.best, share(here.best)),
    time: equal ? 0 : ahead ? Math.max(record.time, time + 1) : record.time
  }));
}

/* The records of all exercises as one text: in short, oldest first, what would
 * not leave room enough. */
function packRecords(list, room) {
  let size = list.reduce((sum, one) => {
    return sum + one.packed.length;
  }, 0);
  const oldest = list.filter((one) => {
    return one.packed !== "-";
  }).sort((a, b) => {
    return a.record.time - b.record.time;
  });
  [packShort, () => { return "-"; }].forEach((shorten) => {
    oldest.forEach((one) => {
      if (size <= room) return;
      const less = shorten(one.record);
      size += less.length - one.packed.length;
      one.packed = less;
      one.cut = true;
    });
  });
  return list.map((one) => {
    return one.packed;
  }).join("");
}

/* {text, left}: left is how many exercises are not in it with all they have. */
function packPlatform() {
  const kept = { v: 2, e: page.course.edition, k: platformKey(),
    t: Math.floor(Date.now() / 1000), s: "", x: {} };
  saveAll();
  const list = Object.keys(page.course.exercises).map((id, i) => {
    const record = page.store.get(page.slots.key(id)) || {};
    return { i: i, record: record, packed: packRecord(id, record),
      text: packText(record.text) };
  });
  kept.s = packRecords(list, PLATFORM_ROOM - JSON.stringify(kept).length);
  let size = JSON.stringify(kept).length;
  list.sort((a, b) => {
    return whole(b.record.time, 1e15) - whole(a.record.time, 1e15);
  }).forEach((one) => {
    const more = JSON.stringify(String(one.i)).length +
      JSON.stringify(one.text).length + 2;
    if (one.text === null) return;
    if (size + more > PLATFORM_ROOM) one.cut = true;
    else {
      size += more;
      kept.x[one.i] = one.text;
    }
  });
  return { text: JSON.stringify(kept), left: list.filter((one) => {
    return one.cut;
  }).length };
}
