/* The course in a learning platform: a real SCORM 1.2 run-time (scorm-again)
 * around it, one that breaks, none at all, and a sandboxed frame. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, afterEach, before, beforeEach, describe, it } =
  require("node:test");
const t = require("./support.js");

const API = path.join(process.env.NODE_PATH, "scorm-again", "dist",
  "scorm12.min.js");
let browser;
let page;
let server;
let folder;
before(async () => {
  browser = await t.launch();
  folder = path.join(t.scratch, "platform");
  fs.cpSync(path.dirname(t.build("kinds").dir), path.join(folder, "course"),
    { recursive: true });
  fs.copyFileSync(API, path.join(folder, "scorm12.js"));
  server = await t.serve(folder);
});
after(async () => {
  await browser.close();
  server.close();
  t.cleanUp();
});
beforeEach(async () => {
  page = await t.alone(browser, server.url);
});
afterEach(async () => {
  await page.leave();
});

/* A platform's page: its API, made by `script`, and the course in a frame. */
async function openIn(script, sandbox, address) {
  fs.writeFileSync(path.join(folder, "host.html"), `<!DOCTYPE html>
<html lang="en"><title>Platform</title><script src="scorm12.js"></script>
<script>${script}</script>
<iframe id="course" width="1200" height="800" ${sandbox || ""}
  src="${address || "course/index.html#quizzes"}"></iframe></html>`);
  await page.goto(server.url + "host.html");
  const frame = t.asPage(await (await page.$("#course")).contentFrame(), page);
  await t.ready(frame);
  return frame;
}

const SCORM = (kept) => `
window.API = new Scorm12API({logLevel: 5});
window.errors = [];
window.told = {};
const real = window.API.lmsSetValue.bind(window.API);
window.API.LMSSetValue = function (key, value) {
  const done = String(real(key, value));
  window.told[key] = value;
  if (done !== "true") window.errors.push([key, value,
    window.API.lmsGetLastError()]);
  return done;
};
window.commits = 0;
window.API.on("LMSCommit", function () { window.commits++; });
window.API.on("LMSFinish", function () { window.finished = (window.finished || 0) + 1; });
window.API.loadFromJSON(${JSON.stringify(kept ||
    { core: { student_id: "s 1/ä", student_name: "Suda" } })}, "cmi");`;

/* What the page has told the platform last. */
function cmi(key) {
  return page.evaluate((key) => window.told[key], key);
}

function core(name) {
  return cmi("cmi.core." + name);
}

async function press(frame, id) {
  await frame.$eval("#" + id + ' [data-action="check"]', (b) => b.click());
  return t.verdict(frame, id);
}

async function put(frame, id, value) {
  await frame.$eval(t.field(id), (input, value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);
  await frame.waitForFunction((id) => !document.querySelector(
    "#" + id + " .wm-verdict").hasAttribute("data-state"), {}, id);
  return press(frame, id);
}

async function choose(frame, id, number) {
  await frame.$eval('[name="' + id + '.answer"][value="' + number + '"]',
    (input) => input.click());
  return press(frame, id);
}

async function noErrors() {
  assert.deepStrictEqual(await page.evaluate(() => window.errors), []);
}

describe("in a learning platform", () => {
  it("reports score, status and each answer, and commits each", async () => {
    const frame = await openIn(SCORM());
    assert.strictEqual(await core("lesson_status"), "incomplete");
    await put(frame, "q-one", "3");
    const commits = await page.evaluate(() => window.commits);
    assert.ok(commits >= 1);
    assert.strictEqual(await core("score.raw"), "0");
    await choose(frame, "q-two", 2);
    await put(frame, "r-one", "4");
    await put(frame, "r-one", "4,0");
    assert.strictEqual(await core("score.raw"), "50");
    assert.strictEqual(await core("score.max"), "100");
    assert.strictEqual(await core("lesson_status"), "incomplete");
    assert.ok(await page.evaluate(() => window.commits) >= commits + 2);
    const told = [];
    for (let n = 0; n < 3; n++) {
      const key = "cmi.interactions." + n + ".";
      told.push([await cmi(key + "id"), await cmi(key + "type"),
        await cmi(key + "student_response"), await cmi(key + "result")]);
    }
    assert.deepStrictEqual(told, [["q-one", "numeric", "3", "wrong"],
      ["q-two", "choice", "2", "correct"], ["r-one", "numeric", "4", "correct"]]);
    await noErrors();
  });

  it("passes as soon as the points suffice, and fails when they cannot",
    async () => {
      const frame = await openIn(SCORM());
      await put(frame, "q-one", "2");
      await choose(frame, "q-two", 2);
      await put(frame, "r-one", "4");
      assert.strictEqual(await core("score.raw"), "75");
      assert.strictEqual(await core("lesson_status"), "passed");
      await frame.$eval("#q-three", (e) => e.scrollIntoView());
      await press(frame, "q-three");
      assert.notStrictEqual(await core("lesson_status"), "incomplete");
      await noErrors();
      const other = await openIn(SCORM({ core: { student_id: "3" } }));
      await put(other, "q-one", "5");
      await choose(other, "q-two", 1);
      await put(other, "r-one", "5");
      await press(other, "q-three");
      assert.strictEqual(await core("lesson_status"), "failed");
    });

  it("tells orders, pairs, rows and texts without any language", async () => {
    const frame = await openIn(SCORM());
    await press(frame, "q-three");
    const key = "cmi.interactions.0.";
    assert.strictEqual(await cmi(key + "type"), "sequencing");
    assert.match(await cmi(key + "student_response"), /^[123],[123],[123]$/);
    assert.match(await cmi(key + "result"), /^(wrong|correct|0(\.\d+)?)$/);
    await noErrors();
  });

  it("goes on where the learner was, on another computer", async () => {
    let frame = await openIn(SCORM());
    await put(frame, "r-one", "4");
    await put(frame, "q-one", "7");
    const kept = await page.evaluate(() => ({ core: {
      student_id: "s 1/ä", student_name: "Suda" },
    suspend_data: window.told["cmi.suspend_data"] }));
    assert.ok(kept.suspend_data.length <= 4096);
    await page.leave();
    page = await t.alone(browser, server.url);
    frame = await openIn(SCORM(kept));
    assert.strictEqual(await t.value(frame, "r-one"), "4");
    assert.strictEqual((await t.verdict(frame, "r-one")).state, "right");
    assert.strictEqual((await t.verdict(frame, "q-one")).state, "wrong");
    assert.strictEqual(await frame.$eval(t.field("q-one"),
      (input) => input.readOnly), true);
    assert.strictEqual(await frame.$eval(".wm-learner-name",
      (n) => n.textContent), "Suda");
    await noErrors();
  });

  it("keeps two learners of one computer apart", async () => {
    let frame = await openIn(SCORM());
    await put(frame, "r-one", "4");
    frame = await openIn(SCORM({ core: { student_id: "2" } }));
    assert.strictEqual(await t.value(frame, "r-one"), "");
  });

  it("finishes once when it is left", async () => {
    await openIn(SCORM());
    await page.evaluate(() => {
      document.querySelector("#course").src = "about:blank";
    });
    await page.waitForFunction(() => window.finished);
    assert.strictEqual(await page.evaluate(() => window.finished), 1);
    assert.match(await core("session_time"), /^0000:00:\d\d/);
    assert.strictEqual(await cmi("cmi.core.exit"), "suspend");
    await noErrors();
  });

  /* What the platform keeps now, for a second visit. */
  function keptNow(more) {
    return page.evaluate((more) => ({ core: Object.assign({
      student_id: "s 1/ä", student_name: "Suda" }, more),
    suspend_data: window.told["cmi.suspend_data"] }), more || {});
  }

  it("brings back a third of a point, and each gap, exactly",
    async () => {
      let frame = await openIn(SCORM());
      await frame.evaluate(() => { location.hash = "#kinds"; });
      const typed = { province: "Tak", tak: "5", trat: "1" };
      await frame.evaluate((typed) => Object.keys(typed).forEach((name) => {
        const input = document.querySelector('[name="gaps.' + name + '"]');
        input.value = typed[name];
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }), typed);
      assert.strictEqual((await press(frame, "gaps")).state, "partly");
      const kept = await keptNow();
      await page.leave();
      page = await t.alone(browser, server.url);
      frame = await openIn(SCORM(kept));
      assert.strictEqual((await t.verdict(frame, "gaps")).state, "partly");
      const record = await frame.evaluate(() => JSON.parse(localStorage.getItem(
        Object.keys(localStorage).filter((key) => /:gaps$/.test(key))[0])));
      assert.strictEqual(record.best, 1 / 3);
      await noErrors();
    });

  it("finds its own in a version with other exercises", async () => {
    let frame = await openIn(SCORM());
    await put(frame, "r-one", "4");
    await put(frame, "q-one", "2");
    const kept = await keptNow();
    const data = JSON.parse(kept.suspend_data);
    data.k = "other";
    const gone = /^-*/.exec(data.s)[0].length - 2;
    data.s = data.s.slice(gone);
    data.x = Object.fromEntries(Object.entries(data.x).map(
      ([i, text]) => [i - gone, text]));
    kept.suspend_data = JSON.stringify(data);
    await page.leave();
    page = await t.alone(browser, server.url);
    frame = await openIn(SCORM(kept));
    assert.strictEqual(await core("score.raw"), "50");
    assert.strictEqual((await t.verdict(frame, "r-one")).state, "right");
    assert.ok(!await frame.$(".wm-notice"));
  });

  it("takes what is left of damaged data, and says so", async () => {
    let frame = await openIn(SCORM());
    await put(frame, "r-one", "4");
    const kept = await keptNow();
    kept.suspend_data = kept.suspend_data.slice(0, -9);
    await page.leave();
    page = await t.alone(browser, server.url);
    frame = await openIn(SCORM(kept));
    assert.strictEqual(await core("score.raw"), "25");
    assert.ok(await frame.$('[data-notice="platform-part"]'));
  });

  it("never takes back what was passed", async () => {
    const frame = await openIn(SCORM({ core: { student_id: "7",
      lesson_status: "passed", score: { raw: "80" } } }));
    await put(frame, "r-one", "4");
    assert.strictEqual(await core("lesson_status"), "passed");
    assert.strictEqual(await core("score.raw"), "80");
    await noErrors();
  });

  it("begins a new attempt anew and offers the earlier answers", async () => {
    let frame = await openIn(SCORM());
    await put(frame, "r-one", "4");
    frame = await openIn(SCORM());
    assert.strictEqual(await t.value(frame, "r-one"), "");
    assert.strictEqual(await core("score.raw"), "0");
    await frame.$eval(".wm-welcome [data-action=continue]", (b) => b.click());
    assert.strictEqual(await t.value(frame, "r-one"), "4");
    await put(frame, "q-one", "2");
    assert.strictEqual(await core("score.raw"), "50");
    await noErrors();
  });

  it("keeps nothing here when it does not say who learns", async () => {
    let frame = await openIn(SCORM({ core: { student_id: "" } }));
    await put(frame, "r-one", "4");
    assert.ok(JSON.parse(await cmi("cmi.suspend_data")).s.length > 5);
    assert.strictEqual(await frame.evaluate(() => localStorage.length), 0);
    frame = await openIn(SCORM({ core: { student_id: "" } }));
    assert.strictEqual(await t.value(frame, "r-one"), "");
    assert.ok(!await frame.$(".wm-notice"));
  });

  it("goes on with a platform that was started already", async () => {
    const frame = await openIn(SCORM() + "window.API.LMSInitialize('');");
    await put(frame, "r-one", "4");
    assert.strictEqual(await core("score.raw"), "25");
    assert.ok(!await frame.$(".wm-notice"));
    await noErrors();
  });

  it("does not write over what it could not read", async () => {
    const frame = await openIn(SCORM() + `
      const get = window.API.lmsGetValue.bind(window.API);
      let failed = false;
      window.API.LMSGetValue = function (key) {
        failed = key === "cmi.suspend_data";
        return failed ? "" : get(key);
      };
      window.API.LMSGetLastError = () => failed ? "101" : "0";`);
    assert.ok(await frame.$('[data-notice="platform-trouble"]'));
    assert.strictEqual(await cmi("cmi.suspend_data"), undefined);
    await put(frame, "r-one", "4");
    assert.ok(await cmi("cmi.suspend_data"));
  });

  it("holds a course of 420 answered exercises, and brings it back",
    async () => {
      const course = path.join(t.scratch, "many");
      const one = (n) => `::: exercise {#e${n} title="E"}\nHow many?\n\n` +
        "```lua\nanswer = number(" + (n % 7) + ")\n```\n:::\n";
      fs.mkdirSync(course);
      fs.writeFileSync(path.join(course, "course.yaml"), "id: many\n" +
        "title: Many\nlanguage: en\nedition: 1\npass: 80\n");
      fs.writeFileSync(path.join(course, "01-all.md"), "---\nid: all\n" +
        "title: All\n---\n\n" + Array.from({ length: 420 },
        (_, n) => one(n)).join("\n"));
      t.run(process.env.WAYMARK_RELEASE, ["build", course, "-o",
        path.join(folder, "many"), "--to", "dir"]);
      const address = "many/many-en/index.html";
      const kept = (more) => Object.assign({ core: { student_id: "9" } }, more);
      let frame = await openIn(SCORM(kept()), "", address);
      await put(frame, "e0", "0");
      await frame.evaluate(() => {
        const key = Object.keys(localStorage).filter((k) => /:e0$/.test(k))[0];
        const record = JSON.parse(localStorage.getItem(key));
        for (let n = 0; n < 420; n++) {
          record.best = (n + 1) % 2;
          record.time += 1000;
          record.text.answer = String(n % 7);
          localStorage.setItem(key.replace(/e0$/, "e" + n),
            JSON.stringify(record));
        }
      });
      const first = await cmi("cmi.suspend_data");
      frame = await openIn(SCORM(kept({ suspend_data: first })), "", address);
      const data = await cmi("cmi.suspend_data");
      assert.ok(data.length <= 4096, String(data.length));
      const raw = await core("score.raw");
      assert.strictEqual(raw, "50");
      await page.leave();
      page = await t.alone(browser, server.url);
      frame = await openIn(SCORM(kept({ suspend_data: data })), "", address);
      assert.strictEqual(await core("score.raw"), raw);
      assert.ok(!await frame.$(".wm-notice"));
      await noErrors();
    });

  it("keeps 4,096 characters at most and says what is only here", async () => {
    const frame = await openIn(SCORM());
    const ids = await frame.evaluate(() => Array.from(
      document.querySelectorAll(".wm-exercise textarea"), (a) => a.name));
    for (const name of ids) {
      await frame.$eval('[name="' + name + '"]', (area) => {
        area.value = "ก".repeat(5000);
        area.dispatchEvent(new Event("input", { bubbles: true }));
      });
    }
    await put(frame, "r-one", "4");
    const kept = await cmi("cmi.suspend_data");
    assert.ok(kept.length <= 4096, String(kept.length));
    assert.strictEqual(Object.values(JSON.parse(kept).x).includes("4"), true);
    await frame.$eval(".wm-learner > button", (b) => b.click());
    assert.match(await frame.$eval(".wm-learner-panel", (p) => p.textContent),
      new RegExp("this computer only: " + ids.length));
    await noErrors();
  });

  const BROKEN = {
    "throws": "window.API = {LMSInitialize: () => 'true'," +
      "LMSGetValue() { throw new Error('x'); }, LMSSetValue() { throw 1; }," +
      "LMSCommit() { throw 1; }, LMSFinish() { throw 1; }};",
    "refuses": "window.API = {LMSInitialize: () => 'false'," +
      "LMSGetValue: () => '', LMSSetValue: () => 'false'," +
      "LMSCommit: () => 'false', LMSFinish: () => 'false'};",
    "gives back rubbish": "window.API = {LMSInitialize: () => true," +
      "LMSGetValue: () => '{\"v\":1,\"e\":1,\"k\":{},\"s\":[]}'," +
      "LMSSetValue: () => 'false', LMSCommit: () => 'false'," +
      "LMSFinish: () => null};",
    "speaks in numbers": "window.API = {LMSInitialize: () => 1," +
      "LMSGetValue: (k) => /student/.test(k) ? 7 : 0," +
      "LMSSetValue: () => 0, LMSCommit: () => 0, LMSFinish: () => 0};"
  };
  Object.keys(BROKEN).forEach((how) => {
    it("works on and says so when the platform " + how, async () => {
      const frame = await openIn(BROKEN[how]);
      assert.strictEqual((await put(frame, "r-one", "4")).state, "right");
      assert.ok(await frame.$(".wm-notice[data-notice^=platform]"));
      t.fine(page);
    });
  });

  it("is quiet without one, also in a strange frame", async () => {
    const frame = await openIn("", 'sandbox="allow-scripts"');
    assert.strictEqual((await put(frame, "r-one", "4")).state, "right");
    assert.ok(!await frame.$(".wm-notice[data-notice^=platform]"));
    t.fine(page);
  });

  it("works with the policy and the frame of Kolibri", async () => {
    const strict = await t.serve(folder, { "Content-Security-Policy":
      "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:" });
    const before = server;
    server = strict;
    await page.leave();
    page = await t.alone(browser, strict.url);
    try {
      const frame = await openIn("",
        'sandbox="allow-scripts allow-same-origin"');
      assert.strictEqual((await put(frame, "r-one", "4")).state, "right");
      assert.strictEqual(await t.tier(frame), "worker");
      page.problems = page.problems.filter((p) => !/sandbox/.test(p));
      t.fine(page);
    } finally {
      server = before;
      strict.close();
    }
  });
});
