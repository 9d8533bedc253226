/* The data of an exercise as a table to work with: sorting, filtering, pages,
 * counting up, CSV. */
"use strict";
const assert = require("node:assert");
const { beforeEach, describe, it } = require("node:test");
const t = require("./support.js");
const { DATA, PROVINCES, cells, choose, column, count, course, downloads, field,
  look, mean, press, said, setUp, status, tick, typeIn, ...views } =
  require("./views-support.js");

let page;
setUp();
beforeEach(() => {
  page = views.page();
});

describe("a table", () => {
  it("shows titles and labels of what ships, a page at a time", async () => {
    await look();
    await said("Rows 1 to 25 of 5,000");
    const heads = await page.$$eval(DATA + " thead th",
      (all) => all.map((one) => one.textContent));
    assert.deepStrictEqual(heads, ["Row", "Province", "Sex", "Age", "Score",
      "Enrolled", "Day of entry", "School"]);
    assert.deepStrictEqual((await cells())[0], ["1", "Trat", "Girls", "6",
      "0.125", "yes", "Feb 15, 2024", "=HYPERLINK(1)"]);
    assert.deepStrictEqual((await cells())[6].slice(2, 4), ["Girls", ""]);
    await press("Next");
    await said("Rows 26 to 50 of 5,000");
    assert.strictEqual((await cells())[0][0], "26");
    await press("Last");
    await said("Rows 4,976 to 5,000 of 5,000");
    await press("Next");
    await press("Previous");
    await said("Rows 4,951 to 4,975 of 5,000");
    await choose("Rows on a page", "100");
    await said("Rows 1 to 100 of 5,000");
    assert.strictEqual((await cells()).length, 100);
    t.fine(page);
  });

  it("sorts up, down and back, and keeps the focus", async () => {
    await look();
    const head = DATA + ' th[data-column="age"]';
    await page.focus(head + " button");
    const sorted = () => page.$eval(head, (one) =>
      one.getAttribute("aria-sort") + " " +
      one.contains(document.activeElement));
    assert.strictEqual(await sorted(), "none true");
    await page.keyboard.press("Enter");
    await page.waitForSelector(head + "[aria-sort=ascending]");
    assert.deepStrictEqual(new Set(await column("Age")), new Set(["5"]));
    await page.keyboard.press("Space");
    await page.waitForSelector(head + "[aria-sort=descending]");
    assert.deepStrictEqual(new Set(await column("Age")), new Set(["17"]));
    assert.strictEqual(await sorted(), "descending true");
    await press("Last");
    await said("Rows 4,976 to 5,000 of 5,000");
    assert.deepStrictEqual(new Set(await column("Age")), new Set([""]),
      "missing values come last");
    await page.focus(head + " button");
    await page.keyboard.press("Enter");
    await page.waitForSelector(head + "[aria-sort=none]");
    assert.strictEqual((await column("Row"))[0], "1");
    t.fine(page);
  });

  it("leaves out columns, but never the last", async () => {
    await look();
    await press("Columns");
    for (const name of ["Province", "Sex", "Age", "Score", "Enrolled",
      "Day of entry", "School"]) await tick(name);
    await page.waitForFunction((data) => document.querySelectorAll(
      data + " thead th").length === 2, {}, DATA);
    assert.deepStrictEqual((await cells())[0], ["1", "=HYPERLINK(1)"]);
  });

  it("answers the exercise no differently", async () => {
    await look();
    await press("Filter");
    await typeIn("Age: from", "10");
    await page.keyboard.press("Enter");
    const older = "Rows 1 to 25 of " + count((row) => row.age >= 10) +
      " that fit the filters, 5,000 in all";
    await said(older);
    assert.ok(await t.noVerdict(page, "boys"));
    assert.strictEqual((await t.answer(page, "boys", "1")).state, "wrong");
    const boys = PROVINCES.map((province) =>
      count((row) => row.province === province && row.sex === "m"));
    const shown = await page.$eval("#boys bdi", (one) => one.textContent);
    const place = ["Tak", "Trat", "Chiang Mai"].indexOf(shown);
    assert.strictEqual((await t.answer(page, "boys", boys[place])).state,
      "right");
    await t.press(page, "boys", "another");
    await page.waitForSelector('#boys:not([data-seed="1"])');
    assert.strictEqual(await status(), older);
    t.fine(page);
  });
});

describe("filters", () => {
  it("tick values, search texts, set limits, find what is missing",
    async () => {
      await look();
      await press("Filter");
      await tick("Girls");
      await said("Rows 1 to 25 of 2,500 that fit the filters, 5,000 in all");
      await tick("Chiang Mai");
      await tick("Tak");
      assert.match(await status(), /^Rows 1 to 25 of/);
      await said("Rows 1 to 25 of 1,666 that fit the filters, 5,000 in all");
      await typeIn("School: contains", "ecole");
      await said("No rows to show");
      await tick("Tak");
      await tick("Chiang Mai");
      await tick("Girls");
      await said("Rows 1 to 1 of 1 that fit the filters, 5,000 in all");
      assert.deepStrictEqual(await column("School"), ["École du lac"]);
      await press("Clear the filters");
      await said("Rows 1 to 25 of 5,000");
      assert.strictEqual(await page.$eval(await field("School: contains"),
        (one) => one.value), "");
      await typeIn("Score: from", "124.5");
      await typeIn("Score: to", "124,75");
      await said("Rows 1 to 15 of 15 that fit the filters, 5,000 in all");
      await press("Clear the filters");
      await tick("only rows without a value");
      await said("Rows 1 to 25 of 714 that fit the filters, 5,000 in all");
      assert.deepStrictEqual(new Set(await column("Age")), new Set([""]));
      t.fine(page);
    });

  it("set days", async () => {
    await look();
    await press("Filter");
    const to = await field("Day of entry: to");
    await page.$eval(to, (one) => {
      one.value = "2024-01-31";
      one.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await said("Rows 1 to 25 of 555 that fit the filters, 5,000 in all");
    assert.deepStrictEqual(new Set(await column("Day of entry")),
      new Set(["Jan 15, 2024"]));
  });

  it("ask back what cannot be read, beside its field", async () => {
    await look();
    await press("Filter");
    await typeIn("Age: from", "many");
    await page.waitForSelector(DATA + " .wm-view-unread");
    assert.match(await page.$eval(DATA + " .wm-view-unread",
      (one) => one.textContent), /^many cannot be read as a number/);
    const invalid = () => page.$$eval(DATA + " [aria-invalid]",
      (all) => all.map((one) => one.getAttribute("aria-label")));
    assert.deepStrictEqual(await invalid(), ["Age: from"]);
    await typeIn("Age: from", "17");
    await page.waitForFunction((data) =>
      !document.querySelector(data + " .wm-view-unread"), {}, DATA);
    assert.deepStrictEqual(await invalid(), []);
    t.fine(page);
  });
});

describe("counting up", () => {
  it("needs no code", async () => {
    await look();
    await press("Summarise");
    await choose("Work out", "count");
    await said("Lines 1 to 1 of 1, worked out from 5,000 rows");
    assert.deepStrictEqual(await cells(), [["5,000"]]);
    await choose("For each value of", "sex");
    await said("Lines 1 to 2 of 2, worked out from 5,000 rows");
    assert.deepStrictEqual(await cells(), [["Girls", "2,500"],
      ["Boys", "2,500"]]);
    await choose("Work out", "mean");
    await choose("Of the column", "score");
    await choose("and of", "enrolled");
    await said("Lines 1 to 4 of 4, worked out from 5,000 rows");
    assert.deepStrictEqual(await column("Mean: Score"),
      [["f", false], ["f", true], ["m", false], ["m", true]].map((of) =>
        mean((row) => row.sex === of[0] && row.enrolled === of[1])));
    await press("Mean: Score");
    await page.waitForSelector(DATA + " [aria-sort=ascending]");
    assert.deepStrictEqual((await cells())[0].slice(0, 2), ["Boys", "no"]);
    await press("Filter");
    await tick("Tak");
    await said("Lines 1 to 4 of 4, worked out from 1,666 rows");
    await press("Summarise");
    await choose("Work out", "missing");
    await choose("Of the column", "age");
    await choose("For each value of", "");
    await said("Lines 1 to 1 of 1, worked out from 1,666 rows");
    assert.deepStrictEqual(await cells(), [[
      count((row) => row.province === "TAK" && row.age === null)]]);
    await choose("Work out", "");
    await said("Rows 1 to 25 of 1,666 that fit the filters, 5,000 in all");
    t.fine(page);
  });

  it("offers only what can be", async () => {
    await look();
    await press("Summarise");
    const options = async (label) => page.$eval(await field(label), (one) =>
      Array.from(one.options).filter((option) => !option.disabled)
        .map((option) => option.value));
    await choose("Work out", "sum");
    assert.deepStrictEqual(await options("Of the column"), ["age", "score"]);
    assert.ok(!(await options("For each value of")).includes("age"));
    assert.deepStrictEqual(await options("Weighted by"), ["", "age", "score"]);
    await choose("Weighted by", "age");
    await choose("For each value of", "sex");
    assert.ok(!(await options("and of")).includes("sex"));
    await choose("Work out", "max");
    assert.deepStrictEqual(await options("Of the column"),
      ["age", "score", "day"]);
    await choose("Of the column", "day");
    await page.waitForFunction((data) => document.querySelector(
      data + " thead").textContent.includes("Largest value: Day"), {}, DATA);
    assert.deepStrictEqual(await cells(), [["Girls", "Sep 15, 2024"],
      ["Boys", "Sep 15, 2024"]]);
  });
});

describe("CSV", () => {
  it("holds what is shown, or all, and no formula", async () => {
    await look();
    const saved = await downloads();
    await press("Filter");
    await tick("Girls");
    await press("Save as CSV");
    await press("Save");
    const shown = await saved("pupils-selection.csv");
    const lines = shown.split("\r\n");
    assert.strictEqual(lines[0],
      "\ufeffProvince,Sex,Age,Score,Enrolled,Day of entry,School");
    assert.strictEqual(lines[1],
      "Trat,Girls,6,0.125,yes,2024-02-15,'=HYPERLINK(1)");
    assert.strictEqual(lines[2], "Tak,Girls,8,0.375,yes,2024-04-15," +
      "โรงเรียนแม่สอด");
    assert.strictEqual(lines[3], "Chiang Mai,Girls,10,0.625,no,2024-06-15," +
      "'-minus");
    assert.strictEqual(lines.length, 2502);
    await choose("What", "all");
    await choose("For", "plain");
    await press("Save");
    const whole = (await saved("pupils.csv")).split("\r\n");
    assert.strictEqual(whole[0],
      "\ufeffprovince,sex,age,score,enrolled,day,school");
    assert.strictEqual(whole[4],
      'TRT,m,9,0.5,true,2024-05-15,"""Quoted, 2"""');
    assert.strictEqual(whole.length, 5002);
    assert.ok(!whole.join().includes("hidden"));
    t.fine(page);
  });

  it("comes in pieces when it is large, and in the locale's way", async () => {
    await look(t.fileUrl(course(20000, "fr").dir) + "#data");
    const saved = await downloads();
    await page.evaluate((data) => document.querySelectorAll(
      data + " .wm-view-tools button")[3].click(), DATA);
    await page.evaluate((data) => document.querySelector(
      data + " .wm-view-panel:not([hidden]) button").click(), DATA);
    const lines = (await saved("pupils-selection.csv")).split("\r\n");
    assert.strictEqual(lines[1],
      "Trat;Girls;6;0,125;oui;2024-02-15;'=HYPERLINK(1)");
    assert.strictEqual(lines.length, 20002);
    assert.strictEqual(new Set(lines).size > 10000, true);
    t.fine(page);
  });
});
