/* The book in epub.js 0.3, which most web shelves build on: with its scripts
 * allowed, and as it comes, when they are not. */
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
  const folder = path.join(t.scratch, "epubjs");
  fs.mkdirSync(folder);
  for (const name of ["epubjs/dist/epub.min.js", "jszip/dist/jszip.min.js"]) {
    fs.copyFileSync(path.join(r.MODULES, name),
      path.join(folder, path.basename(name)));
  }
  for (const language of r.ALL) {
    fs.copyFileSync(r.book(language), path.join(folder, language + ".epub"));
  }
  fs.writeFileSync(path.join(folder, "shelf.html"), `<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Shelf</title>
<script src="jszip.min.js"></script><script src="epub.min.js"></script>
<div id="area"></div>
<script>
const wish = new URLSearchParams(location.search);
const book = ePub(wish.get("book"));
const rendition = book.renderTo("area", { width: 1000, height: 1400,
  flow: wish.get("flow"), allowScriptedContent: wish.has("scripts") });
</script></html>`);
  server = await t.serve(folder);
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  server.close();
  t.cleanUp();
});

async function openBook(query) {
  const page = await t.alone(browser, server.url);
  await page.setViewport({ width: 1040, height: 1440 });
  await page.goto(server.url + "shelf.html?" + query);
  const show = (file) => page.evaluate((f) => rendition.display(f), file);
  return { page, show };
}

for (const language of r.ALL) {
  describe("epub.js with scripts, " + language, () => {
    let reader;
    before(async () => {
      reader = await openBook("flow=scrolled-doc&scripts&book=" + language +
        ".epub");
    });
    after(() => reader.page.leave());
    r.testScripted(() => reader, language, "worker");
    it("has nothing on the console", () =>
      r.quiet(reader.page, /An iframe which has both allow-scripts/));
  });
}

for (const flow of ["scrolled-doc", "paginated"]) {
  describe("epub.js without scripts, " + flow, () => {
    let reader;
    before(async () => {
      reader = await openBook("flow=" + flow + "&book=en.epub");
    });
    after(() => reader.page.leave());

    it("has the static exercises", async () => {
      await reader.show("chapter-reading.xhtml");
      const frame = await r.frameWith(reader.page, "#reading");
      assert.deepStrictEqual(await r.staticState(frame), {
        state: "static", buttons: 0, solutions: 2, hints: 1, checks: 1,
        links: [1, 2, 3].map((n) => "answers.xhtml#several-note-" + n)
          .concat("answers.xhtml#wm-answer-share")
      });
      const found = await r.alternatives(frame);
      assert.strictEqual(found.maths.length, 2);
      assert.ok(found.maths.every(Boolean) && found.drawn.every(Boolean));
      assert.ok(found.pictures.length >= 1 && found.pictures.every(Boolean));
    });

    it("leads to a solution and back, and opens it", async () => {
      const frame = await r.frameWith(reader.page, "#reading");
      const press = (selector) => flow === "scrolled-doc"
        ? t.click(frame, selector) : frame.$eval(selector, (a) => a.click());
      await press("#several .wm-solution-link a");
      await press("#several-solution summary");
      assert.ok(await frame.$eval("#several-solution", (d) => d.open));
      await press("#several-apart .wm-answer-title a");
      await r.frameWith(reader.page, "#several");
    });

    it("leads from an option to its note and back",
      async () => {
        let frame = await r.frameWith(reader.page, "#reading");
        if (flow === "scrolled-doc") {
          await t.choose(frame, "several", 2);
          await t.click(frame, "#several-noteref-1");
        } else {
          await frame.$eval("#several-noteref-1", (a) => a.click());
        }
        frame = await r.frameWith(reader.page, "#several-note-1");
        assert.match(await frame.$eval("#several-note-1", (n) => n.textContent),
          /is not right.*Tak has more/s);
        await frame.$eval("#several-note-1 .wm-backref", (a) => a.click());
        frame = await r.frameWith(reader.page, "#several");
      });

    it("complains of nothing but the scripts it forbids", () =>
      r.quiet(reader.page, /Blocked script execution in .* sandboxed/));
  });
}
