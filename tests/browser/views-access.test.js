/* The data of an exercise for everybody and everywhere: by keyboard, from right
 * to left, in narrow windows, in every tier, in a book, and large. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { beforeEach, describe, it } = require("node:test");
const t = require("./support.js");
const { DATA, STATUS, cells, choose, course, look, press, rows, said, setUp,
  status, tick, typeIn, ...views } = require("./views-support.js");

let page;
setUp();
beforeEach(() => {
  page = views.page();
});

describe("for everybody", () => {
  async function openAll(then) {
    for (const label of ["Filter", "Columns", "Summarise", "Save as CSV"]) {
      await press(label);
      await then(label);
    }
  }

  for (const scheme of ["light", "dark"]) {
    it("axe finds nothing in any panel, " + scheme, async () => {
      await page.emulateMediaFeatures(
        [{ name: "prefers-color-scheme", value: scheme }]);
      await look();
      await press("Filter");
      await typeIn("Age: from", "many");
      await page.waitForSelector(DATA + " .wm-view-unread");
      await press("Filter");
      await openAll(async (label) => {
        assert.deepStrictEqual(await t.violations(page), [], label);
      });
    });
  }

  it("fits 320 pixels, and a window of 1280 at twice the size", async () => {
    for (const [width, scale] of [[320, 1], [640, 2]]) {
      await page.setViewport({ width, height: 500, deviceScaleFactor: scale });
      await look();
      await openAll(async (label) => {
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, label + " is " + over + " pixels too wide");
      });
      await press("Save as CSV");
      const table = await page.$eval(DATA + " .wm-view-table", (one) =>
        [one.scrollWidth > one.clientWidth, one.tabIndex]);
      assert.deepStrictEqual(table, width < 640 ? [true, 0] : table,
        "the table scrolls by itself");
    }
  });

  it("works by keyboard alone", async () => {
    await t.open(page, t.fileUrl(course(5000, "en").dir) + "#data");
    async function tabTo(label) {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press("Tab");
        const there = await page.evaluate((label) => {
          const one = document.activeElement;
          const name = one.getAttribute("aria-label") ||
            (one.labels && one.labels[0] || one).textContent;
          return name.startsWith(label);
        }, label);
        if (there) return;
      }
      assert.fail("cannot reach " + label);
    }
    await tabTo("Data: Invented pupils");
    await page.keyboard.press("Enter");
    await page.waitForSelector(DATA + " tbody tr");
    await tabTo("Filter");
    await page.keyboard.press("Enter");
    await tabTo("Tak");
    await page.keyboard.press("Space");
    await said("Rows 1 to 25 of 1,666 that fit the filters, 5,000 in all");
    await tabTo("Clear the filters");
    await page.keyboard.press("Enter");
    await said("Rows 1 to 25 of 5,000");
    await tabTo("Score");
    await page.keyboard.press("Enter");
    await page.waitForSelector(DATA + " [aria-sort=ascending]");
    await tabTo("Next");
    await page.keyboard.press("Enter");
    await said("Rows 26 to 50 of 5,000");
    assert.strictEqual(
      await page.evaluate(() => document.activeElement.textContent), "Next");
    t.fine(page);
  });

  it("reads from right to left, in the language's digits", async () => {
    await page.setViewport({ width: 390, height: 800 });
    await look(t.fileUrl(course(5000, "ar-EG").dir) + "#data");
    const seen = await page.evaluate((data) => {
      const row = document.querySelector(data + " tbody tr");
      const left = (one) => one.getBoundingClientRect().left;
      return { order: left(row.children[0]) > left(row.children[1]),
        over: document.documentElement.scrollWidth - window.innerWidth,
        text: row.textContent };
    }, DATA);
    assert.strictEqual(seen.order, true);
    assert.strictEqual(seen.over, 0);
    assert.match(seen.text, /^\u0661Trat/);
    assert.match(await status(), /\u0665\u066c\u0660\u0660\u0660/);
    assert.deepStrictEqual(await t.violations(page), []);
  });

  it("stays out of print", async () => {
    await look();
    await page.emulateMediaType("print");
    assert.strictEqual(await page.$eval(DATA + " .wm-data-view",
      (one) => getComputedStyle(one).display), "none");
  });
});

describe("everywhere", () => {
  for (const tier of ["wasm", "plain"]) {
    it("in the tier " + tier, async () => {
      await look(t.fileUrl(course(5000, "en").dir) + "?engine=" + tier +
        "#data");
      assert.strictEqual(await t.tier(page), tier);
      await said("Rows 1 to 25 of 5,000");
      await press("Summarise");
      await choose("Work out", "sum");
      await said("Lines 1 to 1 of 1, worked out from 5,000 rows");
      assert.deepStrictEqual(await cells(), [[rows.reduce((sum, row) =>
        sum + row.age, 0).toLocaleString("en")]]);
    });
  }

  it("in a book", async () => {
    const made = course(30, "de", "epub");
    const book = path.join(made.out, "book");
    t.run("unzip", ["-q", path.join(made.out, "views-de.epub"), "-d", book]);
    const chapter = fs.readdirSync(path.join(book, "EPUB"))
      .filter((name) => name.endsWith(".xhtml"))
      .map((name) => path.join(book, "EPUB", name))
      .find((file) => fs.readFileSync(file, "utf8").includes("wm-data"));
    await look(t.fileUrl(chapter));
    assert.deepStrictEqual((await cells())[0], ["1", "Trat", "Girls", "6",
      "0,125", "yes", "15.02.2024", "=HYPERLINK(1)"]);
    await page.evaluate((data) => document.querySelectorAll(
      data + " .wm-view-tools button")[3].click(), DATA);
    await page.evaluate((data) => document.querySelector(
      data + " .wm-view-panel:not([hidden]) button").click(), DATA);
    await page.waitForSelector(DATA + " textarea");
    assert.match(await page.$eval(DATA + " textarea", (one) => one.value),
      /^Province;Sex;Age;Score;Enrolled;Day of entry;School\r?\nTrat;/);
    assert.deepStrictEqual(await t.violations(page, t.CHAPTER), []);
    t.fine(page);
  });

  it("says so when the data cannot be read", async () => {
    const folder = path.join(t.scratch, "views-broken");
    fs.cpSync(path.dirname(course(5000, "en").dir), folder,
      { recursive: true });
    for (const name of ["engine-wasm.js", "engine-plain.js"]) {
      fs.rmSync(path.join(folder, "assets", name), { force: true });
    }
    await page.goto(t.fileUrl(path.join(folder, "index.html")) + "#data");
    await page.waitForSelector('[data-waymark="static"]');
    await page.waitForSelector(DATA + " .wm-view-none");
    await t.click(page, DATA + " > summary");
    const text = await page.$eval(DATA, (one) => one.textContent);
    assert.match(text, /5,000 rows/);
    assert.match(text, /The table cannot be shown here/);
  });
});

/* Processor time of the longest task on the page's own thread, in milliseconds,
 * while `work` goes on. Not the time on the clock: that is others' as well. */
async function longestTask(work) {
  await page.tracing.start({ categories: ["toplevel", "devtools.timeline",
    "disabled-by-default-devtools.timeline"] });
  await work();
  const events = JSON.parse(Buffer.from(await page.tracing.stop()))
    .traceEvents;
  const threads = events.filter((one) => one.name === "thread_name" &&
    one.args.name === "CrRendererMain").map((one) => one.pid + ":" + one.tid);
  const times = events.filter((one) => /RunTask$/.test(one.name) &&
    one.tdur !== undefined && threads.includes(one.pid + ":" + one.tid))
    .map((one) => one.tdur / 1000);
  assert.ok(times.length > 10, "the trace holds tasks");
  return Math.max(...times);
}

describe("100,000 rows", () => {
  function until(words) {
    return page.waitForFunction((status, words) =>
      document.querySelector(status).textContent.includes(words), {},
    STATUS, words);
  }

  it("keep the page free: no task takes 50 ms", async () => {
    await look(t.fileUrl(course(100000, "en").dir) + "#data");
    await said("Rows 1 to 25 of 100,000");
    const longest = await longestTask(async () => {
      await press("School");
      await page.waitForSelector(DATA + " [aria-sort=ascending]");
      await press("Last");
      await said("Rows 99,976 to 100,000 of 100,000");
      await press("Filter");
      await typeIn("School: contains", "7");
      await until(" that fit");
      await press("Summarise");
      await choose("Work out", "median");
      await choose("Of the column", "score");
      await choose("For each value of", "school");
      await until("Lines 1 to 25 of");
    });
    assert.ok(longest < 50, "a task took " + longest + " ms");
    t.fine(page);
  });
});
