/* A translated course as a learner meets it: each kind of answer, typed with
 * the digits of the language; feedback from the catalogue; what is not
 * translated, marked; direction. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const t = require("./support.js");
const { LANGUAGES, circled, digits, translate } = require("./translating.js");

let browser;
let out;
before(() => { out = translate(path.join(__dirname, "kinds"), "dir"); });
t.inBrowser((one) => { browser = one; });

async function check(page, id) {
  await t.press(page, id, "check");
  return (await t.verdict(page, id)).state;
}

/* The answer of the list as the engine has it, in place of a learner's moves. */
function ask(page, id, given) {
  return page.evaluate((name, texts) => window.waymark.answer(name, texts,
    { seed: 1, attempt: 1 }), id, given);
}

for (const language of Object.keys(LANGUAGES)) {
  describe("a course in " + language, () => {
    let page;
    before(async () => {
      page = await t.alone(browser);
      const name = fs.readdirSync(out)
        .find((n) => n.endsWith("-" + language));
      await t.open(page, t.fileUrl(path.join(out, name, "index.html")));
    });
    after(async () => {
      const problems = page.problems;
      await page.leave();
      assert.deepStrictEqual(problems, []);
    });

    it("says its language and direction", async () => {
      const root = await page.$eval("html", (e) => [e.lang, e.dir]);
      assert.deepStrictEqual(root, [language, LANGUAGES[language].dir]);
    });

    it("takes words of the translation and of the source", async () => {
      await t.type(page, "word", circled("refugee"));
      assert.strictEqual(await check(page, "word"), "right");
      await t.type(page, "word", "refugee");
      assert.strictEqual(await check(page, "word"), "right");
    });

    it("takes numbers in the digits of the language", async () => {
      await t.type(page, "gaps", "tak", "province");
      await t.type(page, "gaps", digits(language, "553"), "tak");
      await t.type(page, "gaps", digits(language, "30"), "trat");
      assert.strictEqual(await check(page, "gaps"), "right");
      const cells = ["447", "120", "30"];
      for (let i = 0; i < 3; i++) {
        await t.type(page, "table", digits(language, cells[i]),
          "r" + (i + 1) + "c3");
      }
      assert.strictEqual(await check(page, "table"), "right");
    });

    it("judges lists, pairs, rows and code", async () => {
      const verdicts = [
        await ask(page, "steps", { answer: "1,2,3,4" }),
        await ask(page, "pairs", { answer: "1,2,3" }),
        await ask(page, "total",
          { answer: "return data.schools:sum 'enrolled'" }),
        await ask(page, "q-two", { answer: "2" })
      ];
      assert.deepStrictEqual(verdicts.map((v) => v.state),
        ["right", "right", "right", "right"]);
    });

    it("gives feedback of the catalogue, and marks what is not in it",
      async () => {
        await t.type(page, "word", "internally displaced person");
        assert.strictEqual(await check(page, "word"), "wrong");
        assert.match(await page.$eval("#word .wm-feedback",
          (e) => e.textContent), /Tⓗⓐⓣ ⓞⓝⓔ ⓢⓣⓐⓨⓔⓓ/);
        for (const row of [1, 2, 3]) await t.choose(page, "rows", row);
        assert.strictEqual(await check(page, "rows"), "partly");
        const marked = await page.$eval("#rows .wm-feedback .wm-untranslated",
          (e) => [e.textContent, e.lang, e.dir]);
        assert.deepStrictEqual(marked,
          ["One of them has fewer.", "en", "ltr"]);
      });
  });
}

describe("the start page", () => {
  it("leads from each language's name to what there is in it", async () => {
    const page = await t.alone(browser);
    await page.goto(t.fileUrl(path.join(out, "index.html")));
    const links = await page.$$eval(".wm-languages > a", (list) =>
      list.map((link) => {
        const part = document.getElementById(
          decodeURIComponent(link.hash.slice(1)));
        return [link.lang, link.dir, link.textContent].join() ===
          [part.lang, part.dir, part.querySelector("h2").textContent].join();
      }));
    await page.leave();
    assert.deepStrictEqual(links,
      Array(Object.keys(LANGUAGES).length + 1).fill(true));
  });
});
