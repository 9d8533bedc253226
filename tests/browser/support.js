/* What the browser tests share: one build of the test course, a browser, and
 * pages that note every error and every request that leaves the folder. */
"use strict";
const assert = require("node:assert");
const childProcess = require("node:child_process");
const fs = require("node:fs");
const http = require("node:http");
const os = require("node:os");
const path = require("node:path");
const { after, afterEach, before, beforeEach } = require("node:test");
const puppeteer = require("puppeteer-core");

const COURSE = path.join(__dirname, "course");
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "waymark-page-"));
const LONG = 60000; /* ms that a wait may last: machines are slow, and busy */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

function run(program, args) {
  return childProcess.execFileSync(program, args, {
    encoding: "utf8", stdio: ["ignore", "pipe", "pipe"]
  });
}

const built = {};

/* A course of this folder in all four forms, in a folder whose name needs
 * escaping: {dir, single, epub, book}; book is the EPUB unpacked. */
function build(name) {
  const course = name ? path.join(__dirname, name) : COURSE;
  if (built[course]) return built[course];
  const out = path.join(scratch, "out put ä", path.basename(course));
  const manifest = fs.readFileSync(path.join(course, "course.yaml"), "utf8");
  const stem = /^id: *(\S+)/m.exec(manifest)[1] + "-en";
  run(process.env.WAYMARK_RELEASE, ["build", course, "-o", out]);
  const epub = path.join(out, stem + ".epub");
  const book = path.join(out, "book");
  run("unzip", ["-q", epub, "-d", book]);
  built[course] = {
    dir: path.join(out, stem, "index.html"),
    single: path.join(out, stem + ".html"),
    epub: epub,
    book: book
  };
  return built[course];
}

/* The same course as if it were written in another language: the index.html of
 * its folder. */
function buildIn(language) {
  const course = path.join(scratch, "course-" + language);
  const out = path.join(scratch, "out-" + language);
  fs.cpSync(COURSE, course, { recursive: true });
  const manifest = path.join(course, "course.yaml");
  fs.writeFileSync(manifest, fs.readFileSync(manifest, "utf8")
    .replace(/^language: .*$/m, "language: " + language));
  run(process.env.WAYMARK_RELEASE, ["build", course, "-o", out, "--to", "dir"]);
  return path.join(out, "page-test-" + language, "index.html");
}

/* A copy of the folder, for tests that break it. */
function copyFolder(name) {
  const to = path.join(scratch, name);
  fs.cpSync(path.dirname(build().dir), to, { recursive: true });
  return to;
}

function chapters(book) {
  const folder = path.join(book, "EPUB");
  return fs.readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".xhtml"))
    .map((name) => path.join(folder, name)).sort();
}

function chapterWith(id) {
  return chapters(build().book).find((file) =>
    fs.readFileSync(file, "utf8").includes('data-exercise="' + id + '"'));
}

function fileUrl(file) {
  return require("node:url").pathToFileURL(file).href;
}

async function launch() {
  const profile = fs.mkdtempSync(path.join(scratch, "profile-"));
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM, headless: true, args: FLAGS,
    userDataDir: profile, timeout: LONG
  });
  return browser;
}

/* A page in a store of its own; closing it closes that too. */
async function alone(browser, local) {
  const context = await browser.createBrowserContext();
  const page = await newPage(context, local);
  page.leave = () => context.close();
  return page;
}

/* For the tests of a file: one browser, handed to `take`. */
function inBrowser(take) {
  let browser;
  before(async () => {
    browser = await launch();
    take(browser);
  });
  after(async () => {
    await browser.close();
    cleanUp();
  });
}

/* For each test of a file: a page alone in a large window, handed to `take`.
 * options.fine: the test fails when something went wrong on its page. */
function inPages(take, options) {
  let browser;
  let page;
  inBrowser((one) => { browser = one; });
  beforeEach(async () => {
    page = await alone(browser);
    await page.setViewport({ width: 1280, height: 800 });
    take(page);
  });
  afterEach(async () => {
    const problems = page.problems;
    await page.leave();
    if (options && options.fine) assert.deepStrictEqual(problems, []);
  });
}

/* What a page or frame looks like, and what is kept: for a test that waited in
 * vain. A page that hangs says nothing. */
async function plight(page) {
  const seen = page.evaluate(() => ({
    address: location.href,
    page: Object.assign({}, document.documentElement.dataset),
    visible: document.visibilityState,
    focus: document.activeElement && document.activeElement.outerHTML
      .slice(0, 200),
    busy: Array.from(document.querySelectorAll("[aria-busy=true]"),
      (one) => one.id || one.className),
    notices: Array.from(document.querySelectorAll("[data-notice]"),
      (one) => one.dataset.notice),
    kept: location.origin === "null" && !/^file:/.test(location.href) ? null
      : Object.entries(localStorage).slice(0, 40).map(([key, value]) =>
        key + " = " + value.slice(0, 300))
  })).catch((error) => error.message);
  const late = new Promise((resolve) =>
    setTimeout(resolve, 5000, "the page does not answer").unref());
  return JSON.stringify({ seen: await Promise.race([seen, late]),
    problems: page.problems }, null, 1);
}

/* Waits of a page or frame look by time: by themselves they look once a frame,
 * and a window behind another draws none. One in vain says what it waited for,
 * and what there is instead. */
function patient(page) {
  if (page.patient) return page;
  page.patient = true;
  for (const name of ["waitForFunction", "waitForSelector"]) {
    const wait = page[name].bind(page);
    page[name] = (looked, options, ...rest) =>
      wait(looked, Object.assign(name === "waitForFunction"
        ? { polling: 50, timeout: LONG } : { timeout: LONG }, options), ...rest)
        .catch(async (error) => {
          throw new Error([error.message, looked, JSON.stringify(rest),
            await plight(page)].join("\n"));
        });
  }
  return page;
}

/* A frame of a page, to be worked with as one. */
function asPage(frame, page) {
  frame.keyboard = page.keyboard;
  frame.problems = page.problems;
  return patient(frame);
}

/* The names of what a page keeps; none where it may keep nothing. */
function keptNames(page) {
  return page.evaluate(() => Object.keys(localStorage)).catch(() => []);
}

/* A busy Chromium may show a document that is loaded again a store without what
 * was just written to it, and has it a moment later. A page that drops what was
 * kept does so each time. */
function remembering(page) {
  const reload = page.reload.bind(page);
  page.reload = async () => {
    const names = await keptNames(page);
    for (let n = 0; n < 4; n++) {
      await reload();
      const now = await keptNames(page);
      if (names.every((name) => now.includes(name))) return;
    }
    throw new Error("gone after a reload: " + names.join(" "));
  };
  return page;
}

/* A page that remembers what went wrong. `local` is a prefix that requests may
 * have besides file:, data: and blob:. */
async function newPage(browser, local) {
  const page = remembering(patient(await browser.newPage()));
  page.setDefaultTimeout(LONG);
  page.problems = [];
  page.on("pageerror", (e) => page.problems.push("error: " + e.message));
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warn") {
      page.problems.push("console: " + m.text());
    }
  });
  page.on("request", (r) => {
    const fine = /^(file|data|blob|about):/.test(r.url()) ||
      (local && r.url().startsWith(local));
    if (!fine) page.problems.push("request: " + r.url());
  });
  /* Without script, scripts named in the head are asked for in vain. */
  page.on("requestfailed", (r) => {
    const why = (r.failure() || {}).errorText;
    if (why && why !== "net::ERR_ABORTED") {
      page.problems.push("missing: " + r.url() + " " + why);
    }
  });
  return page;
}

async function open(page, url) {
  await page.goto(url);
  await ready(page);
}

async function ready(page) {
  await page.waitForFunction(
    () => document.documentElement.dataset.waymark === "ready");
}

/* From its next document on the Worker of a page gets nothing between hold and
 * letGo, so that what a test does in between comes first, however slow the machine
 * is. Meanwhile the page is as patient. options.atOnce: held from the start;
 * options.only: requests that hold this text alone. */
function holdable(page, options) {
  return page.evaluateOnNewDocument((options) => {
    const Real = window.Worker;
    const later = window.setTimeout;
    let held = options.atOnce ? [] : null;
    window.asked = []; /* what the Worker got */
    window.Worker = function (url) {
      const worker = new Real(url);
      const send = worker.postMessage.bind(worker);
      const tell = (message) => {
        if (message.request) window.asked.push(message.request);
        send(message);
      };
      worker.postMessage = (message) => {
        const wanted = !options.only ||
          (message.request || "").includes(options.only);
        if (held && wanted) held.push(() => tell(message));
        else tell(message);
      };
      return worker;
    };
    window.setTimeout = (what, delay, ...rest) =>
      later(what, delay >= 6000 ? 20 * delay : delay, ...rest);
    window.hold = () => { held = []; };
    window.holding = () => held && held.length;
    window.letGo = () => {
      held.splice(0).forEach((one) => one());
      held = null;
    };
  }, options || {});
}

const hold = (page) => page.evaluate(() => window.hold());
const letGo = (page) => page.evaluate(() => window.letGo());

function tier(page) {
  return page.evaluate(() => document.documentElement.dataset.engine);
}

/* The verdict of an exercise once it is there. */
async function verdict(page, id) {
  await page.waitForFunction(
    (id) => document.querySelector(
      '[data-exercise="' + id + '"] .wm-verdict[data-state]'), {}, id);
  return page.evaluate((id) => {
    const box = document.querySelector(
      '[data-exercise="' + id + '"] .wm-verdict');
    return {
      state: box.dataset.state, attempt: box.dataset.attempt,
      diagnosis: box.dataset.diagnosis || null,
      feedback: box.querySelector(".wm-feedback").textContent.trim()
    };
  }, id);
}

function noVerdict(page, id) {
  return page.evaluate((id) => {
    const box = document.querySelector(
      '[data-exercise="' + id + '"] .wm-verdict');
    return !box.dataset.state && box.childNodes.length === 0;
  }, id);
}

function field(id, gap) {
  return '[name="' + id + "." + (gap || "answer") + '"]';
}

async function type(page, id, value, gap) {
  const selector = field(id, gap);
  await page.focus(selector);
  await page.$eval(selector, (input) => input.select());
  await page.keyboard.press("Backspace");
  await page.type(selector, value);
}

/* Clicks where a person would: with the thing in the middle of the window, not
 * under the bar. */
async function click(page, selector) {
  await page.$eval(selector,
    (node) => node.scrollIntoView({ block: "center" }));
  await page.click(selector);
}

async function press(page, id, action) {
  await click(page, "#" + id + ' [data-action="' + action + '"]');
}

/* Types, presses Check, gives the verdict. */
async function answer(page, id, value, gap) {
  await type(page, id, value, gap);
  await press(page, id, "check");
  return verdict(page, id);
}

async function choose(page, id, number) {
  await click(page, '[name="' + id + '.answer"][value="' + number + '"]');
}

function value(page, id, gap) {
  return page.$eval(field(id, gap), (input) => input.value);
}

function fine(page) {
  assert.deepStrictEqual(page.problems, []);
}

/* Of a book's chapter only WCAG's rules: the reading system has the landmarks
 * around it. */
const CHAPTER = { rules: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
  "wcag22aa"] };

/* What axe objects to. options.within: only there; options.rules: only these. */
async function violations(page, options) {
  const wanted = options || {};
  const settings = { resultTypes: ["violations"], preload: false };
  if (wanted.rules) settings.runOnly = wanted.rules;
  await page.evaluate(fs.readFileSync(
    require.resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate((within, settings) =>
    window.axe.run(within || document, settings)
      .then((result) => result.violations.map((v) => v.id + ": " +
        v.nodes.map((n) => n.html.slice(0, 120)).join(" | "))),
  wanted.within, settings);
}

/* A server for a folder with one header of its own choice. */
function serve(folder, headers) {
  const types = { ".xhtml": "application/xhtml+xml", ".html": "text/html",
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
  const server = http.createServer((request, response) => {
    const name = decodeURIComponent(request.url.split(/[?#]/)[0]);
    const file = path.join(folder, path.normalize(name));
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(name === "/favicon.ico" ? 204 : 404);
      response.end();
      return;
    }
    response.writeHead(200, Object.assign({
      "Content-Type": types[path.extname(file)] || "application/octet-stream"
    }, headers));
    response.end(fs.readFileSync(file));
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({
      url: "http://127.0.0.1:" + server.address().port + "/",
      close: () => server.close()
    }));
  });
}

function cleanUp() {
  fs.rmSync(scratch, { recursive: true, force: true });
}

module.exports = {
  CHAPTER, COURSE, LONG, alone, answer, asPage, build, buildIn, chapterWith,
  chapters, choose, cleanUp, click, copyFolder, field, fileUrl, fine, hold,
  holdable, inBrowser, inPages, launch, letGo, newPage, noVerdict, open, patient,
  press, ready, run, scratch, serve, tier, type, value, verdict, violations
};
