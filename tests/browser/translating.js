/* Translations made by machine, for tests: each letter a to z of what needs no
 * care becomes a circled one. */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const t = require("./support.js");

const LANGUAGES = {
  fr: { digits: "0123456789", dir: "ltr" },
  th: { digits: "๐๑๒๓๔๕๖๗๘๙", dir: "ltr" },
  ar: { digits: "٠١٢٣٤٥٦٧٨٩", dir: "rtl" }
};

function waymark(...words) {
  return t.run(process.env.WAYMARK_RELEASE, words);
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

/* The course in the folder, translated and built: the folder of the result. */
function translate(folder, to) {
  const course = path.join(t.scratch, "translated");
  const out = path.join(t.scratch, "translated-out");
  fs.cpSync(folder, course, { recursive: true });
  fs.appendFileSync(path.join(course, "course.yaml"),
    "\nlanguages: [" + Object.keys(LANGUAGES).join(", ") + "]\n");
  waymark("i18n", "extract", course);
  for (const language of Object.keys(LANGUAGES)) {
    waymark("i18n", "update", course, language);
    fill(path.join(course, "po", language + ".po"));
  }
  waymark("build", course, "-o", out, ...(to ? ["--to", to] : []));
  return out;
}

/* A number in the digits of the language; as it is in any other. */
function digits(language, text) {
  const own = LANGUAGES[language];
  return own ? text.replace(/\d/g, (d) => [...own.digits][d]) : text;
}

module.exports = { LANGUAGES, circled, digits, translate };
