/* My results: the table, the files that a learner keeps and gives, what is
 * refused, the certificate, and a new edition. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { describe, it } = require("node:test");
const r = require("./results.js");
const t = require("./support.js");

let page;
t.inPages((one) => { page = one; });

const KINDS = () => t.fileUrl(t.build("kinds").dir);

async function openKinds() {
  await t.open(page, KINDS());
}

/* The module of the quizzes, every one of them answered right. */
async function passAll() {
  await page.evaluate(() => { location.hash = "#quizzes"; });
  await t.answer(page, "q-one", "2");
  await t.choose(page, "q-two", 2);
  await t.press(page, "q-two", "check");
  await t.verdict(page, "q-two");
  await t.answer(page, "r-one", "5");
  await t.answer(page, "r-one", "4");
}

const made = (action) => r.made(page, action);
const paste = (content) => r.paste(page, content);
const name = (text) => r.name(page, text);
const results = () => r.results(page);

describe("results", () => {
  it("counts what is right, by module, with a way there", async () => {
    await openKinds();
    await passAll();
    await results();
    const rows = await page.$$eval("#wm-overview tbody tr",
      (rows) => rows.map((r) => r.textContent));
    assert.match(rows[2], /^Quizzes3 of 43 of 4$/);
    await t.click(page, '#wm-overview a[href="#quizzes"]');
    await page.waitForSelector('[data-module="quizzes"].wm-current');
    t.fine(page);
  });

  it("gives a trainer every attempt, as typed and as understood", async () => {
    await openKinds();
    await passAll();
    await name("Suda ๑");
    const file = JSON.parse(await made("results"));
    assert.strictEqual(file.format, "waymark-results");
    assert.strictEqual(file.version, 1);
    assert.deepStrictEqual(file.course, { id: "kinds-test", edition: 1,
      version: "1.0", title: "Every kind of answer", language: "en" });
    assert.strictEqual(file.learner.name, "Suda ๑");
    const tries = file.exercises["r-one"].attempts;
    assert.deepStrictEqual(tries.map((a) => [a.seed, a.typed, a.understood,
      a.state, a.score]), [[1, { answer: "5" }, 5, "wrong", 0],
      [1, { answer: "4" }, 4, "right", 1]]);
    assert.match(tries[0].time, /^\d{4}-\d\d-\d\dT/);
    assert.match(file.exercises["r-one"].hash, /^[0-9a-f]{16}$/);
    assert.strictEqual(file.exercises["q-three"].attempts.length, 0);
  });

  it("are as the manual's schema says, which refuses others", async () => {
    await openKinds();
    await passAll();
    const content = await made("results");
    assert.deepStrictEqual(r.unlikeSchema(JSON.parse(content)), []);
    const broken = [
      [(f) => { f.format = "waymark-progress"; }, "/format"],
      [(f) => { delete f.learner.token; }, "/learner"],
      [(f) => { f.course.edition = "1"; }, "/course/edition"],
      [(f) => { f.exercises["q-one"].best = 2; }, "/exercises/q-one/best"],
      [(f) => { f.exercises["q-one"].attempts[0].state = "unreadable"; },
        "/exercises/q-one/attempts/0/state"],
      [(f) => { f.exercises["q-one"].attempts[0].time = "today"; },
        "/exercises/q-one/attempts/0/time"]
    ];
    broken.forEach(([spoil, place]) => {
      const file = JSON.parse(content);
      spoil(file);
      assert.ok(r.unlikeSchema(file)[0].startsWith(place + " "), place);
    });
  });

  it("brings progress to another computer", async () => {
    await openKinds();
    await passAll();
    await name("Suda");
    const content = await made("save");
    page = await t.alone(page.browser());
    await openKinds();
    assert.match(await paste(content), /taken from the file: 3\.$/);
    await page.evaluate(() => { location.hash = "#quizzes"; });
    assert.strictEqual(await t.value(page, "r-one"), "4");
    assert.strictEqual((await t.verdict(page, "r-one")).state, "right");
    const who = await page.$eval(".wm-learner-name", (n) => n.textContent);
    assert.strictEqual(who, "Suda");
    t.fine(page);
  });

  it("saves a file under a name that every file system takes", async () => {
    await openKinds();
    await name("a/b: c");
    await made("save");
    const link = await page.$eval(".wm-saved-file", (a) => a.download);
    assert.strictEqual(link, "kinds-test-progress-a-b-c.json");
  });

  it("does not lose the answers of somebody else on this computer",
    async () => {
      await openKinds();
      await passAll();
      await name("Suda");
      const content = JSON.parse(await made("save"));
      content.learner.name = "Aung";
      content.exercises = { "r-one": content.exercises["r-one"] };
      await paste(JSON.stringify(content));
      const slots = await page.evaluate(() =>
        JSON.parse(localStorage.getItem("waymark:kinds-test:1:slots")).list);
      assert.deepStrictEqual(slots.map((s) => s.name), ["Suda", "Aung"]);
      const kept = await page.evaluate(() =>
        JSON.parse(localStorage.getItem("waymark:kinds-test:1:1:q-one")).best);
      assert.strictEqual(kept, 1);
    });

  it("does not take over a score that no answer in the file confirms",
    async () => {
      await openKinds();
      await passAll();
      const content = JSON.parse(await made("save"));
      page = await t.alone(page.browser());
      await openKinds();
      const forged = content.exercises["r-one"];
      forged.log = forged.log.map((entry) => Object.assign(entry,
        { typed: { answer: "77" }, state: "right", score: 1 }));
      assert.match(await paste(JSON.stringify(content)),
        /do not confirm were left out: 1\.$/);
      const rows = await page.$$eval("#wm-overview tbody tr",
        (rows) => rows.map((r) => r.textContent));
      assert.match(rows[2], /^Quizzes2 of 4/);
    });

  it("says why it does not take a file, and changes nothing", async () => {
    await openKinds();
    await passAll();
    const good = JSON.parse(await made("save"));
    const course = Object.assign({}, good.course);
    const cases = [
      ["no JSON", /not a progress file/],
      ["[]", /not a progress file/],
      ["null", /not a progress file/],
      ["[".repeat(200000), /not a progress file/],
      [JSON.stringify({ format: "waymark-results" }), /results for a trainer/],
      [JSON.stringify(Object.assign({}, good, { version: "1" })),
        /not a progress file/],
      [JSON.stringify(Object.assign({}, good, { version: 2 })), /newer/],
      [JSON.stringify(Object.assign({}, good, { course:
        Object.assign({}, course, { id: "x", title: "<b>Other</b>" }) })),
      /another course: \u2068<b>Other<\/b>\u2069/],
      [JSON.stringify(Object.assign({}, good, { course:
        Object.assign({}, course, { edition: 7 }) })), /edition 7 .* edition 1/]
    ];
    const before = await page.evaluate(() => JSON.stringify(localStorage));
    for (const [content, words] of cases) {
      assert.match(await paste(content), words);
    }
    assert.strictEqual(
      await page.evaluate(() => JSON.stringify(localStorage)), before);
    t.fine(page);
  });

  it("survives hostile records", async () => {
    await openKinds();
    const record = { format: 1, seed: -5, text: { answer: {} }, best: 1e9,
      verdict: { state: "<img src=x onerror=alert(1)>" }, log: [null, 3,
        { state: "right", typed: "x", seed: "y" }], attempts: "many" };
    const file = { format: "waymark-progress", version: 1,
      course: { id: "kinds-test", edition: 1 }, learner: { name: ["x"] },
      exercises: { "r-one": record, "q-one": 7, nothing: record } };
    assert.match(await paste(JSON.stringify(file)), /from the file: 1\./);
    await page.evaluate(() => { location.hash = "#quizzes"; });
    assert.strictEqual((await t.answer(page, "r-one", "4")).state, "right");
    assert.ok(!await page.$("img[src=x]"));
    t.fine(page);
  });

  it("prints a certificate once the course is passed", async () => {
    await openKinds();
    await page.evaluate(() => { window.print = () => { window.printed = 1; }; });
    await results();
    assert.ok(await page.$eval('[data-action="certificate"]', (b) => b.hidden));
    await passAll();
    await results();
    await t.click(page, '[data-action="certificate"]');
    assert.match(await page.$eval(".wm-file-status", (p) => p.textContent),
      /name first/);
    await name("Suda");
    await t.click(page, '[data-action="certificate"]');
    const words = await page.$eval(".wm-certificate", (c) => c.innerText ||
      c.textContent);
    assert.match(words, /Suda.*Every kind of answer.*75/s);
    assert.strictEqual(await page.evaluate(() => window.printed), 1);
    await page.emulateMediaType("print");
    const shown = await page.evaluate(() => [".wm-certificate", ".wm-main"].map(
      (s) => getComputedStyle(document.querySelector(s)).display));
    assert.deepStrictEqual(shown, ["block", "none"]);
  });

  it("offers the same in a book, which may not save files", async () => {
    await t.open(page, t.fileUrl(t.chapterWith("share")));
    await t.choose(page, "one-word", 2);
    await t.press(page, "one-word", "check");
    await t.verdict(page, "one-word");
    await page.click(".wm-learner > button");
    await page.$eval(".wm-learner-panel details", (d) => { d.open = true; });
    await page.click('.wm-learner-panel [data-action="save"]');
    const content = JSON.parse(await page.$eval(".wm-file-box textarea",
      (a) => a.value));
    assert.strictEqual(content.exercises["one-word"].best, 1);
    t.fine(page);
  });

  it("begins anew in a new edition and says so", async () => {
    await openKinds();
    await page.evaluate(() => { location.hash = "#quizzes"; });
    await t.answer(page, "r-one", "4");
    const folder = path.join(t.scratch, "second-edition");
    fs.cpSync(path.dirname(t.build("kinds").dir), folder, { recursive: true });
    const script = path.join(folder, "index.html");
    fs.writeFileSync(script, fs.readFileSync(script, "utf8")
      .replace('"edition":1', '"edition":2'));
    const address = t.fileUrl(path.join(folder, "index.html"));
    await t.open(page, address + "#quizzes");
    assert.strictEqual(await t.value(page, "r-one"), "");
    assert.match(await page.$eval('[data-notice="edition"]',
      (n) => n.textContent), /edition 2 .* edition 1/);
    await page.reload();
    await t.ready(page);
    assert.ok(!await page.$('[data-notice="edition"]'));
    await openKinds();
    await page.evaluate(() => { location.hash = "#quizzes"; });
    assert.strictEqual(await t.value(page, "r-one"), "4");
  });
});
