/* Exercises on file://, in the folder and in the single file, on each tier of
 * the engine that the form can have: answered as a person would. */
"use strict";
const assert = require("node:assert");
const { after, before, describe, it } = require("node:test");
const t = require("./support.js");

let browser;
t.inBrowser((one) => { browser = one; });

const places = [
  { name: "folder", file: "dir", query: "", tier: "worker" },
  { name: "folder, engine on the page", file: "dir", query: "?engine=wasm",
    tier: "wasm" },
  { name: "folder, plain engine", file: "dir", query: "?engine=plain",
    tier: "plain" },
  { name: "single file", file: "single", query: "", tier: "worker" },
  { name: "single file, engine on the page", file: "single",
    query: "?engine=wasm", tier: "wasm" }
];

for (const place of places) {
  describe(place.name, () => {
    let page;
    before(async () => {
      page = await t.newPage(browser);
      await t.open(page, t.fileUrl(t.build()[place.file]) + place.query);
      await page.evaluate(() => localStorage.clear());
      await page.reload();
      await t.ready(page);
    });
    after(() => page.close());

    it("runs the engine where it says", async () => {
      assert.strictEqual(await t.tier(page), place.tier);
    });

    it("tells a right choice from a wrong one, with its feedback", async () => {
      await t.choose(page, "one-word", 1);
      await t.press(page, "one-word", "check");
      assert.deepStrictEqual(await t.verdict(page, "one-word"), {
        state: "wrong", attempt: "1", diagnosis: "option-1",
        feedback: "No, not the first."
      });
      await t.choose(page, "one-word", 2);
      assert.ok(await t.noVerdict(page, "one-word"), "editing clears");
      await t.press(page, "one-word", "check");
      assert.deepStrictEqual(await t.verdict(page, "one-word"), {
        state: "right", attempt: "2", diagnosis: null,
        feedback: "Yes, the second."
      });
    });

    it("reads numbers, names mistakes, and counts no unreadable try",
      async () => {
        const right = await page.evaluate(() => {
          const cells = document.querySelectorAll(
            "#share tbody tr > *");
          const all = Number(cells[1].textContent) +
            Number(cells[2].textContent);
          return 100 * Number(cells[2].textContent) / all;
        });
        const ask = await t.answer(page, "share", "many");
        assert.strictEqual(ask.state, "unreadable");
        assert.strictEqual(ask.attempt, "0");
        assert.ok(ask.feedback.length > 0);
        const wrong = await t.answer(page, "share", "1");
        assert.strictEqual(wrong.state, "wrong");
        assert.strictEqual(wrong.attempt, "1");
        assert.strictEqual(wrong.feedback, "Divide by all children.");
        const inverse = await t.answer(page, "share",
          (100 - right).toFixed(1));
        assert.strictEqual(inverse.diagnosis, "enrolled-instead");
        assert.match(inverse.feedback, /^That is the share that is enrolled/);
        const good = await t.answer(page, "share", right.toFixed(1) + " %");
        assert.strictEqual(good.state, "right");
        assert.strictEqual(good.attempt, "3");
      });

    it("checks with Enter", async () => {
      await t.type(page, "share", "2");
      await page.keyboard.press("Enter");
      assert.strictEqual((await t.verdict(page, "share")).state, "wrong");
    });

    it("judges each of several gaps", async () => {
      await t.type(page, "two-gaps", "447", "out");
      await t.type(page, "two-gaps", "55.3", "share");
      await t.press(page, "two-gaps", "check");
      assert.strictEqual((await t.verdict(page, "two-gaps")).state, "partly");
      const states = await page.$$eval("#two-gaps input",
        (all) => all.map((one) => one.dataset.state));
      assert.deepStrictEqual(states, ["right", "wrong"]);
      await t.type(page, "two-gaps", "44.7", "share");
      assert.strictEqual(await page.$("#two-gaps input[data-state]"), null);
    });

    it("opens hints in their order and the solution after them", async () => {
      await t.press(page, "share", "another");
      await page.waitForSelector('#share:not([data-seed="1"])');
      const hidden = () => page.$$eval("#share .wm-hint, #share .wm-solution",
        (all) => all.map((one) => one.hidden));
      assert.deepStrictEqual(await hidden(), [false, true, true]);
      await page.click("#share-hint-1 summary");
      await page.waitForFunction(
        () => !document.querySelector("#share-hint-2").hidden);
      assert.deepStrictEqual(await hidden(), [false, false, true]);
      await page.click("#share-hint-2 summary");
      await page.waitForFunction(
        () => !document.querySelector("#share-solution").hidden);
    });

    it("draws other variants, in text, hints and tables", async () => {
      const seen = new Set();
      for (let i = 0; i < 9 && seen.size < 3; i++) {
        const before = await page.$eval("#share", (one) => one.dataset.seed);
        await t.press(page, "share", "another");
        await page.waitForSelector(
          '#share:not([data-seed="' + before + '"])');
        const shown = await page.evaluate(() => ({
          prompt: document.querySelector("#share strong").textContent,
          row: Array.from(
            document.querySelectorAll("#share tbody tr > *"),
            (cell) => cell.textContent),
          hint: document.querySelector("#share-hint-2").textContent,
          typed: document.querySelector("#share input").value,
          open: document.querySelectorAll("#share details[open]").length
        }));
        assert.strictEqual(shown.prompt, shown.row[0]);
        const all = Number(shown.row[1]) + Number(shown.row[2]);
        assert.ok(shown.hint.replace(",", "").includes(String(all)));
        assert.strictEqual(shown.typed, "");
        assert.strictEqual(shown.open, 0);
        seen.add(shown.prompt);
      }
      assert.ok(seen.size > 1, "always the same variant");
      assert.ok(await t.noVerdict(page, "share"));
    });

    it("answers waymark.answer without touching the page", async () => {
      const reply = await page.evaluate(() =>
        window.waymark.answer("one-word", { answer: "1" }, { attempt: 4 }));
      assert.deepStrictEqual(
        Object.keys(reply).slice(0, 6),
        ["state", "score", "diagnosis", "understood", "feedback", "gaps"]);
      assert.strictEqual(reply.state, "wrong");
      assert.strictEqual(reply.score, 0);
      assert.strictEqual((await t.verdict(page, "one-word")).state, "right");
    });

    it("stops code that runs away and goes on", async () => {
      await page.evaluate(() => {
        location.hash = "#runaway";
      });
      await page.waitForSelector("#runaway input", { visible: true });
      const stopped = await t.answer(page, "runaway", "13");
      assert.strictEqual(stopped.state, "error");
      assert.ok(stopped.feedback.length > 0);
      assert.strictEqual(await t.value(page, "runaway"), "13");
      assert.strictEqual((await t.answer(page, "runaway", "7")).state, "right");
      assert.strictEqual((await t.answer(page, "runaway", "8")).state, "wrong");
    });

    it("shuffles options and still knows them by number", async () => {
      const order = await page.$$eval("#several input",
        (all) => all.map((one) => one.value));
      assert.deepStrictEqual(order.slice().sort(), ["1", "2", "3", "4"]);
      await t.choose(page, "several", 1);
      await t.choose(page, "several", 3);
      await t.press(page, "several", "check");
      assert.strictEqual((await t.verdict(page, "several")).state, "right");
    });

    it("has said nothing on the console and asked nothing of a network", () => {
      t.fine(page);
    });
  });
}
