/* What was done comes back, per learner; and what happens where nothing can be
 * kept. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { afterEach, beforeEach, describe, it } = require("node:test");
const t = require("./support.js");

let browser;
let page;
t.inBrowser((one) => { browser = one; });
beforeEach(async () => {
  page = await t.newPage(browser);
});
afterEach(async () => {
  await page.close();
});

async function fresh(url) {
  await t.open(page, url);
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.reload();
  await t.ready(page);
}

async function doSomething() {
  await t.choose(page, "one-word", 1);
  await t.press(page, "one-word", "check");
  await t.verdict(page, "one-word");
  await t.press(page, "share", "another");
  await page.waitForSelector('#share[data-seed="2"]');
  await t.answer(page, "share", "1");
  await t.type(page, "two-gaps", "44", "out");
}

function state() {
  return page.evaluate(() => ({
    chosen: Array.from(document.querySelectorAll("#one-word input"),
      (one) => one.checked),
    verdict: document.querySelector("#one-word .wm-verdict").dataset.state,
    seed: document.querySelector("#share").dataset.seed,
    prompt: document.querySelector("#share .wm-prompt").textContent,
    typed: document.querySelector("#share input").value,
    feedback: document.querySelector("#share .wm-verdict").textContent,
    attempt: document.querySelector("#share .wm-verdict").dataset.attempt,
    gap: document.querySelector("#two-gaps input").value,
    gapVerdict: document.querySelector("#two-gaps .wm-verdict").textContent
  }));
}

describe("progress", () => {
  for (const form of ["dir", "single"]) {
    it("comes back after a reload: " + form, async () => {
      await fresh(t.fileUrl(t.build()[form]));
      await doSomething();
      const before = await state();
      assert.strictEqual(before.verdict, "wrong");
      await page.reload();
      await t.ready(page);
      assert.deepStrictEqual(await state(), before);
      t.fine(page);
    });
  }

  it("is the same in a new tab, which asks whose it is", async () => {
    const url = t.fileUrl(t.build().dir);
    await fresh(url);
    await doSomething();
    const before = await state();
    assert.strictEqual(await page.$(".wm-welcome"), null);
    await page.evaluate(() => {
      location.hash = "second";
    });
    await page.waitForSelector("#second.wm-current");
    await page.evaluate(() => window.dispatchEvent(new Event("pagehide")));
    await page.close();
    page = await t.newPage(browser);
    await t.open(page, url);
    assert.deepStrictEqual(await state(), before);
    assert.strictEqual(await page.$eval(".wm-welcome a",
      (link) => link.getAttribute("href") + " " + link.textContent),
    "#second Go on reading: The second module");
    await page.click(".wm-welcome [data-action=continue]");
    assert.strictEqual(await page.$(".wm-welcome"), null);
    assert.deepStrictEqual(await state(), before);
  });

  it("does not show one learner the answers of another", async () => {
    await fresh(t.fileUrl(t.build().dir));
    await page.click("[data-action=learner]");
    await page.type("#wm-learner-name", "Aye");
    await page.keyboard.press("Escape");
    await doSomething();
    const first = await state();
    await page.click("[data-action=learner]");
    await page.click("[data-action=other]");
    await page.waitForSelector('#share[data-seed="1"]');
    const second = await state();
    assert.deepStrictEqual(second.chosen, [false, false, false]);
    assert.strictEqual(second.verdict, undefined);
    assert.strictEqual(second.typed, "");
    assert.strictEqual(second.gap, "");
    await t.choose(page, "one-word", 2);
    await t.press(page, "one-word", "check");
    await t.verdict(page, "one-word");
    await page.click("[data-action=learner]");
    const button = await page.waitForSelector("[data-action=continue]");
    assert.match(await button.evaluate((b) => b.textContent), /Aye/);
    await button.click();
    await page.waitForSelector('#share[data-seed="2"]');
    await t.verdict(page, "share");
    assert.deepStrictEqual(await state(), first);
    await page.reload();
    await t.ready(page);
    assert.deepStrictEqual(await state(), first);
    t.fine(page);
  });

  it("does not overwrite what is typed before the engine is there",
    async () => {
      await fresh(t.fileUrl(t.build().dir));
      await t.answer(page, "share", "1");
      await t.holdable(page, { atOnce: true });
      await page.reload();
      await page.waitForFunction((field) =>
        document.querySelector(field).value === "1", {}, t.field("share"));
      await t.type(page, "share", "25");
      await t.letGo(page);
      await t.ready(page);
      assert.strictEqual(await t.value(page, "share"), "25");
      assert.ok(await t.noVerdict(page, "share"));
    });

  it("of somebody who typed before the engine was there is no earlier one's",
    async () => {
      await fresh(t.fileUrl(t.build().dir));
      await t.holdable(page, { atOnce: true });
      await page.reload();
      await page.waitForFunction(
        () => document.documentElement.dataset.waymark === "loading");
      await t.type(page, "share", "1");
      await page.waitForFunction(() => Object.keys(localStorage).some(
        (key) => /:share$/.test(key)));
      await t.letGo(page);
      await t.ready(page);
      assert.strictEqual(await page.$(".wm-welcome"), null);
      await t.press(page, "share", "check");
      assert.strictEqual((await t.verdict(page, "share")).state, "wrong");
    });

  it("is cleared by two presses, not by one", async () => {
    await fresh(t.fileUrl(t.build().dir));
    await doSomething();
    await page.click("[data-action=learner]");
    await page.click("[data-action=clear]");
    assert.strictEqual(await t.value(page, "share"), "1");
    await page.click("[data-action=clear]");
    await page.waitForSelector('#share[data-seed="1"]');
    assert.strictEqual(await t.value(page, "share"), "");
    await page.reload();
    await t.ready(page);
    assert.strictEqual((await state()).verdict, undefined);
    assert.strictEqual(await t.value(page, "share"), "");
  });

  it("keeps the points, and freezes them when the solution is opened first",
    async () => {
      await fresh(t.fileUrl(t.build().dir));
      await page.click("#one-word-hint-1 summary");
      await page.waitForFunction(
        () => !document.querySelector("#one-word-solution").hidden);
      await page.click("#one-word-solution summary");
      await page.waitForFunction(() => Object.keys(localStorage).some(
        (key) => /one-word$/.test(key) &&
          JSON.parse(localStorage.getItem(key)).frozen));
      await t.choose(page, "one-word", 2);
      await t.press(page, "one-word", "check");
      assert.strictEqual((await t.verdict(page, "one-word")).state, "right");
      await t.type(page, "two-gaps", "447", "out");
      await t.type(page, "two-gaps", "44.7", "share");
      await t.press(page, "two-gaps", "check");
      await t.verdict(page, "two-gaps");
      await t.answer(page, "two-gaps", "1", "out");
      const best = await page.evaluate(() => {
        const found = {};
        Object.keys(localStorage).forEach((key) => {
          const kept = JSON.parse(localStorage.getItem(key));
          if (kept.format) found[key.split(":").pop()] = kept.best;
        });
        return found;
      });
      assert.strictEqual(best["one-word"], 0);
      assert.strictEqual(best["two-gaps"], 1);
      const done = await page.$eval('.wm-map-list a[href="#first"]',
        (link) => link.textContent);
      assert.match(done, /1 of 3/);
    });

  it("returns the text without a verdict when the exercise has changed",
    async () => {
      const folder = t.copyFolder("changed");
      const url = t.fileUrl(path.join(folder, "index.html"));
      await fresh(url);
      await t.answer(page, "share", "1");
      const file = path.join(folder, "index.html");
      const script = fs.readFileSync(file, "utf8");
      const changed = script.replace(/("share":\{[^}]*?"hash":")[^"]*/,
        "$1another");
      assert.notStrictEqual(changed, script);
      fs.writeFileSync(file, changed);
      await page.reload();
      await t.ready(page);
      assert.strictEqual(await t.value(page, "share"), "1");
      assert.ok(await t.noVerdict(page, "share"));
    });

  it("does not believe what others wrote into the store", async () => {
    await fresh(t.fileUrl(t.build().dir));
    await t.answer(page, "share", "1");
    await page.evaluate(() => {
      window.addEventListener("pagehide", (event) => {
        event.stopImmediatePropagation();
      }, true);
      Object.keys(localStorage).forEach((key) => {
        const kept = JSON.parse(localStorage.getItem(key));
        if (/share$/.test(key)) {
          kept.verdict = { state: "right", score: 1, asked: 1, attempt: 1 };
          kept.text = { answer: "<b>1</b>", other: 5 };
          kept.opened = "many";
        } else kept.list = "none";
        localStorage.setItem(key, JSON.stringify(kept));
      });
    });
    await page.reload();
    await t.ready(page);
    assert.strictEqual(await t.value(page, "share"), "<b>1</b>");
    assert.ok(await t.noVerdict(page, "share"));
    t.fine(page);
  });
});

describe("a store that does not keep", () => {
  const broken = {
    throws: () => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new Error("denied");
        }
      });
    },
    "is missing": () => {
      Object.defineProperty(window, "localStorage", { value: undefined });
    },
    forgets: () => {
      Object.defineProperty(window, "localStorage", {
        value: { getItem: () => null, setItem() {}, removeItem() {} }
      });
    },
    "is full": () => {
      const kept = {};
      let room = 3;
      Object.defineProperty(window, "localStorage", {
        value: {
          getItem: (key) => (key in kept ? kept[key] : null),
          removeItem: (key) => {
            delete kept[key];
          },
          setItem: (key, value) => {
            if (room-- <= 0) throw new Error("QuotaExceededError");
            kept[key] = value;
          }
        }
      });
    }
  };
  for (const kind of Object.keys(broken)) {
    it(kind + ": the page works and says so", async () => {
      await page.evaluateOnNewDocument(broken[kind]);
      await t.open(page, t.fileUrl(t.build().dir));
      assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
      await t.choose(page, "one-word", 2);
      await t.press(page, "one-word", "check");
      assert.strictEqual((await t.verdict(page, "one-word")).state, "right");
      await page.waitForSelector(kind === "is full"
        ? '[data-notice="kept-full"]' : '[data-notice="kept-nowhere"]');
      await page.click("[data-action=learner]");
      await page.click("[data-action=other]");
      await page.waitForFunction(
        () => document.querySelector("#share input").value === "");
      await page.click("[data-action=learner]");
      await (await page.waitForSelector("[data-action=continue]")).click();
      await page.waitForFunction(
        () => document.querySelector("#share input").value === "1");
      t.fine(page);
    });
  }
});
