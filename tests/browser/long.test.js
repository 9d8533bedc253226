/* A long course: its later sections come folded into comments and are built when
 * they are wanted. Whoever reads, answers, prints or has no script finds them as
 * in a short one. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, afterEach, before, beforeEach, describe, it } =
  require("node:test");
const t = require("./support.js");

const LONG = 1.1e6; /* bytes of the first module: the others are folded */
let browser;
let page;
let index;
let url;
let text;

function makeCourse() {
  const course = path.join(t.scratch, "long");
  const out = path.join(t.scratch, "long-out");
  const line = "Every figure has a source, a date and a population. ".repeat(20);
  fs.cpSync(path.join(__dirname, "kinds"), course, { recursive: true });
  const manifest = path.join(course, "course.yaml");
  fs.writeFileSync(manifest, fs.readFileSync(manifest, "utf8")
    .replace("id: kinds-test", "id: long-test")
    .replace("modules:\n", "modules:\n  - 00-long.md\n"));
  fs.writeFileSync(path.join(course, "00-long.md"), "---\ntitle: Long\n---\n\n" +
    "A [stock](term:stock), and [a table](02-variants.md#sizes).\n\n" +
    (line + "\n\n").repeat(Math.ceil(LONG / line.length)));
  fs.writeFileSync(path.join(course, "glossary.yaml"),
    "- id: stock\n  term: Stock\n  definition: How many on one day -->.\n");
  t.run(process.env.WAYMARK_RELEASE,
    ["build", course, "-o", out, "--to", "dir"]);
  return path.join(out, "long-test-en", "index.html");
}

before(async () => {
  index = makeCourse();
  url = t.fileUrl(index);
  text = fs.readFileSync(index, "utf8");
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  t.cleanUp();
});
beforeEach(async () => {
  page = await t.alone(browser);
  await page.setViewport({ width: 1280, height: 800 });
});
afterEach(() => page.leave());

/* A copy of the page with its text changed. */
function changed(name, change) {
  const folder = path.join(t.scratch, name);
  fs.cpSync(path.dirname(index), folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "index.html"), change(text));
  return t.fileUrl(path.join(folder, "index.html"));
}

/* Keeps the page from building what nobody asks for: its turns are over after
 * one section, and the next never comes. */
function stayFolded() {
  return page.evaluateOnNewDocument(() => {
    const clock = Date.now;
    const timeout = window.setTimeout;
    let late = 0;
    Date.now = () => clock() + (late += 10);
    window.setTimeout = function (what, delay) {
      return arguments.length === 2 && delay === 0
        ? 0 : timeout.apply(this, arguments);
    };
  });
}

/* How many sections are folded, and how many are there. */
function state() {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(
      document.querySelector(".wm-main"), NodeFilter.SHOW_COMMENT);
    let folded = 0;
    while (walker.nextNode()) {
      if (/<section/.test(walker.currentNode.data)) folded++;
    }
    return {
      folded, scripts: document.querySelectorAll(".wm-main script").length,
      built: document.querySelectorAll(".wm-module, .wm-answers").length
    };
  });
}

async function everything() {
  await page.waitForFunction(
    () => document.querySelector(".wm-answers") &&
      !document.querySelector(".wm-main script"));
}

const TITLES = ["Long", "Kinds", "Variants", "Quizzes"];

async function titlesSeen() {
  return page.$$eval(".wm-module-title", (list) => list
    .filter((one) => one.getClientRects().length > 0)
    .map((one) => one.textContent.trim()));
}

describe("a long course", () => {
  it("is folded in its file, and whole soon after it is ready", async () => {
    assert.match(text, /<script>waymark\.fold\(\)<\/script><section/);
    await t.open(page, url);
    await everything();
    assert.strictEqual((await state()).folded, 0);
    const ids = await page.$$eval("[id]", (list) => list.map((one) => one.id));
    assert.strictEqual(new Set(ids).size, ids.length);
    assert.strictEqual(await page.$$eval(".wm-exercise .wm-actions[hidden]",
      (list) => list.length), 0);
    t.fine(page);
  });

  it("builds what an address, a link or a term leads to", async () => {
    await page.goto(url + "#sizes");
    await page.waitForSelector("#sizes");
    assert.deepStrictEqual(await titlesSeen(), ["Variants"]);
    await t.ready(page);
    await page.goto("about:blank");
    await t.open(page, url);
    await page.click('a[href="#wm-term-stock"]');
    assert.match(await page.$eval(".wm-popup", (box) => box.textContent),
      /How many on one day -->\./);
    await page.keyboard.press("Escape");
    await page.click('.wm-module a[href="#sizes"]');
    await page.waitForSelector("#sizes", { visible: true });
    assert.deepStrictEqual(await titlesSeen(), ["Variants"]);
    t.fine(page);
  });

  it("finds by searching what was never shown", async () => {
    await t.open(page, url);
    await page.click("[data-action=search]");
    await page.type("#wm-search-words", "double of which");
    await page.waitForSelector('.wm-results a[href="#doubles"]');
    t.fine(page);
  });

  it("keeps answers, and counts those of sections not yet built", async () => {
    await t.open(page, url + "#lucky");
    const name = await page.$eval("#lucky p strong", (one) => one.textContent);
    assert.strictEqual((await t.answer(page, "lucky", name)).state, "right");
    await t.press(page, "doubles", "another");
    await page.waitForFunction(
      () => document.querySelector("#doubles").dataset.seed !== "1");
    await stayFolded();
    await page.goto("about:blank");
    await t.open(page, url);
    assert.ok((await state()).folded > 0);
    const count = '.wm-map-list a[href="#variants"] .wm-map-state';
    assert.match(await page.$eval(count, (one) => one.textContent), /1\/6/);
    await page.click('.wm-map-list a[href="#variants"]');
    assert.strictEqual((await t.verdict(page, "lucky")).state, "right");
    await page.waitForSelector("#lucky .wm-solved-mark");
    await page.waitForFunction(
      () => document.querySelector("#doubles").dataset.seed !== "1");
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.strictEqual((await state()).folded, 0);
    assert.ok(await page.$eval("#wm-answer-doubles",
      (one) => one.classList.contains("wm-other-variant")));
    t.fine(page);
  });
});

/* The least that a learning platform is; it keeps what it is told. */
const PLATFORM = `<!DOCTYPE html><html lang="en"><title>Platform</title>
<script>
const kept = JSON.parse(window.name || "{}");
window.API = {
  LMSInitialize: () => "true", LMSFinish: () => "true",
  LMSCommit: () => { window.name = JSON.stringify(kept); return "true"; },
  LMSGetValue: (key) => kept[key] || "",
  LMSSetValue: (key, value) => { kept[key] = String(value); return "true"; },
  LMSGetLastError: () => "0", LMSGetErrorString: () => "",
  LMSGetDiagnostic: () => ""
};
window.kept = kept;
</script><iframe width="1200" height="800" src="index.html"></iframe></html>`;

describe("a long course in a learning platform", () => {
  it("gives back all answers, and loses none", async () => {
    const folder = path.dirname(index);
    fs.writeFileSync(path.join(folder, "platform.html"), PLATFORM);
    const server = await t.serve(folder);
    const own = await t.alone(browser, server.url);
    const inFrame = async () => {
      await own.goto(server.url + "platform.html");
      const frame = t.asPage(await (await own.$("iframe")).contentFrame(), own);
      await t.ready(frame);
      return frame;
    };
    try {
      let frame = await inFrame();
      await frame.$eval(t.field("q-one"), (input) => {
        input.value = "2";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await frame.$eval("#q-one [data-action=check]", (one) => one.click());
      assert.strictEqual((await t.verdict(frame, "q-one")).state, "right");
      const first = await own.evaluate(() => kept["cmi.suspend_data"]);
      frame = await inFrame();
      await frame.evaluate(() => localStorage.clear());
      frame = await inFrame();
      assert.strictEqual(await t.value(frame, "q-one"), "2");
      const states = await own.evaluate(() =>
        JSON.parse(kept["cmi.suspend_data"]).s);
      assert.strictEqual(states, JSON.parse(first).s);
      assert.deepStrictEqual(own.problems, []);
    } finally {
      await own.leave();
      server.close();
    }
  });
});

describe("a long course when something is missing", () => {
  async function readable() {
    assert.deepStrictEqual(
      (await titlesSeen()).filter((one) => TITLES.includes(one)), TITLES);
    assert.strictEqual(await page.$$eval(".wm-exercise", (list) =>
      list.filter((one) => one.getClientRects().length > 0).length), 18);
  }

  it("is one readable page without script", async () => {
    await page.setJavaScriptEnabled(false);
    await page.goto(url);
    await readable();
    t.fine(page);
  });

  it("is one without the page's script, or when a policy forbids all",
    async () => {
      await page.goto(changed("no-page-script", (all) => all.replace(
        /<script>\/\/<!\[CDATA\[\n(?=[^]{0,3000}?"use strict")[^]*?<\/script>(?=\s*<script src)/,
        "")));
      await page.waitForFunction(
        () => !document.documentElement.classList.contains("wm-paged"));
      await readable();
      await page.goto(changed("policy", (all) => all.replace(
        /content="default-src[^"]*"/, "content=\"script-src 'none'\"")));
      await readable();
    });

  it("is one when the engine cannot start", async () => {
    const away = changed("no-engine", (all) => all);
    await t.open(page, away + "#q-one");
    await t.type(page, "q-one", "41");
    await page.goto("about:blank");
    for (const name of ["engine-wasm.js", "engine-plain.js"]) {
      fs.rmSync(path.join(t.scratch, "no-engine", "assets", name));
    }
    await page.goto(away);
    await page.waitForSelector("[data-notice=static]");
    await readable();
    assert.strictEqual(await t.value(page, "q-one"), "41");
  });
});
