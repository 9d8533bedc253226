/* When something is missing or broken: no script, no engine, no Worker, an
 * engine that hangs. The page stays readable, and says what it cannot do. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { describe, it } = require("node:test");
const t = require("./support.js");
const { endless } = require("./fake-engine.js");

let page;
t.inPages((one) => { page = one; });

/* What a reader can see of the page, found without script in the page. */
function seen() {
  return page.evaluate(() => {
    const visible = (node) => node.getClientRects().length > 0;
    const all = (selector) => Array.from(document.querySelectorAll(selector));
    return {
      state: document.documentElement.dataset.waymark,
      modules: all(".wm-module").filter(visible).length,
      exercises: all(".wm-exercise").filter(visible).length,
      /* Those that need no engine stay. */
      buttons: all("button").filter(visible).filter((b) =>
        !b.matches(".wm-search-button, .wm-map-foot button")).length,
      hints: all(".wm-hint").filter(visible).length,
      solutions: all(".wm-solution").filter(visible).length,
      checks: all(".wm-papercheck").filter(visible).length,
      notes: all(".wm-note-link").filter(visible).length,
      notice: all('[data-notice="static"]').filter(visible).length
    };
  });
}

const whole = { state: "static", modules: 3, exercises: 5, buttons: 0, hints: 3,
  solutions: 3, checks: 3, notes: 10 };

async function failed() {
  await page.waitForFunction(
    () => document.documentElement.dataset.waymark === "static" &&
      document.querySelector("[data-notice=static]"));
}

describe("without script", () => {
  it("is one readable page with all help in it", async () => {
    await page.setJavaScriptEnabled(false);
    await page.goto(t.fileUrl(t.build().dir));
    assert.deepStrictEqual(await seen(),
      Object.assign({ notice: 0 }, whole));
    await page.click("#one-word-solution summary");
    const open = await page.$eval("#one-word-solution", (d) => d.open);
    assert.ok(open);
    await page.$eval('.wm-note-link[href="#one-word-note-1"]',
      (link) => link.click());
    let note = "";
    for (let i = 0; i < 500 && !note; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      note = await page.$eval("#one-word-note-1",
        (n) => (n.getClientRects().length > 0 ? n.textContent : ""));
    }
    assert.match(note, /No, not the first\./);
    t.fine(page);
  });
});

describe("when something is missing", () => {
  it("shows all modules without the page's script", async () => {
    const folder = t.copyFolder("no-script");
    const file = path.join(folder, "index.html");
    const text = fs.readFileSync(file, "utf8");
    const last = text.lastIndexOf("<script>");
    fs.writeFileSync(file, text.slice(0, last) +
      text.slice(text.indexOf("</script>", last)).replace("</script>", ""));
    await page.goto(t.fileUrl(file));
    assert.deepStrictEqual(await seen(), Object.assign({ notice: 0 }, whole));
  });

  it("goes back to the static page without an engine", async () => {
    const folder = t.copyFolder("no-engine");
    fs.unlinkSync(path.join(folder, "assets", "engine-wasm.js"));
    fs.unlinkSync(path.join(folder, "assets", "engine-plain.js"));
    await page.goto(t.fileUrl(path.join(folder, "index.html")));
    await failed();
    assert.deepStrictEqual(await seen(), Object.assign({}, whole,
      { notice: 1 }));
    const refused = await page.evaluate(() =>
      window.waymark.answer("share", { answer: "1" })
        .then(() => "answered", () => "refused"));
    assert.strictEqual(refused, "refused");
  });

  it("offers a file of what was typed where nothing else keeps it", async () => {
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(window, "localStorage", { value: null });
      window.Worker = undefined;
      window.WebAssembly.instantiate = () => new Promise((resolve, reject) => {
        window.noEngine = () => reject(new Error("no"));
      });
    });
    await page.goto(t.fileUrl(t.build().single));
    await page.waitForFunction(() =>
      document.documentElement.dataset.waymark === "loading");
    await t.type(page, "share", "12");
    await page.waitForFunction(() => window.noEngine);
    await page.evaluate(() => window.noEngine());
    await failed();
    assert.strictEqual(await t.value(page, "share"), "12");
    await page.click("[data-notice=static] button");
    const file = JSON.parse(await page.$eval(".wm-file-box textarea",
      (area) => area.value));
    assert.strictEqual(file.exercises.share.text.answer, "12");
  });

  it("does without a part that a theme has broken, and says so", async () => {
    const folder = t.copyFolder("no-search");
    const file = path.join(folder, "index.html");
    const text = fs.readFileSync(file, "utf8");
    fs.writeFileSync(file, text.replace(/<input[^>]*type="search"[^>]*>/, ""));
    await t.open(page, t.fileUrl(file));
    assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
    assert.match(await page.$eval('[data-notice="part"]',
      (line) => line.textContent), /does not work .* read on/);
    await page.reload();
    await t.ready(page);
    assert.strictEqual((await t.verdict(page, "share")).state, "wrong");
  });

  it("takes another engine when the Worker dies and none comes after it",
    async () => {
      await page.evaluateOnNewDocument(() => {
        const Real = window.Worker;
        window.Worker = function (url) {
          if (window.dead) throw new Error("no more");
          const worker = new Real(url);
          const send = worker.postMessage.bind(worker);
          worker.postMessage = (message) => {
            if (window.dead) worker.onerror();
            else send(message);
          };
          return worker;
        };
      });
      await t.open(page, t.fileUrl(t.build().dir));
      assert.strictEqual(await t.tier(page), "worker");
      await page.evaluate(() => { window.dead = true; });
      assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
      assert.strictEqual(await t.tier(page), "wasm");
      assert.ok(!await page.$("[data-notice]"));
    });

  it("takes the plain engine when the other is broken", async () => {
    const folder = t.copyFolder("broken-engine");
    fs.writeFileSync(path.join(folder, "assets", "engine-wasm.js"),
      'waymark.wasm("AGFzbQEAAAA=");');
    await t.open(page, t.fileUrl(path.join(folder, "index.html")));
    assert.strictEqual(await t.tier(page), "plain");
    assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
  });

  it("uses the page where Workers are refused", async () => {
    await page.evaluateOnNewDocument(() => {
      window.Worker = function () {
        throw new Error("refused");
      };
    });
    await t.open(page, t.fileUrl(t.build().single));
    assert.strictEqual(await t.tier(page), "wasm");
    assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
    t.fine(page);
  });

  it("takes the plain engine where WebAssembly is missing", async () => {
    await page.evaluateOnNewDocument(() => {
      delete window.WebAssembly;
    });
    await t.open(page, t.fileUrl(t.build().dir));
    assert.strictEqual(await t.tier(page), "plain");
    assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
    t.fine(page);
  });

  it("is static in a single file where WebAssembly is missing", async () => {
    await page.evaluateOnNewDocument(() => {
      delete window.WebAssembly;
    });
    await page.goto(t.fileUrl(t.build().single));
    await failed();
    assert.deepStrictEqual(await seen(), Object.assign({}, whole,
      { notice: 1 }));
  });
});

/* WebKit under GNOME looks into a file, and takes the page for XHTML. */
describe("a page that is read as XHTML", () => {
  it("is the same", async () => {
    const folder = t.copyFolder("xhtml");
    const index = path.join(folder, "index.xhtml");
    fs.renameSync(path.join(folder, "index.html"), index);
    await t.open(page, t.fileUrl(index));
    const seen = await page.evaluate(() => [document.contentType,
      Array.from(document.querySelectorAll("svg, path, math"),
        (node) => node.namespaceURI).filter((uri) => /xhtml/.test(uri))]);
    assert.deepStrictEqual(seen, ["application/xhtml+xml", []]);
    await t.answer(page, "share", "1");
    await page.click("[data-action=search]");
    await page.type("#wm-search-words", "school");
    await page.waitForSelector(".wm-results a");
    t.fine(page);
  });
});

describe("an engine that hangs", () => {
  it("is killed, the page stays alive, and a new one goes on", async () => {
    const folder = t.copyFolder("endless");
    fs.writeFileSync(path.join(folder, "assets", "engine-wasm.js"),
      'waymark.wasm("' + endless.toString("base64") + '");');
    await t.open(page, t.fileUrl(path.join(folder, "index.html")));
    assert.strictEqual(await t.tier(page), "worker");
    await t.type(page, "share", "1");
    await t.press(page, "share", "check");
    await page.waitForSelector("#share .wm-checking");
    /* Meanwhile the page goes on. */
    await page.click("#one-word-hint-1 summary");
    await t.type(page, "two-gaps", "5", "out");
    assert.ok(await page.$("#share .wm-checking"));
    const first = await t.verdict(page, "share");
    assert.strictEqual(first.state, "error");
    assert.strictEqual(first.attempt, "0");
    assert.strictEqual(await t.value(page, "share"), "1");
    await t.type(page, "share", "2");
    await t.press(page, "share", "check");
    assert.strictEqual((await t.verdict(page, "share")).state, "error");
    /* Opening the page again does not start that code again. */
    await t.holdable(page);
    await page.reload();
    await t.ready(page);
    assert.strictEqual((await t.verdict(page, "share")).state, "error");
    const asked = await page.evaluate(() => window.asked);
    assert.ok(asked.length > 0);
    assert.ok(asked.every((request) => JSON.parse(request).op === "load"));
    t.fine(page);
  });
});
