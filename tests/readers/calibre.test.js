/* The book in the viewer of calibre, on a screen of its own: a person's program
 * with an engine in a Worker, and popups of notes. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const puppeteer = require("puppeteer-core");
const programs = require("./programs.js");
const r = require("./support.js");
const t = require("../browser/support.js");

let display;

before(async () => {
  r.buildAll();
  display = await programs.screen();
});
after(() => {
  programs.stopAll();
  t.cleanUp();
});

/* The viewer's settings: text that scrolls, and no words of welcome. */
function home(name, mode) {
  const folder = path.join(t.scratch, "home-" + name);
  const settings = path.join(folder, ".config", "calibre");
  fs.mkdirSync(settings, { recursive: true });
  fs.writeFileSync(path.join(settings, "viewer-webengine.json"), JSON.stringify({
    old_prefs_migrated: true,
    session_data: { controls_help_shown_count: 9, read_mode: mode,
      standalone_misc_settings: { remember_last_read: false } }
  }));
  return folder;
}

/* With the last of what the viewer has said. */
function failure(words) {
  const log = fs.readFileSync(path.join(t.scratch, "viewer.log"), "utf8");
  return new Error(words + "\n" + log.slice(-2000));
}

async function connect(port) {
  for (let n = 0; n < 240; n++) {
    try {
      return await puppeteer.connect({ browserURL: "http://127.0.0.1:" + port,
        defaultViewport: null });
    } catch (error) {
      await r.sleep(500);
    }
  }
  throw failure("the viewer cannot be reached");
}

async function viewerPage(browser) {
  for (let n = 0; n < 240; n++) {
    for (const page of await browser.pages()) {
      if (/^clbr:/.test(page.url()) && page.frames().length > 1) return page;
    }
    await r.sleep(250);
  }
  throw failure("the viewer shows no book");
}

/* The first words of what the viewer shows. */
function words(page) {
  const frame = page.frames().find((f) => f.name().startsWith("read-book"));
  return frame.evaluate(() => document.body.textContent.trim().slice(0, 200))
    .catch(() => "");
}

function isAt(page, selector) {
  return r.frameWith(page, selector, 0.3).then(() => true, () => false);
}

async function openBook(language, mode) {
  const port = await programs.freePort();
  const folder = home(language + mode, mode);
  const child = programs.start("ebook-viewer", [r.book(language)],
    Object.assign({}, process.env, {
      HOME: folder, XDG_RUNTIME_DIR: folder, DISPLAY: display,
      XDG_CONFIG_HOME: path.join(folder, ".config"),
      XDG_CACHE_HOME: path.join(folder, ".cache"),
      QTWEBENGINE_DISABLE_SANDBOX: "1",
      QTWEBENGINE_CHROMIUM_FLAGS: "--disable-gpu",
      QTWEBENGINE_REMOTE_DEBUGGING: "127.0.0.1:" + port }), "viewer.log");
  const browser = await connect(port);
  const page = t.patient(await viewerPage(browser));
  page.problems = [];
  page.on("pageerror", (e) => page.problems.push("error: " + e.message));
  page.on("console", (m) => {
    if (m.type() === "error") page.problems.push("console: " + m.text());
  });
  /* To the chapter by the keyboard: forward, and back if a busy machine showed
   * it too late. */
  const show = async (file) => {
    const wanted = "#" + /-(\w+)\./.exec(file)[1];
    for (let n = 0; n < 20 && !await isAt(page, wanted); n++) {
      const old = await words(page);
      await page.keyboard.down("Control");
      await page.keyboard.press(n < 8 ? "PageDown" : "PageUp");
      await page.keyboard.up("Control");
      for (let i = 0; i < 40 && await words(page) === old; i++) {
        await r.sleep(200);
      }
    }
  };
  const leave = async () => {
    await browser.disconnect();
    programs.stop(child);
  };
  return { page, show, leave };
}

/* The words in the viewer's window for notes, a frame beside the chapter's. */
async function noteIn(page, chapter) {
  for (let n = 0; n < 300; n++) {
    for (const frame of page.frames()) {
      if (frame === chapter || frame === page.mainFrame()) continue;
      const text = await frame.evaluate(() => document.body.innerText.trim())
        .catch(() => "");
      if (text) return text;
    }
    await r.sleep(200);
  }
  throw new Error("the viewer shows no note");
}

for (const language of r.ALL) {
  describe("calibre's viewer, " + language, () => {
    let reader;
    before(async () => {
      reader = await openBook(language, "flow");
    });
    after(() => reader.leave());
    r.testScripted(() => reader, language, "worker");

    it("pops up a note, and draws maths", async () => {
      const { page } = reader;
      const frame = await r.frameWith(page, "#reading");
      /* The viewer has MathJax draw what it takes out of the text. */
      await frame.waitForFunction(() => Array.from(
        document.querySelectorAll("mjx-container"))
        .filter((e) => e.getBoundingClientRect().height > 5).length === 2);
      await t.click(frame, ".wm-noteref");
      const popup = await noteIn(page, frame);
      assert.match(popup, /^[1\u0661] .{15}/s);
    });

    it("has nothing on the console", () => r.quiet(reader.page, /^$/));
  });
}
