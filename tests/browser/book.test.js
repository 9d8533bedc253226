/* The EPUB's pages as reading systems show them: scripted, with a policy that
 * forbids WebAssembly and Workers (as Readium Web's does), and without script.
 * The documents are XML, which forgives nothing. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, afterEach, before, describe, it } = require("node:test");
const t = require("./support.js");

let browser;
let page;
t.inBrowser((one) => { browser = one; });
afterEach(() => page.leave());

async function answerAll(page) {
  await t.choose(page, "one-word", 3);
  await t.press(page, "one-word", "check");
  assert.strictEqual((await t.verdict(page, "one-word")).state, "wrong");
  await t.choose(page, "one-word", 2);
  await t.press(page, "one-word", "check");
  const right = await t.verdict(page, "one-word");
  assert.strictEqual(right.state, "right");
  assert.strictEqual(right.feedback, "Yes, the second.");
  assert.strictEqual((await t.answer(page, "share", "x")).state, "unreadable");
  assert.strictEqual((await t.answer(page, "share", "1")).state, "wrong");
  await t.press(page, "share", "another");
  await page.waitForSelector('#share[data-seed="2"]');
  await t.type(page, "two-gaps", "447", "out");
  await t.type(page, "two-gaps", "44.7 %", "share");
  await t.press(page, "two-gaps", "check");
  assert.strictEqual((await t.verdict(page, "two-gaps")).state, "right");
}

/* Opens a chapter whose scripts run one by one in an order of names; "" stands
 * for those that are not named, which come last without it. */
async function openScattered(page, order) {
  const chapter = t.chapterWith("share");
  const whole = fs.readFileSync(chapter, "utf8");
  const sources = Array.from(
    whole.matchAll(/<script src="([^"]+)"><\/script>/g), (m) => m[1]);
  assert.ok(sources.length >= 4);
  const bare = path.join(path.dirname(chapter), "late.xhtml");
  fs.writeFileSync(bare, whole.replace(/<script src=.*?<\/script>/g, ""));
  await page.goto(t.fileUrl(bare));
  const rank = (src) => {
    const place = order.indexOf(path.basename(src, ".js"));
    const rest = order.indexOf("");
    return place >= 0 ? place : rest >= 0 ? rest : order.length;
  };
  sources.sort((a, b) => rank(a) - rank(b));
  await page.evaluate((list) => {
    /* All stand in the document before the first has come. */
    const places = list.map((src) => {
      const place = document.createElement("script");
      place.type = "text/x-later";
      place.setAttribute("src", src);
      return document.body.appendChild(place);
    });
    return places.reduce((last, place) => last.then(() =>
      new Promise((resolve) => {
        const element = document.createElement("script");
        element.setAttribute("src", place.getAttribute("src"));
        element.onload = resolve;
        place.replaceWith(element);
      })), Promise.resolve());
  }, sources);
}

describe("a chapter in a reader with script", () => {
  it("checks answers and keeps them", async () => {
    page = await t.alone(browser);
    await t.open(page, t.fileUrl(t.chapterWith("share")));
    assert.strictEqual(await t.tier(page), "worker");
    const isXml = await page.evaluate(
      () => document.contentType === "application/xhtml+xml");
    assert.ok(isXml);
    /* Solutions come from the end of the chapter to where they belong. */
    const places = await page.evaluate(() => [
      document.querySelectorAll(".wm-solutions, .wm-solution-link").length,
      document.querySelectorAll("#one-word > .wm-solution").length
    ]);
    assert.deepStrictEqual(places, [0, 1]);
    await answerAll(page);
    await t.click(page, "#one-word-solution summary");
    assert.ok(await page.$eval("#one-word-solution", (d) => d.open));
    await page.reload();
    await t.ready(page);
    assert.strictEqual((await t.verdict(page, "two-gaps")).state, "right");
    t.fine(page);
  });

  /* As calibre's viewer, which puts a chapter into a page of its own: the
   * scripts are added one by one, in any order. */
  const ORDERS = {
    "the page script before what it needs": ["start", "waymark"],
    "the first of them last": ["waymark", "course", "", "start"],
    "all others before these two": ["", "start", "waymark"]
  };
  for (const [what, order] of Object.entries(ORDERS)) {
    it("waits for scripts in any order: " + what, async () => {
      page = await t.alone(browser);
      await openScattered(page, order);
      await t.ready(page);
      assert.strictEqual(await t.tier(page), "worker");
      await answerAll(page);
      t.fine(page);
    });
  }

  it("leaves no click on its controls to the reader, but those on links",
    async () => {
      page = await t.alone(browser);
      await t.open(page, t.fileUrl(t.chapterWith("share")));
      await page.evaluate(() => {
        window.heard = [];
        for (const kind of ["click", "keydown", "keypress", "keyup"]) {
          document.addEventListener(kind, (event) => {
            window.heard.push(kind + " " + event.target.localName);
            if (kind === "click") event.preventDefault();
          });
        }
      });
      await t.choose(page, "one-word", 1);
      await page.click("#one-word label");
      await t.press(page, "one-word", "check");
      await t.verdict(page, "one-word"); /* else it moves what is clicked next */
      await t.click(page, "#one-word-hint-1 summary");
      await t.answer(page, "share", "12");
      assert.deepStrictEqual(await page.evaluate(() => window.heard), []);
      assert.ok(await page.$eval("#one-word-hint-1", (d) => d.open));
      await page.click(".wm-noteref");
      assert.deepStrictEqual(await page.evaluate(() => window.heard),
        ["click a"]);
      await page.focus(t.field("share"));
      await page.keyboard.press("PageDown");
      assert.deepStrictEqual(await page.evaluate(() => window.heard),
        ["click a", "keydown input", "keyup input"]);
    });
});

describe("a chapter under Readium Web's policy", () => {
  let server;
  before(async () => {
    server = await t.serve(t.build().book, {
      "Content-Security-Policy": "connect-src 'none'; script-src 'self' " +
        "blob: 'unsafe-inline'; child-src 'self'; form-action 'none'"
    });
  });
  after(() => server.close());

  it("finds the plain engine and checks answers", async () => {
    page = await t.alone(browser, server.url);
    const file = path.relative(t.build().book, t.chapterWith("share"));
    await t.open(page, server.url + file.split(path.sep).join("/"));
    assert.strictEqual(await t.tier(page), "plain");
    await answerAll(page);
    const other = page.problems.filter(
      (p) => !/Content Security Policy|WebAssembly/.test(p));
    assert.deepStrictEqual(other, []);
  });
});

/* Readers on paper-like screens: no style sheet, no script, no fields; elements
 * that came with HTML 5 are as good as a div, and `hidden` says nothing. */
function plainly(text) {
  return text.replace(/<link [^>]*\/>|<(script|button)\b.*?<\/\1>/gs,
    (whole, name) => (name === "button" ? whole : ""))
    .replace(/<(\/?)(details|summary|section|fieldset|legend)\b/g, "<$1div")
    .replace(/<(input|textarea)\b[^>]*\/>/g, "")
    .replace(/ (hidden|role|epub:type)="[^"]*"/g, "");
}

describe("a chapter in a reader that knows neither details nor hidden", () => {
  it("has nobody read a solution with its question", async () => {
    page = await t.alone(browser);
    await page.setJavaScriptEnabled(false);
    const chapter = t.chapterWith("share");
    const bare = path.join(path.dirname(chapter), "plain.xhtml");
    fs.writeFileSync(bare, plainly(fs.readFileSync(chapter, "utf8")));
    await page.goto(t.fileUrl(bare));
    const told = (id) => page.$eval("#" + id, (node) => node.innerText);
    const exercise = await told("one-word");
    assert.match(exercise, /Which one is it\?/);
    assert.match(exercise, /Neither end/);
    assert.ok(!/It is the second|Check|No, not the first/.test(exercise));
    /* Both ways by links. */
    const to = await page.$eval("#one-word .wm-solution-link a",
      (a) => a.getAttribute("href").slice(1));
    assert.match(await told(to), /^One word\s+Solution\s+It is the second\./);
    assert.strictEqual(await page.$eval("#" + to + " a",
      (a) => a.getAttribute("href")), "#one-word");
    fs.unlinkSync(bare);
    t.fine(page);
  });
});

/* What is left of a style sheet for an engine that skips @supports and drops
 * rules whose selector or value it cannot read, as mupdf's does. */
function oldStyle(css) {
  let left = "";
  for (let at = 0; at < css.length;) {
    const next = css.indexOf("@supports", at);
    left += css.slice(at, next < 0 ? css.length : next);
    if (next < 0) break;
    let depth = 0;
    at = next;
    do {
      if (css[at] === "{") depth++;
      if (css[at] === "}") depth--;
      at++;
    } while (depth > 0 || css[at - 1] !== "}");
  }
  return left.replace(/[^{}]*\{[^{}]*\}/g, (rule) =>
    (/calc\(|:not\(|:has\(/.test(rule) ? "" : rule));
}

describe("a chapter in a reader with an engine of its own", () => {
  it("is a book to read and write in", async () => {
    const book = path.join(t.build("kinds").book, "EPUB");
    const css = oldStyle(
      fs.readFileSync(path.join(book, "assets/waymark.css"), "utf8"));
    fs.writeFileSync(path.join(book, "assets/old.css"), css);
    fs.writeFileSync(path.join(book, "old.xhtml"), fs.readFileSync(
      path.join(book, "chapter-kinds.xhtml"), "utf8").replace(
      "waymark.css", "old.css"));
    page = await t.alone(browser);
    await page.setJavaScriptEnabled(false);
    await page.goto(t.fileUrl(path.join(book, "old.xhtml")));
    const seen = await page.evaluate(() => {
      const text = (selector) =>
        document.querySelector(selector).textContent.trim();
      const style = (selector) =>
        getComputedStyle(document.querySelector(selector));
      const unknown = Array.from(document.querySelectorAll("body *"))
        .filter((e) => e.namespaceURI === document.body.namespaceURI &&
          !e.matches(".wm-entry, input, select, textarea, div[role]") &&
          /flex|grid|inline-block/.test(getComputedStyle(e).display));
      return {
        unknown: unknown.map((e) => e.outerHTML.slice(0, 80)),
        whole: text("section"),
        gap: text("#gaps .wm-prompt p"),
        items: text("#steps li"),
        left: text("#pairs .wm-left li"),
        right: text("#pairs .wm-right li"),
        row: text("#rows .wm-pick"),
        cell: text("#table td + td"),
        blank: style("#gaps .wm-blank").display !== "none",
        border: style(".wm-exercise").borderTopStyle,
        number: style("#rows td.wm-right").textAlign
      };
    });
    assert.deepStrictEqual(seen.unknown, []);
    assert.match(css, /\bdetails\b[^{}]*\{display:block/);
    /* Some know no style at all: what only a script can use is not there. */
    assert.ok(!/Check\b|Run\b|Choose …|[↑↓↩]|It says/.test(seen.whole),
      seen.whole);
    assert.strictEqual(seen.gap,
      "The camp lies in ________. The figures are these.");
    assert.strictEqual(seen.items, "A. Count the answers");
    assert.strictEqual(seen.left, "1. Tak ________");
    assert.strictEqual(seen.right, "A. 447");
    assert.strictEqual(seen.row, "1");
    assert.strictEqual(seen.cell, "________");
    assert.deepStrictEqual([seen.blank, seen.border, seen.number],
      [true, "solid", "right"]);
    t.fine(page);
  });
});

describe("every document of the book", () => {
  it("opens as XML without script, with all help in it", async () => {
    page = await t.alone(browser);
    await page.setJavaScriptEnabled(false);
    for (const file of t.chapters(t.build().book)) {
      await page.goto(t.fileUrl(file));
      const found = await page.evaluate(() => ({
        broken: document.getElementsByTagName("parsererror").length,
        text: document.body ? document.body.textContent.trim().length : 0,
        hidden: document.querySelectorAll("details[hidden]").length
      }));
      assert.deepStrictEqual([found.broken, found.hidden], [0, 0], file);
      assert.ok(found.text > 0, file);
    }
    t.fine(page);
  });
});
