/* What the tests of readers share: the book of the test course, in the language
 * it is written in and in translations made by machine, and every kind of answer
 * given as a person gives it. */
"use strict";
const assert = require("node:assert");
const childProcess = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { it } = require("node:test");
const fields = require("../browser/fields.js");
const t = require("../browser/support.js");
const { LANGUAGES, circled, digits, translate } =
  require("../browser/translating.js");

const ALL = ["en"].concat(Object.keys(LANGUAGES));
const MODULES = path.join(process.env.BUILD, "readers", "node_modules");

let out;

/* Every form of the course in every language, built once: the folder. */
function buildAll() {
  if (out) return out;
  const course = path.join(t.scratch, "course");
  fs.cpSync(path.join(__dirname, "..", "browser", "kinds"), course,
    { recursive: true });
  for (const name of ["04-reading.md", "glossary.yaml"]) {
    fs.copyFileSync(path.join(__dirname, name), path.join(course, name));
  }
  fs.appendFileSync(path.join(course, "course.yaml"), "  - 04-reading.md\n");
  out = translate(course);
  return out;
}

function book(language) {
  return path.join(buildAll(), "kinds-test-" + language + ".epub");
}

function page(language) {
  return path.join(buildAll(), "kinds-test-" + language, "index.html");
}

function single(language) {
  return path.join(buildAll(), "kinds-test-" + language + ".html");
}

/* The book unpacked, with its list of files: {folder, opf}. */
function unpacked(language) {
  const folder = path.join(t.scratch, "book-" + language);
  if (!fs.existsSync(folder)) t.run("unzip", ["-q", book(language), "-d", folder]);
  return {
    folder,
    opf: fs.readFileSync(path.join(folder, "EPUB", "package.opf"), "utf8")
  };
}

const typed = (value, gap) => (frame, id, language) =>
  t.type(frame, id, digits(language, value), gap);
const words = (value, gap) => (frame, id) => t.type(frame, id, value, gap);
const translated = (value) => (frame, id, language) =>
  t.type(frame, id, language === "en" ? value : circled(value));
const chosen = (...numbers) => async (frame, id) => {
  for (const number of numbers) await t.choose(frame, id, number);
};
const arranged = (...wanted) => (frame, id) =>
  fields.arrange(frame, id, wanted);
const picked = (...values) => (frame, id) => fields.pick(frame, id, values);
const judged = (value) => (frame, id) =>
  t.click(frame, '[name="' + id + '.self"][value="' + value + '"]');
const untouched = async () => {};

function cells(...values) {
  return async (frame, id, language) => {
    for (let i = 0; i < values.length; i++) {
      await typed(values[i], "r" + (i + 1) + "c3")(frame, id, language);
    }
  };
}

/* What a person does in turn before Check is pressed, and what is said then. An
 * order can always be read. */
const ANSWERS = {
  kinds: {
    word: [[untouched, "unreadable"],
      [words("internally displaced person"), "wrong", "inside"],
      [translated("refugee"), "right"]],
    gaps: [[words("tak", "province"), "unreadable"],
      [typed("553", "tak"), "unreadable"], [typed("31", "trat"), "partly"],
      [typed("30", "trat"), "right"]],
    steps: [[untouched, "wrong"], [arranged("1", "2", "3", "4"), "right"]],
    pairs: [[untouched, "unreadable"], [picked("2", "3", "4"), "wrong"],
      [picked("1", "2", "3"), "right"]],
    table: [[untouched, "unreadable"], [cells("1", "2", "3"), "wrong"],
      [cells("447", "120", "30"), "right"]],
    rows: [[untouched, "unreadable"], [chosen(3), "wrong"],
      [chosen(1, 2), "partly", "all-of-them"], [chosen(3), "right"]],
    essay: [[words("They move."), "unreadable"], [judged("wrong"), "wrong"],
      [judged("right"), "right"]],
    total: [[words(""), "unreadable"], [words("return 1 +"), "error"],
      [words("return data.schools.n"), "wrong", "rows"],
      [words("return data.schools:sum 'enrolled'"), "right"]]
  },
  quizzes: {
    "q-two": [[untouched, "unreadable"], [chosen(2), "right"]],
    "r-one": [[words("x"), "unreadable"], [typed("5"), "wrong"],
      [typed("4"), "right"]]
  },
  reading: {
    several: [[untouched, "unreadable"], [chosen(1), "wrong"],
      [chosen(1, 2, 3), "right"]],
    share: [[words("many"), "unreadable"], [typed("75"), "wrong", "others"],
      [typed("25"), "right"]]
  }
};

/* Once an exercise stands still: readers make room for what has been opened when
 * they get to it. */
async function atRest(frame, id) {
  const button = await frame.$("#" + id + ' [data-action="check"]');
  await button.evaluate((b) => b.scrollIntoView({ block: "center" }));
  let place = "";
  for (let still = 0; still < 3;) {
    await sleep(50);
    const box = JSON.stringify(await button.boundingBox());
    still = box === place ? still + 1 : 0;
    place = box;
  }
}

/* Does all of a module. A platform, a page and a frame look the same here. */
async function answerModule(frame, module, language) {
  for (const id of Object.keys(ANSWERS[module])) {
    for (const [act, state, diagnosis] of ANSWERS[module][id]) {
      await atRest(frame, id);
      await act(frame, id, language);
      await atRest(frame, id);
      await t.press(frame, id, "check");
      const seen = await t.verdict(frame, id);
      assert.deepStrictEqual([id, seen.state], [id, state]);
      if (diagnosis) assert.strictEqual(seen.diagnosis, diagnosis);
      assert.ok(seen.feedback.length > 0, id);
    }
  }
}

/* Opens the table of an exercise's data, and finds its rows in it. */
async function lookAtData(frame) {
  await t.click(frame, "#rows .wm-data > summary");
  await frame.waitForFunction(() =>
    document.querySelectorAll("#rows .wm-data-view tbody tr").length === 3);
}

/* A frame that is on its way out shows nothing, or never says anything. */
async function shows(frame, selector) {
  try {
    return await Promise.race([sleep(3000), frame.$eval(selector,
      (e) => e.getClientRects().length > 0)]);
  } catch (error) {
    return false;
  }
}

/* The frame of the page in which the chapter of a module stands, once it does. */
async function frameWith(page, selector, seconds) {
  const end = Date.now() + (1000 * seconds || t.LONG);
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      if (await shows(frame, selector)) return t.asPage(frame, page);
    }
    await sleep(100);
  }
  throw new Error("no frame of the reader shows " + selector + ", of\n" +
    page.frames().map((frame) => frame.name() + " " + frame.url()).join("\n"));
}

/* The tests of a reader that runs scripts. `reader()` gives {page, show}; show
 * goes to a file of the book. */
function testScripted(reader, language, tier) {
  for (const module of Object.keys(ANSWERS)) {
    it("takes every answer of " + module + ", " + language, async () => {
      const { page, show } = reader();
      await show("chapter-" + module + ".xhtml");
      const frame = await frameWith(page, "#" + module);
      await t.ready(frame);
      assert.strictEqual(await t.tier(frame), tier);
      await answerModule(frame, module, language);
      if (module === "kinds") await lookAtData(frame);
    });
  }
}

/* What every chapter has without script, seen in a frame of the reader. */
function staticState(frame) {
  return frame.evaluate(() => {
    const seen = (selector) => Array.from(document.querySelectorAll(selector))
      .filter((e) => e.getClientRects().length > 0);
    return {
      state: document.documentElement.dataset.waymark,
      buttons: seen("button").length,
      links: seen(".wm-note-link").map((e) =>
        (e.matches("a") ? e : e.querySelector("a")).getAttribute("href")),
      solutions: seen(".wm-solution").length,
      hints: seen(".wm-hint").length,
      checks: seen(".wm-papercheck").length
    };
  });
}

/* The reader has said nothing that does not match. */
function quiet(page, allowed) {
  assert.deepStrictEqual(page.problems.filter((p) => !allowed.test(p)), []);
}

/* Maths has its fallback text, pictures too, in the words of the reader's own
 * document. */
function alternatives(frame) {
  return frame.evaluate(() => ({
    maths: Array.from(document.querySelectorAll("math"),
      (m) => m.getAttribute("alttext")),
    pictures: Array.from(document.querySelectorAll("svg[role=img], svg"),
      (s) => Boolean(s.getAttribute("aria-label") ||
        s.getAttribute("aria-labelledby") || s.querySelector("title") ||
        s.getAttribute("aria-hidden"))),
    drawn: Array.from(document.querySelectorAll("math"),
      (m) => m.getBoundingClientRect().height > 5)
  }));
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

module.exports = {
  ALL, ANSWERS, MODULES, alternatives, answerModule, book, buildAll, childProcess,
  frameWith, lookAtData, page, quiet, single, sleep, staticState, testScripted,
  unpacked
};
