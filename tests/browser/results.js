/* Steps in the page of results and in the learner's menu. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv/dist/2020.js").default;
const t = require("./support.js");

const MANUAL = path.join(__dirname, "..", "spec", "learners.md");

/* What a results file has that the schema in the manual does not allow. */
function unlikeSchema(file) {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  const schema = /```json\n([^]*?)```/.exec(fs.readFileSync(MANUAL, "utf8"));
  const fits = ajv.compile(JSON.parse(schema[1]));
  return fits(file) ? [] : fits.errors.map((error) =>
    error.instancePath + " " + error.message);
}

async function results(page) {
  await page.evaluate(() => { location.hash = "#wm-overview"; });
  await page.waitForSelector("#wm-overview.wm-current");
}

/* The text of the file that a button makes. */
async function made(page, action) {
  await results(page);
  await t.click(page, '#wm-overview [data-action="' + action + '"]');
  await page.waitForSelector("#wm-overview .wm-file-box textarea");
  return page.$eval("#wm-overview .wm-file-box textarea", (a) => a.value);
}

/* Gives a text to load, by pasting it. */
async function give(page, content) {
  await results(page);
  await t.click(page, '#wm-overview [data-action="load"]');
  await page.waitForSelector("#wm-file-text");
  await page.$eval("#wm-overview details", (d) => { d.open = true; });
  await page.$eval("#wm-file-text", (area, text) => { area.value = text; },
    content);
  await t.click(page, '#wm-overview [data-action="paste"]');
}

/* Loads a text; gives what the page says then. */
async function paste(page, content) {
  await give(page, content);
  await page.waitForFunction(() => /\.$/.test(
    document.querySelector("#wm-overview .wm-file-status").textContent));
  return page.$eval("#wm-overview .wm-file-status", (p) => p.textContent);
}

function name(page, text) {
  return page.evaluate((text) => {
    document.querySelector(".wm-learner > button").click();
    const input = document.querySelector("#wm-learner-name");
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector(".wm-learner > button").click();
  }, text);
}

/* Presses a button of the learner's menu: the first one of that action. */
function menu(page, action) {
  return page.evaluate((action) => {
    document.querySelector(".wm-learner > button").click();
    document.querySelector(
      '.wm-learner-panel [data-action="' + action + '"]').click();
  }, action);
}

/* What the store keeps under a key of the course, or null. */
function kept(page, key) {
  return page.evaluate((key) => {
    const found = Object.keys(localStorage).filter((k) => k.endsWith(":" + key));
    return found.length ? JSON.parse(localStorage.getItem(found[0])) : null;
  }, key);
}

module.exports = { give, kept, made, menu, name, paste, results, unlikeSchema };
