/* The course in WebKit, the engine of Safari and of every browser on an iPad, from
 * file://: the page of the folder in every language, the single file in one, and
 * the progress after a reload. WebKit under GNOME takes our page for XHTML. */
"use strict";
const assert = require("node:assert");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const programs = require("./programs.js");
const r = require("./support.js");
const t = require("../browser/support.js");
const { Builder, By, Key } =
  require(path.join(r.MODULES, "selenium-webdriver"));

let driver;
before(async () => {
  r.buildAll();
  const display = await programs.screen();
  const port = await programs.freePort();
  programs.start("WebKitWebDriver", ["--port=" + port],
    Object.assign({}, process.env, { DISPLAY: display, HOME: t.scratch,
      XDG_DATA_HOME: t.scratch, XDG_CACHE_HOME: t.scratch }), "webkit.log");
  driver = await session("http://127.0.0.1:" + port);
});
after(async () => {
  if (driver) await driver.quit();
  programs.stopAll();
  t.cleanUp();
});

/* The driver listens some time after it was started. */
async function session(address) {
  for (let n = 0; ; n++) {
    try {
      return await new Builder().usingServer(address)
        .withCapabilities({ browserName: "MiniBrowser" }).build();
    } catch (error) {
      if (n >= 60) throw error;
      await r.sleep(500);
    }
  }
}

/* What the tests of readers ask of a page, done by WebDriver. */
function asPage() {
  const find = (selector) => driver.findElement(By.css(selector));
  const evaluate = (act, ...args) => driver.executeScript(
    "return (" + act + ").apply(null, arguments)", ...args);
  const on = (found) => (selector, act, ...args) => driver.executeScript(
    "const [selector, ...rest] = arguments; return (" + act + ")(" + found +
    ", ...rest)", selector, ...args);
  const page = {
    patient: true,  /* its own waits look by time */
    problems: [],
    evaluate,
    $eval: on("document.querySelector(selector)"),
    $$eval: on("[...document.querySelectorAll(selector)]"),
    $: async (selector) => ({
      evaluate: (act) => page.$eval(selector, act),
      boundingBox: () => page.$eval(selector, (node) => {
        const box = node.getBoundingClientRect();
        return [box.x, box.y, box.width, box.height];
      })
    }),
    waitForFunction: (act, options, ...args) => driver.wait(
      () => evaluate(act, ...args), t.LONG, "waited for " + act),
    click: async (selector) => (await find(selector)).click(),
    focus: (selector) => page.$eval(selector, (node) => node.focus()),
    type: async (selector, text) =>
      text && (await find(selector)).sendKeys(text),
    select: (selector, value) => page.$eval(selector, (node, value) => {
      node.value = value;
      node.dispatchEvent(new Event("input", { bubbles: true }));
      node.dispatchEvent(new Event("change", { bubbles: true }));
    }, value),
    keyboard: { press: async (key) =>
      (await driver.switchTo().activeElement()).sendKeys(
        Key[key.toUpperCase().replace("BACKSPACE", "BACK_SPACE")]) },
    frames: () => [page],
    name: () => "page",
    url: () => "of WebKit"
  };
  return page;
}

/* What goes wrong from now on is remembered in the page. */
function watch(page) {
  return page.evaluate(() => {
    window.problems = [];
    const note = (event) =>
      window.problems.push(String(event.message || event.reason));
    window.addEventListener("error", note);
    window.addEventListener("unhandledrejection", note);
  });
}

for (const language of r.ALL) {
  for (const file of language === "en" ? [r.page, r.single] : [r.page]) {
    describe("WebKit, " + file.name + ", " + language, () => {
      let page;
      const show = (name) => page.evaluate((id) => {
        location.hash = "#" + id;
      }, /-(\w+)\./.exec(name)[1]);
      before(async () => {
        page = asPage();
        await driver.manage().window().setRect({ width: 1200, height: 950 });
        await driver.get(t.fileUrl(file(language)));
        await page.evaluate(() => localStorage.clear());
        await driver.navigate().refresh();
        await t.ready(page);
        await watch(page);
      });

      r.testScripted(() => ({ page, show }), language, "worker");

      it("has said that nothing went wrong", async () => {
        assert.deepStrictEqual(await page.evaluate(() => window.problems), []);
      });

      it("brings everything back after a reload", async () => {
        await driver.navigate().refresh();
        await t.ready(page);
        for (const module of Object.keys(r.ANSWERS)) {
          for (const id of Object.keys(r.ANSWERS[module])) {
            assert.strictEqual((await t.verdict(page, id)).state, "right", id);
          }
        }
      });
    });
  }
}
