/* The course in Firefox from file://, with the rules for local files that people
 * have (those that a driver sets by itself are laxer): the page of the folder in
 * every language, the single file in one, and the progress after a reload. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const puppeteer = require("puppeteer-core");
const r = require("./support.js");
const t = require("../browser/support.js");

let browser;
before(async () => {
  r.buildAll();
  browser = await puppeteer.launch({
    browser: "firefox", executablePath: process.env.FIREFOX, headless: true,
    timeout: t.LONG,
    userDataDir: fs.mkdtempSync(path.join(t.scratch, "firefox-")),
    extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true,
      "remote.prefs.recommended": false }
  });
});
after(async () => {
  await browser.close();
  t.cleanUp();
});

for (const language of r.ALL) {
  for (const file of language === "en" ? [r.page, r.single] : [r.page]) {
    describe("Firefox, " + file.name + ", " + language, () => {
      let page;
      const show = (name) => page.evaluate((id) => {
        location.hash = "#" + id;
      }, /-(\w+)\./.exec(name)[1]);
      before(async () => {
        page = await t.newPage(browser);
        await page.setViewport({ width: 1200, height: 900 });
        await page.goto(t.fileUrl(file(language)));
        await t.ready(page);
      });
      after(() => page.close());

      r.testScripted(() => ({ page, show }), language, "worker");

      it("brings everything back after a reload", async () => {
        await page.reload();
        await t.ready(page);
        for (const module of Object.keys(r.ANSWERS)) {
          for (const id of Object.keys(r.ANSWERS[module])) {
            assert.strictEqual((await t.verdict(page, id)).state, "right", id);
          }
        }
      });

      it("has nothing on the console and asks nothing of a network", () =>
        t.fine(page));
    });
  }
}
