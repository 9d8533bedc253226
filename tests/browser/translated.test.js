/* A translated course as a learner meets it: each kind of answer, typed with
 * the digits of the language; feedback from the catalogue; what is not
 * translated, marked; direction. The translation is made by machine: each
 * letter a to z of what needs no care becomes a circled one. */
"use strict";
const assert = require("node:assert");
const childProcess = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const t = require("./support.js");

const LANGUAGES = {
  fr: { digits: "0123456789", dir: "ltr" },
  th: { digits: "๐๑๒๓๔๕๖๗๘๙", dir: "ltr" },
  ar: { digits: "٠١٢٣٤٥٦٧٨٩", dir: "rtl" }
};
const course = path.join(t.scratch, "translated");
const out = path.join(t.scratch, "translated-out");

function waymark(...words) {
  return childProcess.execFileSync(process.env.WAYMARK_RELEASE, words,
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/* Circled letters, but not in code, gaps, links and tags. */
function circled(text) {
  return text.split(/(\{\{.*?\}\}|\[\[.*?\]\]|\]\(.*?\)|<.*?>|`.*?`)/)
    .map((part, i) => i % 2 ? part : part.replace(/[a-z]/g, (c) =>
      String.fromCodePoint(0x24D0 + c.charCodeAt(0) - 97)))
    .join("");
}

/* Fills a catalogue but for one text of feedback. */
function fill(file) {
  const blocks = fs.readFileSync(file, "utf8").split("\n\n");
  fs.writeFileSync(file, blocks.map((block) => {
    const id = /^msgid ((?:".*"\n?)+)/m.exec(block);
    if (!id || /^msgid ""\nmsgstr/m.test(block)) return block;
    const text = id[1].match(/"(.*)"/g).map((s) => s.slice(1, -1)).join("");
    if (/One of them has fewer|data = |return d/.test(text)) return block;
    return block.replace(/^msgstr ""\s*$/m,
      () => 'msgstr "' + circled(text).replace(/\\ⓝ/g, "\\n") + '"');
  }).join("\n\n") + "\n");
}

let browser;
before(async () => {
  fs.cpSync(path.join(__dirname, "kinds"), course, { recursive: true });
  fs.appendFileSync(path.join(course, "course.yaml"),
    "\nlanguages: [" + Object.keys(LANGUAGES).join(", ") + "]\n");
  waymark("i18n", "extract", course);
  for (const language of Object.keys(LANGUAGES)) {
    waymark("i18n", "update", course, language);
    fill(path.join(course, "po", language + ".po"));
  }
  waymark("build", course, "-o", out, "--to", "dir");
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  t.cleanUp();
});

function digits(language, text) {
  return text.replace(/\d/g, (d) => [...LANGUAGES[language].digits][d]);
}

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
