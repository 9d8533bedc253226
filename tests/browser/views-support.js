/* What the tests of views share: a course whose data they know, and a page of
 * it to work with, as its learners do. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const t = require("./support.js");

const DATA = "#boys .wm-data";
const STATUS = DATA + " .wm-view-status > p";
const PROVINCES = ["TAK", "TRT", "CMI"];

const PACKAGE = `name: views
resources:
  - name: pupils
    path: pupils.csv
    title: Invented pupils
    embed: [province, sex, age, score, enrolled, day, school]
    sources: [{title: Invented for the tests}]
    licenses: [{name: CC0-1.0}]
    disclosure: {unit: aggregate, threshold: 0, method: Invented., reviewed: Nobody}
    schema:
      fields:
        - {name: province, type: string, title: Province, categories: [
            {value: TAK, label: Tak}, {value: TRT, label: Trat},
            {value: CMI, label: Chiang Mai}]}
        - {name: sex, type: string, title: Sex, categories: [
            {value: f, label: Girls}, {value: m, label: Boys}]}
        - {name: age, type: integer, title: Age}
        - {name: score, type: number, title: Score}
        - {name: enrolled, type: boolean, title: Enrolled}
        - {name: day, type: date, title: Day of entry}
        - {name: school, type: string, title: School}
        - {name: secret, type: string, title: Secret}
`;

const MODULE = `---
id: data
title: Data
---

::: exercise {#boys title="Boys"}
How many rows of {{place}} are of boys?

\`\`\`lua
local province = pick(data.pupils:values "province")
place = label(province, "province")
answer = number(data.pupils:where { province = province, sex = "m" }:count())
\`\`\`
:::
`;

/* Row n, from 1; the first few hold what is awkward. */
function rowOf(n) {
  const schools = ["=HYPERLINK(1)", "École du lac", "โรงเรียนแม่สอด",
    '"Quoted, 2"', "-minus"];
  return [
    PROVINCES[n % 3], n % 2 ? "f" : "m", n % 7 ? 5 + n % 13 : "",
    (n % 1000) / 8, n % 5 ? "true" : "false",
    "2024-0" + (1 + n % 9) + "-15",
    n <= schools.length ? '"' + schools[n - 1].replace(/"/g, '""') + '"'
      : "School " + n % 400,
    "hidden" + n
  ].join(",");
}

/* What the first 5,000 rows come to, worked out here. */
const rows = Array.from({ length: 5000 }, (unused, i) => {
  const cells = rowOf(i + 1).split(",");
  return { province: cells[0], sex: cells[1], enrolled: cells[4] === "true",
    age: cells[2] === "" ? null : Number(cells[2]), score: Number(cells[3]) };
});

function count(fits) {
  return rows.filter(fits).length.toLocaleString("en");
}

function mean(fits) {
  const all = rows.filter(fits);
  return (Math.round(all.reduce((sum, row) => sum + row.score, 0) /
    all.length * 1000) / 1000).toLocaleString("en");
}

/* A course with that many rows, built once for each language. */
const courses = {};
function course(rows, language, forms) {
  const key = rows + language;
  if (courses[key]) return courses[key];
  const from = path.join(t.scratch, "views-" + key);
  const out = path.join(t.scratch, "views-out-" + key);
  const lines = ["province,sex,age,score,enrolled,day,school,secret"];
  fs.mkdirSync(path.join(from, "data"), { recursive: true });
  for (let n = 1; n <= rows; n++) lines.push(rowOf(n));
  fs.writeFileSync(path.join(from, "course.yaml"), "id: views\n" +
    "title: Views\nlanguage: " + language + "\nlicence: CC-BY-4.0\n");
  fs.writeFileSync(path.join(from, "01-data.md"), MODULE);
  fs.writeFileSync(path.join(from, "data/datapackage.yaml"), PACKAGE);
  fs.writeFileSync(path.join(from, "data/pupils.csv"), lines.join("\n") + "\n");
  t.run(process.env.WAYMARK_RELEASE,
    ["build", from, "-o", out, "--to", forms || "dir"]);
  courses[key] = { from: from, out: out,
    dir: path.join(out, "views-" + language, "index.html") };
  return courses[key];
}

/* The page of the test that runs. */
let page;

function setUp() {
  t.inPages((one) => { page = one; });
}

async function look(url) {
  await t.open(page, url ||
    t.fileUrl(course(5000, "en").dir) + "#data");
  await t.click(page, DATA + " > summary");
  await page.waitForSelector(DATA + " tbody tr");
}

function status() {
  return page.$eval(STATUS, (one) => one.textContent);
}

/* Waits for the line below the tools to say so. */
function said(what) {
  return page.waitForFunction((status, what) =>
    document.querySelector(status).textContent === what, {}, STATUS, what)
    .catch(async (error) => {
      assert.strictEqual(await status(), what, error.message);
      throw error;
    });
}

function cells() {
  return page.$$eval(DATA + " tbody tr", (rows) => rows.map((row) =>
    Array.from(row.children).map((cell) => cell.textContent)));
}

async function column(name) {
  const heads = await page.$$eval(DATA + " thead th",
    (all) => all.map((one) => one.textContent));
  const at = heads.indexOf(name);
  assert.ok(at >= 0, name + " is not among " + heads);
  return (await cells()).map((row) => row[at]);
}

async function press(label) {
  await page.evaluate((data, label) => {
    Array.from(document.querySelectorAll(data + " button"))
      .find((one) => one.textContent === label)
      .setAttribute("data-test", label);
  }, DATA, label);
  await t.click(page, DATA + ' [data-test="' + label + '"]');
}

/* The field of a label, marked so that it can be found again. */
async function field(label) {
  await page.evaluate((data, label) => {
    const named = Array.from(document.querySelectorAll(
      data + " input, " + data + " select")).find((one) =>
      one.getAttribute("aria-label") === label ||
      (one.labels[0] && one.labels[0].querySelector("span, bdi")
        .textContent === label));
    document.querySelectorAll("[data-field]").forEach((one) =>
      one.removeAttribute("data-field"));
    named.setAttribute("data-field", "");
  }, DATA, label);
  return DATA + " [data-field]";
}

async function choose(label, value) {
  await page.select(await field(label), value);
}

async function tick(label) {
  await t.click(page, await field(label));
}

async function typeIn(label, value) {
  const at = await field(label);
  await page.$eval(at, (one) => one.select());
  await page.type(at, value);
}

/* Downloads of the page into a folder of their own. */
async function downloads() {
  const folder = fs.mkdtempSync(path.join(t.scratch, "saved-"));
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow",
    downloadPath: folder, browserContextId: page.browserContext().id });
  return async (name) => {
    const file = path.join(folder, name);
    for (let i = 0; i < 1000 && !fs.existsSync(file); i++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return fs.readFileSync(file, "utf8");
  };
}

module.exports = {
  DATA, PROVINCES, STATUS, cells, choose, column, count, course, downloads,
  field, look, mean, press, rows, said, setUp, status, tick, typeIn,
  page: () => page
};
