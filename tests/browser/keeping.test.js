/* Nothing is lost and nobody sees another's answers: several windows, learners,
 * stores that fill up, files loaded over newer answers. */
"use strict";
const assert = require("node:assert");
const { afterEach, beforeEach, describe, it } = require("node:test");
const r = require("./results.js");
const t = require("./support.js");

let browser;
let context;
let page;
const ADDRESS = () => t.fileUrl(t.build("kinds").dir) + "#quizzes";
t.inBrowser((one) => { browser = one; });
beforeEach(async () => {
  context = await browser.createBrowserContext();
  page = await another();
});
afterEach(async () => {
  await context.close();
});

/* One more window in the same store. `deaf`: it does not hear what the others
 * write, as in some readers. */
async function another(deaf) {
  const window = await t.newPage(context);
  if (deaf) {
    await window.evaluateOnNewDocument(() => {
      window.addEventListener("storage",
        (event) => event.stopImmediatePropagation(), true);
    });
  }
  await t.open(window, ADDRESS());
  return window;
}

/* Brings another window to the front once it has what this one wrote: a browser
 * hands it on in its own time. */
async function turn(from, to) {
  const all = await from.evaluate(() => JSON.stringify(localStorage));
  await to.waitForFunction((all) => {
    const here = Object.assign({}, localStorage);
    return Object.entries(JSON.parse(all))
      .every(([key, value]) => here[key] === value);
  }, {}, all);
  await to.bringToFront();
}

function shown(window, value) {
  return window.waitForFunction((field, value) =>
    document.querySelector(field).value === value, {}, t.field("r-one"), value);
}

function back(window) {
  return window.evaluate(() => { location.hash = "#quizzes"; });
}

describe("several windows", () => {
  it("show the same learner the same", async () => {
    const other = await another();
    await page.bringToFront();
    await t.answer(page, "r-one", "5");
    await shown(other, "5");
    assert.strictEqual((await t.verdict(other, "r-one")).state, "wrong");
    await turn(page, other);
    await t.answer(other, "r-one", "4");
    await shown(page, "4");
    const record = await r.kept(page, "r-one");
    assert.deepStrictEqual(record.log.map((a) => a.typed.answer), ["5", "4"]);
    await r.menu(other, "other");
    await shown(page, "");
    t.fine(page);
    t.fine(other);
  });

  it("lose neither attempts nor scores of each other", async () => {
    const other = await another(true);
    await page.bringToFront();
    await t.answer(page, "r-one", "4");
    await turn(page, other);
    await t.answer(other, "r-one", "6");
    const record = await r.kept(other, "r-one");
    assert.strictEqual(record.best, 1);
    assert.deepStrictEqual(record.log.map((a) => a.typed.answer), ["4", "6"]);
  });

  it("judge nobody by a variant whose text is yet to come", async () => {
    const other = await another();
    await t.holdable(page);
    await page.reload();
    for (const window of [other, page]) {
      await t.ready(window);
      await window.evaluate(() => { location.hash = "#variants"; });
      await window.waitForFunction(
        () => document.querySelector("#variants").matches(".wm-current"));
    }
    await t.hold(page);
    await other.bringToFront();
    await t.press(other, "lucky", "another");
    await other.waitForSelector('#lucky:not([data-seed="1"])');
    await turn(other, page);
    await page.waitForFunction(() => window.holding() > 0);
    const name = await page.$eval("#lucky p strong", (one) => one.textContent);
    await t.type(page, "lucky", name);
    await t.press(page, "lucky", "check");
    await t.letGo(page);
    await page.waitForSelector('#lucky:not([data-seed="1"])');
    await page.evaluate(() => window.waymark.answer("r-one", { answer: "1" }));
    assert.ok(await t.noVerdict(page, "lucky"));
    assert.strictEqual(await t.value(page, "lucky"), name);
    const now = await page.$eval("#lucky p strong", (one) => one.textContent);
    assert.notStrictEqual(now, name);
    assert.strictEqual((await t.answer(page, "lucky", now)).state, "right");
    assert.strictEqual((await r.kept(page, "lucky")).log.length, 1);
    t.fine(page);
  });

  it("do not drop a learner, nor give the answers of one to the next",
    async () => {
      await r.name(page, "Suda");
      const other = await another(true);
      await page.bringToFront();
      await r.menu(page, "other");
      await r.name(page, "Aung");
      await t.answer(page, "r-one", "4");
      await turn(page, other);
      await t.answer(other, "r-one", "6");
      await r.name(other, "Suda K.");
      await r.menu(other, "other");
      await shown(other, "");
      await t.answer(other, "r-one", "7");
      const slots = (await r.kept(page, "slots")).list;
      assert.deepStrictEqual(slots.map((s) => s.name), ["Suda K.", "Aung", ""]);
      const typed = await Promise.all(["1", "2", "3"].map(async (id) =>
        (await r.kept(page, id + ":r-one")).text.answer));
      assert.deepStrictEqual(typed, ["6", "4", "7"]);
    });
});

describe("several learners", () => {
  it("do not get a verdict on what somebody else typed", async () => {
    await t.holdable(page);
    await page.reload();
    await t.ready(page);
    await t.type(page, "r-one", "5");
    await t.hold(page);
    await t.press(page, "r-one", "check");
    await r.menu(page, "other");
    await t.letGo(page);
    /* The engine replies in turn. */
    await page.evaluate(() => window.waymark.answer("r-one", { answer: "1" }));
    assert.ok(await t.noVerdict(page, "r-one"));
    assert.strictEqual(await r.kept(page, "2:r-one"), null);
    assert.strictEqual((await r.kept(page, "1:r-one")).text.answer, "5");
    await t.type(page, "r-one", "4");
    await t.press(page, "r-one", "check");
    assert.strictEqual((await t.verdict(page, "r-one")).state, "right");
    t.fine(page);
  });

  it("see nobody's answers before they say who they are", async () => {
    await r.name(page, "Suda");
    await t.answer(page, "r-one", "4");
    await r.menu(page, "other");
    await r.name(page, "Aung");
    await t.answer(page, "r-one", "5");
    const tab = await another();
    const asked = () => tab.$$eval(".wm-welcome button",
      (list) => list.map((one) => one.textContent));
    assert.deepStrictEqual(await asked(), ["Continue as \u2068Suda\u2069",
      "Continue as \u2068Aung\u2069", "I am someone else"]);
    assert.strictEqual(await t.value(tab, "r-one"), "");
    await tab.reload();
    await t.ready(tab);
    assert.strictEqual(await t.value(tab, "r-one"), "");
    assert.strictEqual(await t.value(page, "r-one"), "5");
    await tab.click(".wm-welcome [data-action=continue]");
    await shown(tab, "4");
    await shown(page, "4");
    assert.strictEqual(await tab.$(".wm-welcome"), null);
    await tab.reload();
    await t.ready(tab);
    assert.strictEqual(await t.value(tab, "r-one"), "4");
    const third = await another();
    await t.answer(third, "r-one", "6");
    const slots = await r.kept(third, "slots");
    assert.deepStrictEqual(slots.list.map((s) => s.name), ["Suda", "Aung", ""]);
    assert.strictEqual((await r.kept(third, "3:r-one")).text.answer, "6");
    t.fine(third);
  });

  it("stay apart when the list of them is lost", async () => {
    await t.answer(page, "r-one", "5");
    await r.menu(page, "other");
    await t.answer(page, "r-one", "4");
    await page.evaluate(() => Object.keys(localStorage).filter((key) =>
      /slots$/.test(key)).forEach((key) => localStorage.removeItem(key)));
    await page.reload();
    await t.ready(page);
    await r.menu(page, "other");
    await shown(page, "");
    await t.answer(page, "r-one", "3");
    assert.strictEqual((await r.kept(page, "2:r-one")).text.answer, "4");
    assert.strictEqual((await r.kept(page, "3:r-one")).text.answer, "3");
  });

  it("may have the same name, and names of any sort", async () => {
    const names = ["Suda", "Suda", "\u0633\u0639\u0627\u062f", "<b>x</b>",
      "\ud83d\udc69".repeat(80), "a\u202eb"];
    for (const one of names) {
      await r.name(page, one);
      await t.answer(page, "r-one", "4");
      await r.menu(page, "other");
    }
    await page.click(".wm-learner > button");
    const shown = await page.$$eval(
      ".wm-learner-panel [data-action=continue]", (b) => b.map((one) =>
        one.textContent.replace(/^Continue as /, "")));
    assert.deepStrictEqual(shown, ["\u2068Suda (1)\u2069", "\u2068Suda (2)\u2069",
      "\u2068\u0633\u0639\u0627\u062f\u2069", "\u2068<b>x</b>\u2069",
      "\u2068" + "\ud83d\udc69".repeat(60) + "\u2069", "\u2068ab\u2069"]);
    t.fine(page);
  });

  it("leave nothing behind when they clear their answers", async () => {
    await t.answer(page, "r-one", "4");
    await r.name(page, "Suda");
    await page.evaluate(() => {
      const key = Object.keys(localStorage).filter((k) => /r-one$/.test(k))[0];
      localStorage.setItem(key.replace("r-one", "gone-since"),
        localStorage.getItem(key));
    });
    await page.evaluate(() => {
      document.querySelector(".wm-learner > button").click();
      const clear = document.querySelector(
        ".wm-learner-panel [data-action=clear]");
      clear.click();
      clear.click();
    });
    const left = await page.evaluate(() => Object.keys(localStorage).map(
      (key) => key.split(":").slice(3).join(":")));
    assert.deepStrictEqual(left, ["slots"]);
    assert.strictEqual((await r.kept(page, "slots")).list[0].name, "");
  });
});

describe("keeping", () => {
  it("comes too late by no moment", async () => {
    await t.type(page, "r-one", "44");
    await page.reload();
    await t.ready(page);
    assert.strictEqual(await t.value(page, "r-one"), "44");
  });

  it("goes on in a full store with what fits, and tells", async () => {
    await t.answer(page, "q-one", "2");
    await page.evaluate(() => {
      let piece = "x".repeat(1 << 20);
      for (let n = 0; piece.length > 0; n++) {
        try {
          localStorage.setItem("other" + n, piece);
        } catch (e) {
          piece = piece.slice(0, piece.length >> 1);
        }
      }
    });
    await t.answer(page, "r-one", "4");
    const words = await page.$eval('[data-notice="kept-full"]',
      (p) => p.textContent);
    assert.match(words, /no room left .* My results/);
    const file = JSON.parse(await r.made(page, "save"));
    assert.deepStrictEqual([file.exercises["q-one"].best,
      file.exercises["r-one"].best], [1, 1]);
    await page.evaluate(() => Object.keys(localStorage).filter((key) =>
      /^other/.test(key)).forEach((key) => localStorage.removeItem(key)));
    await page.reload();
    await t.ready(page);
    await back(page);
    assert.strictEqual(await t.value(page, "r-one"), "4");
    assert.ok(!await page.$('[data-notice="kept-full"]'));
    t.fine(page);
  });

  it("brings back first what somebody goes to", async () => {
    await page.evaluate(() => { location.hash = "#kinds"; });
    await t.answer(page, "word", "refugee");
    await t.press(page, "steps", "check");
    await t.verdict(page, "steps");
    await page.evaluate(() => { location.hash = "#variants"; });
    await t.press(page, "lucky", "another");
    await page.waitForSelector('#lucky:not([data-seed="1"])');
    await page.evaluate(() => { location.hash = "#quizzes"; });
    await t.holdable(page, { atOnce: true, only: '"exercise":"word"' });
    await page.reload();
    await page.waitForFunction(() => window.holding() > 0);
    await t.ready(page);
    await page.evaluate(() => { location.hash = "#variants"; });
    await page.waitForSelector("#lucky", { visible: true });
    await t.letGo(page);
    await page.waitForSelector('#lucky:not([data-seed="1"])');
    await page.waitForFunction(() =>
      document.querySelector("#steps .wm-verdict").dataset.state);
    const asked = (await page.evaluate(() => window.asked)).map((request) =>
      JSON.parse(request).exercise).filter(Boolean);
    assert.deepStrictEqual(asked, ["word", "lucky", "steps"]);
    t.fine(page);
  });

  it("shows the first variant when the kept one cannot be drawn", async () => {
    await page.evaluate(() => { location.hash = "#variants"; });
    await t.answer(page, "lucky", "x");
    await page.evaluateOnNewDocument(() => {
      const Real = window.Worker;
      window.Worker = function (url) {
        const worker = new Real(url);
        const send = worker.postMessage.bind(worker);
        worker.postMessage = (message) => {
          if (/"draw".*"seed":77/.test(message.request)) {
            message.request = message.request.replace(/"exercise":"[^"]*"/,
              '"exercise":"missing"');
          }
          send(message);
        };
        return worker;
      };
    });
    await page.evaluate(() => {
      const key = Object.keys(localStorage).filter((k) => /lucky$/.test(k))[0];
      const record = JSON.parse(localStorage.getItem(key));
      record.seed = 77;
      localStorage.setItem(key, JSON.stringify(record));
    });
    await page.reload();
    await t.ready(page);
    assert.strictEqual(await t.value(page, "lucky"), "x");
    await back(page);
    assert.strictEqual((await t.answer(page, "r-one", "4")).state, "right");
    t.fine(page);
  });
});

describe("a file over what is here", () => {
  /* A file of Suda's with 4, right, for r-one, changed by `change`; the store is
   * empty again. */
  async function saved(change) {
    await r.name(page, "Suda");
    await t.answer(page, "r-one", "4");
    const file = JSON.parse(await r.made(page, "save"));
    await page.evaluate(() => localStorage.clear());
    if (change) change(file);
    await page.goto("about:blank");
    await t.open(page, ADDRESS());
    return file;
  }

  it("does not replace newer answers, but adds its own", async () => {
    const file = await saved();
    await r.name(page, "Suda");
    await t.answer(page, "r-one", "5");
    await r.paste(page, JSON.stringify(file));
    await back(page);
    await shown(page, "5");
    const record = await r.kept(page, "r-one");
    assert.strictEqual(record.best, 1);
    assert.deepStrictEqual(record.log.map((a) => a.typed.answer), ["4", "5"]);
  });

  it("does not win by a clock that goes wrong", async () => {
    const file = await saved((one) => {
      one.exercises["r-one"].time = Date.UTC(2099, 0, 1);
    });
    await r.name(page, "Suda");
    await t.type(page, "r-one", "5");
    await r.paste(page, JSON.stringify(file));
    await back(page);
    await shown(page, "5");
    assert.strictEqual((await r.kept(page, "r-one")).best, 1);
  });

  it("brings its answers where only a hint was opened meanwhile", async () => {
    const file = await saved();
    await page.evaluate(() => {
      const prefix = "waymark:kinds-test:1:";
      localStorage.setItem(prefix + "1:r-one", JSON.stringify({ format: 1,
        seed: 1, text: { answer: "" }, verdict: null, best: 0, opened: 1,
        time: Date.now() + 1000, log: [] }));
    });
    await page.reload();
    await t.ready(page);
    await r.paste(page, JSON.stringify(file));
    await back(page);
    await shown(page, "4");
    assert.strictEqual((await t.verdict(page, "r-one")).state, "right");
  });

  it("of another Suda stays hers", async () => {
    const file = await saved();
    await r.name(page, "Suda");
    await t.answer(page, "q-one", "3");
    await r.menu(page, "other");
    await t.answer(page, "q-one", "2");
    assert.match(await r.paste(page, JSON.stringify(file)),
      /shown as the answers of \u2068Suda \(3\)\u2069\.$/);
    await back(page);
    await shown(page, "4");
    assert.strictEqual(await t.value(page, "q-one"), "");
    assert.strictEqual((await r.kept(page, "1:q-one")).text.answer, "3");
    assert.strictEqual((await r.kept(page, "2:q-one")).text.answer, "2");
  });

  it("is nobody's until it has been looked at", async () => {
    const file = await saved((one) => { one.learner.name = "Aung"; });
    await r.name(page, "Suda");
    await t.answer(page, "q-one", "3");
    await t.holdable(page);
    await page.reload();
    await t.ready(page);
    await t.hold(page);
    await r.give(page, JSON.stringify(file));
    await back(page);
    await t.type(page, "r-one", "9");
    await t.letGo(page);
    await page.waitForFunction(() => /Aung/.test(
      document.querySelector(".wm-learner-name").textContent));
    await shown(page, "4");
    assert.strictEqual((await r.kept(page, "1:r-one")).text.answer, "9");
    assert.strictEqual((await r.kept(page, "2:r-one")).text.answer, "4");
    t.fine(page);
  });

  it("with rubbish in it does no harm", async () => {
    const file = await saved();
    const record = file.exercises["r-one"];
    const worst = '{"format":"waymark-progress","version":1,"course":' +
      JSON.stringify(file.course) + ',"learner":{"name":{"a":1}},' +
      '"__proto__":{"x":1},"exercises":{"__proto__":{"format":1},' +
      '"q-one":{"format":1,"text":["x"],"log":{"length":9},"best":"1"},' +
      '"r-one":' + JSON.stringify(Object.assign({}, record, {
      seed: 1e300, text: { answer: "y".repeat(300000), other: 3 },
      verdict: { state: {}, diagnosis: {} }, hash: {}, opened: -1 })) + "}}";
    assert.match(await r.paste(page, worst), /from the file: 2\./);
    await page.reload();
    await t.ready(page);
    await back(page);
    assert.strictEqual((await t.answer(page, "q-one", "2")).state, "right");
    t.fine(page);
  });
});
