/* The shipped course as a person gets it: every exercise of the folder answered
 * wrong and right, in the language it is written in (the readers' tests do the
 * others); and in the single file each verdict the one that `waymark answer`
 * gives on the same text. */
"use strict";
const assert = require("node:assert");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const { testEdition } = require("./answering.js");
const t = require("./support.js");

const COURSE = path.join(__dirname, "..", "..", "modules",
  "children-on-the-move");
const NAME = "children-on-the-move-en";

let browser;
t.inBrowser((one) => { browser = one; });

/* What the command line says: its exit status is no matter here. */
function commandLine(id, given) {
  const args = Object.keys(given).length === 1 && "answer" in given
    ? ["--", given.answer]
    : Object.keys(given).map((gap) => "--gap=" + gap + "=" + given[gap]);
  return JSON.parse(t.run(process.env.WAYMARK_RELEASE,
    ["answer", COURSE, id].concat(args)));
}

/* The exercises of the page: fields by gap, options with the note that says
 * whether they are right. */
function exercises(page) {
  return page.evaluate(() => Array.from(
    document.querySelectorAll(".wm-exercise"), (section) => ({
      id: section.id,
      module: section.closest(".wm-module").id,
      /* Fields of the other kinds: kinds.test.js works them one by one. */
      other: section.querySelector("select, textarea, [data-item], " +
        ".wm-pick") !== null,
      fields: Array.from(section.querySelectorAll("input"), (input) => ({
        gap: input.name.split(".")[1], type: input.type, value: input.value
      })),
      right: Array.from(section.querySelectorAll(".wm-note"), (note) => ({
        option: Number((/-note-(\d+)$/.exec(note.id) || [])[1]),
        right: /is right\./.test(note.querySelector("p").textContent)
      })).filter((note) => note.right).map((note) => note.option)
    })));
}

/* An exercise of another kind: the page's engine against the command line's,
 * on texts that suit some kind and texts that suit none. */
async function compareEngines(page, id) {
  for (const answer of ["1,2,3", "2,1", "1", "many", "3,1,2,4"]) {
    const seen = await page.evaluate((exercise, text) =>
      window.waymark.answer(exercise, { answer: text }, { seed: 1, attempt: 1 }),
    id, answer);
    const said = commandLine(id, { answer });
    assert.deepStrictEqual([id, answer, seen], [id, answer, said]);
  }
}

async function give(page, exercise, given) {
  for (const field of exercise.fields) {
    if (field.type === "text") {
      await t.type(page, exercise.id, given[field.gap], field.gap);
      continue;
    }
    const wanted = given[field.gap].split(",").includes(field.value);
    const selector = t.field(exercise.id, field.gap) + '[value="' +
      field.value + '"]';
    const is = await page.$eval(selector, (input) => input.checked);
    if (is !== wanted && (wanted || field.type === "checkbox")) {
      await t.click(page, selector);
    }
  }
  await t.press(page, exercise.id, "check");
  return t.verdict(page, exercise.id);
}

function tries(exercise) {
  const kinds = new Set(exercise.fields.map((field) => field.type));
  const gaps = new Set(exercise.fields.map((field) => field.gap));
  if (kinds.has("text")) {
    return ["7", "many", "0.5"].map((text) => {
      const given = {};
      gaps.forEach((gap) => {
        given[gap] = text;
      });
      return given;
    });
  }
  const wrong = exercise.fields.map((field) => Number(field.value))
    .find((option) => !exercise.right.includes(option));
  return [{ answer: String(wrong) }, { answer: exercise.right.join(",") }];
}

testEdition(() => browser, "en");

describe("the single file", () => {
  let page;
  before(async () => {
    page = await t.alone(browser);
    await t.open(page, t.fileUrl(path.join(process.env.DEMO, NAME + ".html")));
  });
  after(() => page.leave());

  it("has an engine in a Worker", async () => {
    assert.strictEqual(await t.tier(page), "worker");
  });

  it("gives each answer the verdict of the command line", async () => {
    /* A few of each module: the folder's test does them all. */
    const seenOf = {};
    const all = (await exercises(page)).filter((exercise) => {
      seenOf[exercise.module] = (seenOf[exercise.module] || 0) + 1;
      return seenOf[exercise.module] <= 5;
    });
    assert.ok(all.length >= 5);
    let right = 0;
    for (const exercise of all) {
      await page.evaluate((id) => {
        location.hash = "#" + id;
      }, exercise.id);
      await page.waitForSelector("#" + exercise.id, { visible: true });
      if (exercise.other) {
        await compareEngines(page, exercise.id);
        continue;
      }
      for (const given of tries(exercise)) {
        const seen = await give(page, exercise, given);
        const said = commandLine(exercise.id, given);
        assert.deepStrictEqual([exercise.id, given, seen.state,
          seen.diagnosis],
        [exercise.id, given, said.state, said.diagnosis]);
        assert.ok(seen.feedback.length > 0);
        if (seen.state === "right") right++;
      }
    }
    assert.ok(right >= 3, "some answers are right");
  });

  it("has said nothing on the console and asked nothing of a network", () => {
    t.fine(page);
  });
});
