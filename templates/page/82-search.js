/* Search through the whole course, offline, in any script: the text is cut into
 * pieces (a paragraph, a table row, a heading), folded, and looked through for
 * what was typed, also inside words, since many scripts put no space between
 * them. Nothing happens before the search is opened. Then pieces are taken and
 * looked through in short turns, so that a long course never holds up a key. */
const PIECES = "h1,h2,h3,h4,h5,h6,p,li,tr,dt,dd,caption,figcaption,pre,label," +
  "legend,summary,text,.wm-glossary-entry";
/* Controls, and what would give an answer away. */
const NO_PIECES = "script,style,button,.wm-answers,.wm-overview,.wm-hidden," +
  ".wm-note,.wm-note-link," +
  ".wm-hint,.wm-solution,.wm-steps,.wm-actions,.wm-verdict,.wm-learner," +
  ".wm-self,.wm-papercheck,.wm-backref,.wm-noteref," +
  ".wm-welcome,.wm-notice,.wm-quiz-summary,select," +
  "textarea,.wm-data";
const SHOWN_MOST = 40;

const MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670" +
  "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0640";
const folds = {
  parts: /[\u00c0-\u024f\u0370-\u052f\u0600-\u06ff\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff5a]+/g,
  marks: new RegExp("[" + MARKS + "]+", "g"),
  same: /[\u00df\u03c2\u0e33\u0eb3\u06a9\u06cc\u0649\u2018\u2019\u02bc\u201c\u201d\u2010-\u2014\u2212]/g,
  nothing: /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g,
  space: /\s+/g,
  to: {
    "\u00df": "ss", "\u03c2": "\u03c3", "\u0e33": "\u0e4d\u0e32",
    "\u0eb3": "\u0ecd\u0eb2", "\u06a9": "\u0643", "\u06cc": "\u064a",
    "\u0649": "\u064a", "\u2018": "'", "\u2019": "'", "\u02bc": "'",
    "\u201c": '"', "\u201d": '"'
  }
};

/* As the engine compares words (generator/engine/fold.h), but for single
 * spaces, which part the words of a question. */
function fold(words) {
  return words.toLowerCase().replace(folds.nothing, "")
    .replace(folds.parts, (part) => {
      return part.normalize ? part.normalize("NFKD").toLowerCase() : part;
    })
    .replace(folds.marks, "")
    .replace(folds.same, (one) => {
      return folds.to[one] || "-";
    })
    .replace(folds.space, " ");
}

/* The text of a piece without that of the pieces in it. */
function pieceText(piece) {
  const entry = piece.matches(".wm-glossary-entry");
  let words = "";
  (function read(node) {
    for (let one = node.firstChild; one; one = one.nextSibling) {
      if (one.nodeType === 3) words += one.data;
      else if (one.nodeType === 1 && !one.matches(NO_PIECES)) {
        if (one.matches("td,th,dt,dd,br")) words += " ";
        if (entry || !one.matches(PIECES)) read(one);
        if (entry && one.matches("p,dt")) words += " ";
      }
    }
  })(piece);
  return words.replace(folds.space, " ").trim();
}

/* Takes the pieces one by one: {node, words, folded, module, head, rank}. */
function pieceTaker(list) {
  const filter = {
    acceptNode: (node) => {
      if (node.matches(NO_PIECES)) return NodeFilter.FILTER_REJECT;
      return node.matches(PIECES) ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP;
    }
  };
  const walker = document.createTreeWalker(
    document.querySelector(".wm-main"), NodeFilter.SHOW_ELEMENT, filter, false);
  let module = null;
  let head = null;
  let inside = null;
  return () => {
    const node = walker.nextNode();
    if (!node) return false;
    if (inside && inside.contains(node)) return true;
    const words = pieceText(node);
    const entry = node.matches(".wm-glossary-entry");
    const title = /^h[1-6]$/.test(node.localName);
    if (entry) inside = node;
    if (title && node.matches(".wm-module-title")) {
      head = module = { node: node.closest(".wm-module"), words: words };
    } else if (title) head = { node: node, words: words };
    if (words) {
      list.push({
        node: node, words: words, folded: fold(words), module: module,
        head: head, rank: title || entry ? 3 : 0
      });
    }
    return true;
  };
}

/* What was typed: all of its words have to stand in a piece. In scripts without
 * spaces between words a space means nothing. */
function makeQuestion(typed) {
  const folded = fold(typed).trim();
  const tight = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]/
    .test(folded);
  return {
    tight: tight,
    whole: tight ? folded.replace(/ /g, "") : folded,
    words: folded.split(" ").filter(Boolean)
  };
}

/* How well a piece fits: 0 not at all. */
function fits(piece, question) {
  let text = piece.folded;
  if (question.tight) text = text.replace(/ /g, "");
  let score = 1 + piece.rank;
  const at = text.indexOf(question.whole);
  if (at < 0) {
    if (question.words.length < 2) return 0;
    for (let i = 0; i < question.words.length; i++) {
      if (text.indexOf(question.words[i]) < 0) return 0;
    }
    return score;
  }
  score += 4;
  if (at === 0 || /[\s\-"'(.,:;]/.test(text.charAt(at - 1))) score++;
  return score;
}

/* Where each character of the folded text comes from. Only for what is shown. */
function foldWithPlaces(words) {
  const places = [];
  let folded = "";
  for (let i = 0; i < words.length;) {
    const code = words.codePointAt(i);
    const size = code > 0xffff ? 2 : 1;
    const part = fold(words.slice(i, i + size));
    for (let j = 0; j < part.length; j++) places.push(i);
    folded += part;
    i += size;
  }
  places.push(words.length);
  return { text: folded, places: places };
}

/* A character that belongs to the one before it. */
const joined = new RegExp("[" + MARKS + "\u0e31-\u0e3a\u0e47-\u0e4e" +
  "\u0eb1-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u1056-\u109d\u17b4-\u17d3" +
  "\ud800-\udfff]");

/* The piece around what was found, with that marked. */
function excerpt(piece, question) {
  const folded = foldWithPlaces(piece.words);
  const wanted = folded.text.indexOf(question.whole) >= 0
    ? [question.whole] : question.words;
  const hits = [];
  wanted.forEach((word) => {
    for (let at = folded.text.indexOf(word); at >= 0 && hits.length < 20;
      at = folded.text.indexOf(word, at + word.length)) {
      let end = folded.places[at + word.length];
      while (joined.test(piece.words.charAt(end))) end++;
      hits.push([folded.places[at], end]);
    }
  });
  hits.sort((a, b) => {
    return a[0] - b[0];
  });
  let start = Math.max(0, (hits[0] ? hits[0][0] : 0) - 60);
  while (start > 0 && joined.test(piece.words.charAt(start))) start--;
  const space = piece.words.indexOf(" ", start);
  if (start > 0 && space >= 0 && hits[0] && space < hits[0][0]) {
    start = space + 1;
  }
  let stop = Math.min(piece.words.length, start + 200);
  while (joined.test(piece.words.charAt(stop))) stop++;
  const out = make("span", { class: "wm-result-text" },
    start > 0 ? "… " : null);
  let from = start;
  hits.forEach((hit) => {
    if (hit[0] < from || hit[1] > stop) return;
    out.appendChild(document.createTextNode(piece.words.slice(from, hit[0])));
    out.appendChild(make("mark", null, piece.words.slice(hit[0], hit[1])));
    from = hit[1];
  });
  out.appendChild(document.createTextNode(piece.words.slice(from, stop) +
    (stop < piece.words.length ? " …" : "")));
  return out;
}

/* The nearest address that a result has: its own, that of what holds it, of the
 * heading above it, of its module. */
function addressOf(piece) {
  const exercise = piece.node.closest(".wm-exercise");
  if (piece.node.id && !exercise) return piece.node.id;
  if (exercise) return exercise.id;
  if (piece.head && piece.head.node.id) return piece.head.node.id;
  const module = piece.node.closest(".wm-module");
  return module ? module.id : "wm-main";
}

function resultItem(piece, question) {
  const path = [piece.module, piece.head].filter((one, i) => {
    return one && one.node !== piece.node && (i === 0 || one !== piece.module);
  }).map((one) => {
    return one.words;
  }).join(" › ");
  const link = make("a", { href: "#" + addressOf(piece) },
    path ? make("span", { class: "wm-result-path" }, path) : null,
    excerpt(piece, question));
  /* To the very piece; the address alone would be its heading's. */
  link.addEventListener("click", () => {
    page.aim = piece.node;
  });
  return make("li", null, link);
}

function startSearch() {
  const open = document.querySelector(".wm-search-button");
  const panel = document.getElementById("wm-search");
  if (!open || !panel || !document.createTreeWalker) return;
  const field = panel.querySelector("input");
  const state = panel.querySelector(".wm-search-state");
  const list = panel.querySelector("ol");
  let pieces = null;
  let collecting = null;
  let turn = 0;
  let timer = 0;

  function collect() {
    if (!collecting) {
      pieces = [];
      collecting = unfoldInTurns().then(() => {
        return inTurns(pieceTaker(pieces));
      });
    }
    return collecting;
  }

  function show(found, question) {
    found.sort((a, b) => {
      return b.score - a.score || a.place - b.place;
    });
    empty(list);
    found.slice(0, SHOWN_MOST).forEach((hit) => {
      list.appendChild(resultItem(pieces[hit.place], question));
    });
    const count = numeral(found.length);
    const key = found.length === 0 ? "data-none"
      : found.length > SHOWN_MOST ? "data-many" : "data-some";
    state.textContent = (panel.getAttribute(key) || "")
      .replace("{count}", count).replace("{shown}", numeral(SHOWN_MOST));
  }

  /* What is nowhere is looked for again with a letter less of its longer words:
   * most endings that languages put to a word are one to three letters. */
  function search(typed, cuts) {
    const mine = ++turn;
    const question = makeQuestion(typed);
    if (!question.whole) {
      empty(list);
      state.textContent = "";
      return;
    }
    const found = [];
    let i = 0;
    function over() {
      return mine !== turn;
    }
    collect().then(() => {
      return inTurns(() => {
        if (i >= pieces.length) return false;
        const score = fits(pieces[i], question);
        if (score) found.push({ place: i, score: score });
        i++;
        return true;
      }, over);
    }).then(() => {
      if (over()) return;
      const less = question.whole.replace(/([^ ]{4})[^ ](?= |$)/g, "$1");
      if (found.length || question.tight || !cuts || less === question.whole) {
        show(found, question);
      } else search(less, cuts - 1);
    });
  }

  function toggle(yes, quiet) {
    panel.hidden = !yes;
    open.setAttribute("aria-expanded", String(yes));
    if (yes) {
      collect();
      field.focus();
      field.select();
    } else if (!quiet) open.focus();
  }

  function step(event) {
    const links = [field].concat(all(list, "a"));
    const at = links.indexOf(document.activeElement);
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (at < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
  }

  /* From anywhere; letters alone would get into the way of who speaks them. */
  open.setAttribute("aria-keyshortcuts", "Control+K");
  open.title = "Ctrl+K";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || event.shiftKey || event.altKey ||
      !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    toggle(true);
  }, true);
  open.hidden = false;
  markFrame(state);
  fence(panel);
  open.addEventListener("click", () => {
    toggle(panel.hidden);
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      search(field.value, 3);
    }, 120);
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggle(false);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event);
    else if (event.key === "Enter" && event.target === field) {
      const first = list.querySelector("a");
      if (first) first.click();
    }
  });
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")) toggle(false, true);
  });
  document.addEventListener("click", (event) => {
    const out = !panel.contains(event.target) && !open.contains(event.target);
    if (!panel.hidden && out) toggle(false, true);
  }, true);
}
