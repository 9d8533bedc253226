/* The book in foliate-js, whose policy allows no script of a book. Its page is
 * the one it comes with; popups of notes are what its module for them makes. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const r = require("./support.js");
const t = require("../browser/support.js");

let browser;
let server;
before(async () => {
  r.buildAll();
  const folder = path.join(t.scratch, "foliate");
  fs.cpSync(path.join(r.MODULES, "foliate-js"), folder, { recursive: true });
  for (const language of r.ALL) {
    fs.copyFileSync(r.book(language), path.join(folder, language + ".epub"));
  }
  server = await t.serve(folder);
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  server.close();
  t.cleanUp();
});

async function openBook(language, flow) {
  const page = await t.alone(browser, server.url);
  await page.setViewport({ width: 1040, height: 1440 });
  await page.goto(server.url + "reader.html?url=/" + language + ".epub");
  await page.waitForFunction(() => window.reader && window.reader.view &&
    window.reader.view.lastLocation);
  await page.evaluate((f) => window.reader.view.renderer.setAttribute("flow", f),
    flow);
  /* While it opens a book it goes to the beginning by itself. */
  const show = (file) => page.waitForFunction(async (href) => {
    const { view } = window.reader;
    const { index } = await view.goTo(href);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return view.renderer.getContents()[0].index === index;
  }, { polling: 200 }, "EPUB/" + file);
  return { page, show };
}

/* What can be looked at without leaving the page. */
const NOTES = {
  "a note": [".wm-noteref", /The words of the note/],
  "a term": [".wm-term", /A place where/],
  "the note of an option": ["#several-noteref-1", /Tak has more/],
  "the answer of a number": ["#share .wm-note-link a", /25 %/],
  "a solution": ["#share .wm-solution-link a", /Divide 50 by 200/]
};

/* The words that its module for notes shows when a link is followed. */
function popup(page, mark) {
  return page.evaluate(async (selector) => {
    const { FootnoteHandler } = await import("./footnotes.js");
    const handler = new FootnoteHandler();
    const view = window.reader.view;
    const shown = new Promise((resolve, reject) => {
      handler.addEventListener("render", (e) => resolve(
        e.detail.view.renderer.getContents()[0].doc.body.innerText));
      handler.addEventListener("before-render", (e) => {
        e.detail.view.style.height = "300px";
        document.body.append(e.detail.view);
      });
      view.addEventListener("link", (e) => {
        const done = handler.handle(view.book, e);
        if (done) done.catch(reject);
        else reject(new Error("not taken for a note"));
      }, { once: true });
    });
    view.renderer.getContents()[0].doc.querySelector(selector).click();
    return shown;
  }, mark);
}

for (const language of r.ALL) {
  describe("foliate-js, " + language, () => {
    let reader;
    before(async () => {
      reader = await openBook(language,
        language === "th" ? "paginated" : "scrolled");
    });
    after(() => reader.page.leave());

    it("has the static exercises of all modules", async () => {
      for (const module of Object.keys(r.ANSWERS)) {
        await reader.show("chapter-" + module + ".xhtml");
        const frame = await r.frameWith(reader.page, "#" + module);
        const seen = await r.staticState(frame);
        assert.deepStrictEqual([seen.state, seen.buttons], ["static", 0]);
        assert.ok(seen.links.length >= 2, module);
      }
    });

    it("leads from an exercise to its answer, where it can be read",
      async () => {
        await reader.show("chapter-kinds.xhtml");
        let frame = await r.frameWith(reader.page, "#steps-noteref");
        await frame.$eval("#steps-noteref", (a) => a.click());
        frame = await r.frameWith(reader.page, "#steps-note");
        assert.match(await frame.$eval("#steps-note", (n) => n.innerText),
          /D, B, A, C/);
        await frame.$eval("#steps-note .wm-backref", (a) => a.click());
        await r.frameWith(reader.page, "#steps");
      });

    it("shows a footnote at the end of its chapter", async () => {
      await reader.show("chapter-reading.xhtml");
      const frame = await r.frameWith(reader.page, "#reading");
      await frame.$eval(".wm-noteref", (a) => a.click());
      await r.frameWith(reader.page, "#reading-fn-1");
    });

    it("opens hints and solutions, and has maths and pictures with text",
      async () => {
        const frame = await r.frameWith(reader.page, "#reading");
        await frame.$eval("#several-hint-1 summary", (s) => s.click());
        assert.ok(await frame.$eval("#several-hint-1", (d) => d.open));
        const found = await r.alternatives(frame);
        assert.strictEqual(found.maths.length, 2);
        assert.ok(found.maths.every(Boolean) && found.drawn.every(Boolean));
        assert.ok(found.pictures.length >= 1 && found.pictures.every(Boolean));
      });
    for (const [what, [mark, words]] of Object.entries(NOTES)) {
      it("pops up " + what, async () => {
        const text = await popup(reader.page, mark);
        assert.match(text, language === "en" ? words : /\S.{8}/s);
      });
    }

    it("complains of nothing but the scripts it forbids", () =>
      r.quiet(reader.page,
        /Content Security Policy|An iframe which has both allow-scripts/));
  });
}
