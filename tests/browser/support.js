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
    userDataDir: profile
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

/* A page that remembers what went wrong. `local` is a prefix that requests may
 * have besides file:, data: and blob:. */
async function newPage(browser, local) {
  const page = await browser.newPage();
  const wait = page.waitForFunction.bind(page);
  page.problems = [];
  /* By itself it looks once a frame, and a window behind another draws none. */
  page.waitForFunction = (looked, options, ...rest) =>
    wait(looked, Object.assign({ polling: 50 }, options), ...rest);
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
    () => document.documentElement.dataset.waymark === "ready",
    { timeout: 20000 }
  );
}

function tier(page) {
  return page.evaluate(() => document.documentElement.dataset.engine);
}

/* What an exercise looks like and what is kept, for a test that waited for it in
 * vain. */
async function plight(page, id) {
  const found = await page.evaluate((id) => ({
    page: Object.assign({}, document.documentElement.dataset),
    visible: document.visibilityState,
    text: document.querySelector('[data-exercise="' + id + '"]').innerText,
    busy: document.querySelector('[data-exercise="' + id + '"]')
      .getAttribute("aria-busy"),
    kept: Object.assign({}, localStorage)
  }), id);
  return JSON.stringify(Object.assign(found, { problems: page.problems }),
    null, 1);
}

/* The verdict of an exercise once it is there. */
async function verdict(page, id, timeout) {
  await page.waitForFunction(
    (id) => document.querySelector(
      '[data-exercise="' + id + '"] .wm-verdict[data-state]'),
    { timeout: timeout || 20000 }, id
  ).catch(async (error) => {
    throw new Error(error.message + "\n" + await plight(page, id));
  });
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
  CHAPTER, COURSE, alone, answer, build, buildIn, chapterWith, chapters, choose,
  cleanUp, click, copyFolder, field, fileUrl, fine, inBrowser, inPages, launch,
  newPage, noVerdict, open, press, ready, run, scratch, serve, tier, type, value,
  verdict, violations
};
