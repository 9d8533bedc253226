/* The shipped course in each language it is published in: every exercise of it
 * answered wrong and right in Chromium from file://. */
"use strict";
const { after, before } = require("node:test");
const { languages, testEdition } = require("../browser/answering.js");
const t = require("../browser/support.js");

let browser;
before(async () => {
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  t.cleanUp();
});

for (const language of languages()) {
  if (language !== "en") testEdition(() => browser, language);
}
