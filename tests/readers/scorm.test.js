/* The package of every language in scorm-again, a run-time of SCORM 1.2: each
 * kind of answer is taken, and told to the platform without any complaint. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const r = require("./support.js");
const t = require("../browser/support.js");

const API = path.join(process.env.NODE_PATH, "scorm-again", "dist",
  "scorm12.min.js");
const HOST = (language) => `<!DOCTYPE html>
<html lang="en"><title>Platform</title><script src="scorm12.js"></script>
<script>
window.API = new Scorm12API({ logLevel: 5 });
window.refused = [];
window.told = {};
const real = window.API.lmsSetValue.bind(window.API);
window.API.LMSSetValue = function (key, value) {
  const done = String(real(key, value));
  window.told[key] = value;
  if (done !== "true") {
    window.refused.push([key, value, window.API.lmsGetLastError()]);
  }
  return done;
};
window.API.loadFromJSON({ core: { student_id: "1", student_name: "Suda" } },
  "cmi");
</script>
<iframe id="course" width="1200" height="1000" src="${language}/index.html">
</iframe></html>`;

let browser;
let server;
before(async () => {
  const folder = path.join(t.scratch, "platform");
  fs.mkdirSync(folder);
  for (const language of r.ALL) {
    const zip = path.join(r.buildAll(), "kinds-test-" + language + ".zip");
    t.run("unzip", ["-q", zip, "-d", path.join(folder, language)]);
    fs.writeFileSync(path.join(folder, language + ".html"), HOST(language));
  }
  fs.copyFileSync(API, path.join(folder, "scorm12.js"));
  server = await t.serve(folder);
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  server.close();
  t.cleanUp();
});

/* The last thing told of each exercise: {id: [type, result]}. */
function results(page) {
  return page.evaluate(() => {
    const last = {};
    for (let n = 0; "cmi.interactions." + n + ".id" in window.told; n++) {
      const of = (name) => window.told["cmi.interactions." + n + "." + name];
      last[of("id")] = [of("type"), of("result")];
    }
    return last;
  });
}

for (const language of r.ALL) {
  describe("scorm-again, " + language, () => {
    let page;
    let frame;
    before(async () => {
      page = await t.alone(browser, server.url);
      await page.setViewport({ width: 1240, height: 1040 });
      await page.goto(server.url + language + ".html");
      frame = await (await page.$("#course")).contentFrame();
      frame = t.asPage(frame, page);
      await t.ready(frame);
    });
    after(() => page.leave());

    r.testScripted(() => ({ page, show: (name) => frame.evaluate((id) => {
      location.hash = "#" + id;
    }, /-(\w+)\./.exec(name)[1]) }), language, "worker");

    it("has told every answer, and nothing was refused", async () => {
      const types = { word: "fill-in", steps: "sequencing", pairs: "matching",
        "q-two": "choice", several: "choice", "r-one": "numeric",
        share: "numeric" };
      const told = await results(page);
      for (const module of Object.keys(r.ANSWERS)) {
        for (const id of Object.keys(r.ANSWERS[module])) {
          assert.ok(told[id], id);
          assert.strictEqual(told[id][1], "correct", id);
          if (types[id]) assert.strictEqual(told[id][0], types[id], id);
        }
      }
      assert.deepStrictEqual(await page.evaluate(() => window.refused), []);
      t.fine(page);
    });
  });
}
