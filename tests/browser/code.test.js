/* Code that learners write: Run and Check, the keyboard, errors with their
 * lines, and code that runs away without taking anything with it. */
"use strict";
const assert = require("node:assert");
const { describe, it } = require("node:test");
const t = require("./support.js");

const STARTER = "local d = data.schools\nreturn d\n";

let page;
t.inPages((one) => { page = one; }, { fine: true });

function start(hash, query) {
  return t.open(page,
    t.fileUrl(t.build("kinds").dir) + (query || "") + "#" + hash);
}

const output = (id) => page.$eval("#" + id + " .wm-output",
  (one) => one.innerText.trim());

async function run(id, code) {
  await t.type(page, id, code);
  await page.$eval("#" + id + " .wm-output", (one) => one.textContent = "…");
  await t.press(page, id, "run");
  await page.waitForFunction((box) =>
    document.querySelector(box).innerText.trim() !== "…", {}, "#" + id +
    " .wm-output");
  return output(id);
}

describe("code", () => {
  it("is run, and shows what it prints and gives back", async () => {
    await start("kinds");
    assert.strictEqual(await t.value(page, "total"), STARTER);
    const shown = await run("total",
      'print("rows", data.schools.n) return data.schools:sort("-out")');
    assert.match(shown, /^rows\t?\s*3/);
    assert.deepStrictEqual(
      await page.$$eval("#total .wm-result tbody th",
        (all) => all.map((one) => one.textContent)),
      ["Tak", "Ranong", "Trat"]);
    assert.match(await run("total", "local x\nreturn x.y"), /Line 2 uses .*nil/);
    assert.match(await run("total", "return data.schols"), /did you mean/);
    assert.match(await run("total", "local x = 1"), /gives nothing back/);
    assert.strictEqual(await run("total", 'return "<b>"'), "<b>");
    assert.ok(await t.noVerdict(page, "total"));
  });

  it("is judged by its value, and comes back after a reload", async () => {
    await start("kinds");
    assert.strictEqual((await t.answer(page, "total", "")).state, "unreadable");
    const rows = await t.answer(page, "total", "data.schools.n");
    assert.deepStrictEqual([rows.state, rows.diagnosis], ["wrong", "rows"]);
    const code = 'local n = 0\nfor row in data.schools:rows() do\n' +
      "  n = n + row.enrolled\nend\nreturn n";
    assert.strictEqual((await t.answer(page, "total", code)).state, "right");
    assert.match(await output("total"), /^\d+$/);
    await page.reload();
    await t.ready(page);
    assert.strictEqual(await t.value(page, "total"), code);
    assert.strictEqual((await t.verdict(page, "total")).state, "right");
  });

  it("that fails, loops or floods costs nothing", async () => {
    await start("kinds");
    await t.answer(page, "word", "refugee");
    const before = await page.evaluate(() => JSON.stringify(localStorage));
    for (const code of ["return 1 +", "error('no')", "while true do end",
      "local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000) .. i end",
      "for i = 1, 1e9 do print('a line of text', i) end"]) {
      const verdict = await t.answer(page, "total", code);
      assert.strictEqual(verdict.state, "error", code);
      assert.match(verdict.feedback, /Line|line|stopped/, code);
      assert.strictEqual(verdict.attempt, "0", code);
      assert.strictEqual(await t.value(page, "total"), code);
    }
    assert.strictEqual((await t.verdict(page, "word")).state, "right");
    const right = await t.answer(page, "total", 'data.schools:sum "enrolled"');
    assert.strictEqual(right.state, "right");
    assert.strictEqual(right.attempt, "1");
    await page.reload();
    await t.ready(page);
    assert.strictEqual((await t.verdict(page, "word")).state, "right");
    assert.ok(before.length > 2);
  });

  it("lets the keyboard in and out", async () => {
    await start("kinds");
    await page.focus('[name="total.answer"]');
    await page.keyboard.press("Tab");
    assert.strictEqual(
      await page.evaluate(() => document.activeElement.dataset.action), "run");
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    assert.strictEqual(
      await page.evaluate(() => document.activeElement.name), "total.answer");
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await page.waitForSelector("#total .wm-result table");
    assert.deepStrictEqual(await t.violations(page, { within: "#total" }), []);
  });

  it("starts from the starter of each variant", async () => {
    await start("variants");
    const first = await t.value(page, "rows-of");
    assert.match(first, /^return data.schools -- \w+$/);
    await t.type(page, "rows-of", "return 1");
    await t.press(page, "rows-of", "another");
    await page.waitForSelector('#rows-of:not([data-seed="1"])');
    const second = await t.value(page, "rows-of");
    assert.match(second, /^return data.schools -- \w+$/);
    assert.notStrictEqual(second, first);
  });

  it("works on the page itself and as plain script", async () => {
    for (const tier of ["wasm", "plain"]) {
      await start("kinds", "?engine=" + tier);
      assert.match(await run("total", "return 6 * 7"), /^42$/);
      assert.strictEqual(
        (await t.answer(page, "total", "while true do end")).state, "error");
    }
  });

  it("fits a narrow screen", async () => {
    await page.setViewport({ width: 320, height: 640 });
    await start("kinds");
    await run("total", "return data.schools");
    assert.ok(await page.evaluate(() =>
      document.documentElement.scrollWidth <= 320));
  });
});

describe("without scripts", () => {
  it("the field and its starter are there, the button is not", async () => {
    await page.setJavaScriptEnabled(false);
    await page.goto(t.fileUrl(t.build("kinds").dir) + "#kinds");
    const field = await page.$('[name="total.answer"]');
    assert.ok(await field.isVisible());
    assert.ok(!(await (await page.$('#total [data-action="run"]')).isVisible()));
  });
});
