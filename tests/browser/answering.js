/* Every exercise of an edition of the shipped course, answered in the page as a
 * person does: wrong by all, then right by all. What is right the engine says,
 * from the logic of the exercise; what the page must say is what the engine says
 * of the same words. */
"use strict";
const assert = require("node:assert");
const childProcess = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { before, describe, it } = require("node:test");
const fields = require("./fields.js");
const r = require("./results.js");
const t = require("./support.js");

const ENGINE = path.join(process.env.BUILD, "debug", "tools", "engine");
const NAME = "children-on-the-move-";

/* The object that a script hands over. */
function handed(text, name) {
  const start = text.indexOf("waymark." + name + "(") + name.length + 9;
  return JSON.parse(text.slice(start, text.indexOf(");\n", start)));
}

/* What has to be loaded before the exercises of an edition. */
function loads(folder) {
  const course = handed(fs.readFileSync(path.join(folder, "index.html"), "utf8"),
    "course");
  const assets = path.join(folder, "assets");
  const calls = fs.readFileSync(path.join(assets, "data.js"), "utf8")
    .split("waymark.data(").slice(1);
  const data = calls.map((call) =>
    JSON.parse(call.slice(0, call.lastIndexOf(");"))));
  return [Object.assign({ op: "load" }, course.load), { op: "load", data }];
}

/* The engine's replies to requests, after an edition is loaded. */
function ask(before, requests) {
  const done = childProcess.execFileSync(ENGINE, { maxBuffer: 1e9,
    input: before.concat(requests).map((r) => JSON.stringify(r) + "\n").join("")
  });
  return String(done).split("\n").slice(before.length, -1).map(
    (line) => JSON.parse(line));
}

function rotated(list) {
  return list.slice(1).concat(list[0]).join();
}

const WRONG = {
  number: () => "123456789", text: () => "qqq", code: () => "return 'qqq'",
  open: () => "qqq",
  choice: (gap) => String(gap.order.find((n) => !gap.right.includes(n)) ||
    gap.right[0]),
  order: (gap) => gap.start.join(),
  match: (gap) => rotated(Array.from({ length: gap.left }, (u, i) => i + 1)),
  records: (gap) => String(Array.from({ length: gap.count }, (u, i) => i + 1)
    .find((n) => !gap.right.includes(n)) || gap.right[0])
};

/* [wrong, right] answers of an exercise; a writer is his own judge. */
function answersOf(draw, test) {
  const wrong = {};
  const right = Object.assign({}, test.own && test.own.given);
  for (const gap of Object.keys(draw.gaps)) {
    wrong[gap] = WRONG[draw.gaps[gap].kind](draw.gaps[gap]);
    if (draw.gaps[gap].kind !== "open") continue;
    right[gap] = "qqq";
    wrong.self = "wrong";
    right.self = "right";
  }
  return [wrong, right];
}

async function giveGap(page, id, gap, text) {
  const box = "#" + id + ' fieldset[data-gap="' + gap + '"]';
  if (await page.$(box + ".wm-order")) {
    return fields.arrange(page, id, text.split(","));
  }
  if (await page.$(box + ".wm-match")) {
    return fields.pick(page, id, text.split(","));
  }
  const inputs = await page.$$eval(t.field(id, gap),
    (all) => all.map((one) => ({ type: one.type, value: one.value })));
  if (!/radio|checkbox/.test(inputs[0].type)) {
    return t.type(page, id, text, gap);
  }
  for (const { value } of inputs) {
    if (text.split(",").includes(value)) {
      await t.click(page, t.field(id, gap) + '[value="' + value + '"]');
    }
  }
}

async function give(page, id, given) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, "#" + id);
  await page.waitForSelector("#" + id, { visible: true });
  for (const gap of Object.keys(given)) {
    if (gap !== "self") await giveGap(page, id, gap, given[gap]);
  }
  await t.press(page, id, "check");
  if (given.self) {
    const mark = '[name="' + id + '.self"][value="' + given.self + '"]';
    await page.waitForSelector(mark, { visible: true }); /* with the verdict */
    await t.click(page, mark);
    await t.press(page, id, "check");
  }
  return t.verdict(page, id);
}

/* The tests of an edition. */
function testEdition(browser, language) {
  describe("the course in " + language, () => {
    const folder = path.join(process.env.DEMO, NAME + language);
    const held = [];
    let exercises;
    before(async () => {
      held.push(...loads(folder));
      const page = await t.alone(browser());
      await t.open(page, t.fileUrl(path.join(folder, "index.html")));
      exercises = await page.$$eval(".wm-exercise",
        (all) => all.map((one) => [one.id, Number(one.dataset.seed)]));
      await page.leave();
    });

    ["wrong", "right"].forEach((kind, which) => it(
      "takes an answer to each exercise: " + kind, async () => {
        const replies = ask(held, exercises.flatMap(([exercise, seed]) => [
          { op: "draw", exercise, seed }, { op: "test", exercise, seed }]));
        const answers = exercises.map((unused, i) =>
          answersOf(replies[2 * i], replies[2 * i + 1])[which]);
        const said = ask(held, exercises.map(([exercise, seed], i) => ({
          op: "check", exercise, seed, attempt: 1, given: answers[i] })));
        const page = await t.alone(browser());
        await page.setViewport({ width: 1200, height: 900 });
        await t.open(page, t.fileUrl(path.join(folder, "index.html")));
        assert.strictEqual(await t.tier(page), "worker");
        for (let i = 0; i < exercises.length; i++) {
          const id = exercises[i][0];
          const seen = await give(page, id, answers[i]);
          assert.deepStrictEqual([id, seen.state, seen.diagnosis],
            [id, said[i].state, said[i].diagnosis]);
          assert.ok(kind === "right" ? seen.state === "right"
            : /^(wrong|partly)$/.test(seen.state), id + " is " + seen.state);
          assert.ok(seen.feedback.length > 0, id);
        }
        const results = JSON.parse(await r.made(page, "results"));
        assert.deepStrictEqual(r.unlikeSchema(results), []);
        assert.ok(exercises.every(([id]) =>
          results.exercises[id].attempts.length > 0));
        t.fine(page);
        await page.leave();
      }));
  });
}

/* The languages that were built, the source language first. */
function languages() {
  return fs.readdirSync(process.env.DEMO)
    .map((name) => (/^children-on-the-move-([\w-]+)\.epub$/.exec(name) || [])[1])
    .filter(Boolean).sort((a, b) => (b === "en") - (a === "en"));
}

module.exports = { languages, testEdition };
