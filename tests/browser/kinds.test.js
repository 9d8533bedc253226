/* Every kind of answer as a learner meets it: right, partly, wrong, not to be
 * read; after a reload; in another variant; with the keyboard alone; and
 * quizzes. */
"use strict";
const assert = require("node:assert");
const { describe, it } = require("node:test");
const fields = require("./fields.js");
const t = require("./support.js");

let page;
t.inPages((one) => { page = one; }, { fine: true });

function start(hash, query) {
  return t.open(page,
    t.fileUrl(t.build("kinds").dir) + (query || "") + "#" + hash);
}

async function reload() {
  await page.reload();
  await t.ready(page);
}

/* Presses Check: what came out. */
async function check(id) {
  await t.press(page, id, "check");
  return (await t.verdict(page, id)).state;
}

const order = (id) => fields.order(page, id);
const arrange = (id, wanted) => fields.arrange(page, id, wanted);
const pick = (id, values) => fields.pick(page, id, values);

function pairs(id) {
  return page.$$eval("#" + id + " select",
    (all) => all.map((one) => one.value).join());
}

function rows(id) {
  return page.$$eval("#" + id + " input:checked",
    (all) => all.map((one) => one.value).join());
}

async function another(id) {
  const before = await page.$eval("#" + id, (one) => one.dataset.seed);
  await t.press(page, id, "another");
  await page.waitForSelector("#" + id + ':not([data-seed="' + before + '"])');
}

describe("words and gaps", () => {
  it("reads a word, and brings it back", async () => {
    await start("kinds");
    assert.strictEqual(await check("word"), "unreadable");
    assert.strictEqual((await t.answer(page, "word", "tourist")).state,
      "wrong");
    const inside = await t.answer(page, "word", "Internally displaced  person");
    assert.strictEqual(inside.diagnosis, "inside");
    assert.strictEqual((await t.answer(page, "word", " Refugee")).state,
      "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "word")).state, "right");
    assert.strictEqual(await t.value(page, "word"), " Refugee");
  });

  it("judges each gap of a text and its table", async () => {
    await start("kinds");
    await t.type(page, "gaps", "tak", "province");
    await t.type(page, "gaps", "553", "tak");
    assert.strictEqual(await check("gaps"), "unreadable");
    await t.type(page, "gaps", "31", "trat");
    assert.strictEqual(await check("gaps"), "partly");
    const states = () => page.$$eval("#gaps input",
      (all) => all.map((one) => one.dataset.state));
    assert.deepStrictEqual(await states(), ["right", "right", "wrong"]);
    await reload();
    await t.verdict(page, "gaps");
    assert.deepStrictEqual(await states(), ["right", "right", "wrong"]);
    await t.type(page, "gaps", "30", "trat");
    assert.ok(await t.noVerdict(page, "gaps"));
    assert.strictEqual(await check("gaps"), "right");
  });
});

describe("order", () => {
  it("is wrong as drawn, right when arranged, and comes back", async () => {
    await start("kinds");
    const drawn = await order("steps");
    assert.notStrictEqual(drawn, "1,2,3,4");
    assert.strictEqual(await check("steps"), "wrong");
    await arrange("steps", ["1", "2", "3", "4"]);
    assert.ok(await t.noVerdict(page, "steps"), "moving clears");
    assert.strictEqual(await check("steps"), "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "steps")).state, "right");
    assert.strictEqual(await order("steps"), "1,2,3,4");
  });

  it("keeps the focus on the button, and says the new place", async () => {
    await start("kinds");
    const item = (await order("steps")).split(",")[3];
    const up = '#steps [data-item="' + item + '"] [data-move="up"]';
    await page.focus(up);
    for (const place of [3, 2, 1, 1]) {
      await page.keyboard.press(place % 2 ? "Enter" : "Space");
      assert.strictEqual(
        await page.$eval(up, (one) => one === document.activeElement), true);
      await page.waitForFunction((words) => {
        const said = document.querySelector("#steps [aria-live]");
        return said && said.textContent.includes(words);
      }, {}, "number " + place + " of 4");
    }
    assert.strictEqual((await order("steps")).split(",")[0], item);
    assert.strictEqual(
      await page.$eval(up, (one) => one.getAttribute("aria-disabled")), "true");
  });

  it("draws other items, and keeps those of a variant", async () => {
    await start("variants");
    const words = () => page.$$eval("#sizes .wm-item-text",
      (all) => all.map((one) => one.textContent));
    const before = await words();
    await another("sizes");
    assert.notDeepStrictEqual((await words()).sort(), before.sort());
    await arrange("sizes", ["1", "2", "3"]);
    const sorted = await words();
    assert.deepStrictEqual(sorted,
      sorted.slice().sort((a, b) => Number(a) - Number(b)));
    assert.strictEqual(await check("sizes"), "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "sizes")).state, "right");
    assert.deepStrictEqual(await words(), sorted);
    assert.strictEqual(await order("sizes"), "1,2,3");
  });
});

describe("match", () => {
  it("asks for every pair, judges, and comes back", async () => {
    await start("kinds");
    assert.strictEqual(await check("pairs"), "unreadable");
    await pick("pairs", ["1", "", "3"]);
    assert.strictEqual(await check("pairs"), "unreadable");
    await reload();
    assert.strictEqual(await pairs("pairs"), "1,,3");
    await pick("pairs", ["2", "3", "4"]);
    assert.ok(await t.noVerdict(page, "pairs"), "choosing clears");
    assert.strictEqual(await check("pairs"), "wrong");
    await pick("pairs", ["1", "2", "3"]);
    assert.strictEqual(await check("pairs"), "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "pairs")).state, "right");
    assert.strictEqual(await pairs("pairs"), "1,2,3");
  });

  it("draws other words into the lists", async () => {
    await start("variants");
    await another("doubles");
    await pick("doubles", ["1", "2"]);
    const shown = await page.$$eval("#doubles .wm-left li", (all) =>
      all.map((one) => [one.querySelector(".wm-item-text").textContent,
        one.querySelector("select").selectedOptions[0].textContent]));
    for (const [left, right] of shown) {
      assert.strictEqual(Number(right), 2 * Number(left));
    }
    assert.strictEqual(await check("doubles"), "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "doubles")).state, "right");
    assert.strictEqual(await pairs("doubles"), "1,2");
  });
});

describe("tables", () => {
  it("judges each cell", async () => {
    await start("kinds");
    await t.type(page, "table", "447", "r1c3");
    await t.type(page, "table", "12x", "r2c3");
    await t.type(page, "table", "30", "r3c3");
    assert.strictEqual(await check("table"), "unreadable");
    await t.type(page, "table", "121", "r2c3");
    await page.keyboard.press("Enter");
    assert.strictEqual((await t.verdict(page, "table")).state, "partly");
    const states = () => page.$$eval("#table input",
      (all) => all.map((one) => one.dataset.state));
    assert.deepStrictEqual(await states(), ["right", "wrong", "right"]);
    await reload();
    await t.verdict(page, "table");
    assert.deepStrictEqual(await states(), ["right", "wrong", "right"]);
    await t.type(page, "table", "120", "r2c3");
    assert.strictEqual(await check("table"), "right");
  });

  it("draws another table, and keeps what stands in it", async () => {
    await start("variants");
    const name = () => page.$eval("#cells tbody th, #cells tbody td",
      (one) => one.textContent);
    const before = await name();
    await another("cells");
    const now = await name();
    assert.notStrictEqual(now, before);
    const right = { Tak: "447", Ranong: "120", Trat: "30" }[now];
    assert.strictEqual((await t.answer(page, "cells", right, "r1c3")).state,
      "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "cells")).state, "right");
    assert.strictEqual(await name(), now);
    assert.strictEqual(await t.value(page, "cells", "r1c3"), right);
  });

  it("takes rows", async () => {
    await start("kinds");
    assert.strictEqual(await check("rows"), "unreadable");
    await t.choose(page, "rows", 3);
    assert.strictEqual(await check("rows"), "wrong");
    await t.choose(page, "rows", 1);
    await t.choose(page, "rows", 2);
    assert.strictEqual(await check("rows"), "partly");
    assert.strictEqual(await rows("rows"), "1,2,3");
    await t.choose(page, "rows", 3);
    assert.ok(await t.noVerdict(page, "rows"));
    assert.strictEqual(await check("rows"), "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "rows")).state, "right");
    assert.strictEqual(await rows("rows"), "1,2");
  });

  it("keeps the rows chosen in another variant", async () => {
    await start("variants");
    await another("some-rows");
    const name = await page.$eval("#some-rows bdi", (one) => one.textContent);
    const row = { Tak: 1, Ranong: 2, Trat: 3 }[name];
    await t.choose(page, "some-rows", row);
    assert.strictEqual(await check("some-rows"), "right");
    await reload();
    assert.strictEqual((await t.verdict(page, "some-rows")).state, "right");
    assert.strictEqual(await rows("some-rows"), String(row));
  });
});

describe("a text of one's own", () => {
  it("is compared with the solution, then judged by its writer", async () => {
    await start("kinds");
    const hidden = (selector) =>
      page.$eval("#essay " + selector, (one) => one.hidden);
    assert.strictEqual(await check("essay"), "unreadable");
    assert.ok(await hidden(".wm-solution") && await hidden(".wm-self"));
    await t.type(page, "essay", "They move.");
    assert.strictEqual(await check("essay"), "unreadable");
    assert.ok(!await hidden(".wm-solution") && !await hidden(".wm-self"));
    assert.ok(await page.$eval("#essay-solution", (one) => one.open));
    await t.click(page, '[name="essay.self"][value="partly"]');
    assert.strictEqual(await check("essay"), "partly");
    await t.click(page, '[name="essay.self"][value="right"]');
    assert.ok(await t.noVerdict(page, "essay"));
    assert.strictEqual(await check("essay"), "right");
    assert.match(await page.$eval('.wm-map-list [href="#kinds"]',
      (link) => link.textContent), /1\/8/);
    await reload();
    assert.strictEqual((await t.verdict(page, "essay")).state, "right");
    assert.strictEqual(await t.value(page, "essay"), "They move.");
    assert.strictEqual(await page.$eval('#essay [value="right"]',
      (one) => one.checked), true);
  });
});

describe("another variant", () => {
  it("never looks like the one before", async () => {
    await start("variants");
    const name = () => page.$eval("#lucky bdi", (one) => one.textContent);
    for (let i = 0; i < 6; i++) {
      const before = await name();
      await another("lucky");
      assert.notStrictEqual(await name(), before);
    }
  });
});

describe("learners", () => {
  it("each find their own list, pairs and rows", async () => {
    await start("kinds");
    const drawn = await order("steps");
    await arrange("steps", ["1", "2", "3", "4"]);
    await pick("pairs", ["1", "2", "3"]);
    await t.choose(page, "rows", 2);
    await page.click("[data-action=learner]");
    await page.click(".wm-learner-panel [data-action=other]");
    assert.strictEqual(await order("steps"), drawn);
    assert.strictEqual(await pairs("pairs"), ",,");
    assert.strictEqual(await rows("rows"), "");
    await page.click("[data-action=learner]");
    await page.click(".wm-learner-panel [data-action=continue]");
    assert.strictEqual(await order("steps"), "1,2,3,4");
    assert.strictEqual(await pairs("pairs"), "1,2,3");
    assert.strictEqual(await rows("rows"), "2");
  });
});

describe("a quiz", () => {
  const summary = (id) => page.$eval("#" + id + " .wm-quiz-summary", (one) =>
    ({ state: one.dataset.state || null, text: one.textContent }));

  it("of one try locks, sums up, and stays so", async () => {
    await start("quizzes");
    await t.answer(page, "q-one", "x");
    assert.strictEqual(await page.$eval('[name="q-one.answer"]',
      (one) => one.readOnly), false, "what cannot be read costs no try");
    assert.strictEqual((await t.answer(page, "q-one", "2")).state, "right");
    await t.choose(page, "q-two", 1);
    assert.strictEqual(await check("q-two"), "wrong");
    assert.match((await t.verdict(page, "q-two")).feedback, /last try/);
    assert.strictEqual((await summary("once")).state, null);
    await arrange("q-three", ["1", "2", "3"]);
    assert.strictEqual(await check("q-three"), "right");
    const told = await summary("once");
    assert.strictEqual(told.state, "passed");
    assert.match(told.text, /66 %/);
    const links = () => page.$$eval("#once .wm-quiz-summary a",
      (all) => all.map((one) => one.getAttribute("href")));
    assert.deepStrictEqual(await links(), ["#q-two"]);
    for (let i = 0; i < 2; i++) {
      assert.strictEqual(await page.$eval('[name="q-one.answer"]',
        (one) => one.readOnly), true);
      assert.strictEqual(await page.$eval('[name="q-two.answer"]',
        (one) => one.disabled), true);
      await t.press(page, "q-two", "check");
      assert.strictEqual((await t.verdict(page, "q-two")).attempt, "1");
      await t.click(page, '#q-three [data-item="2"] [data-move="up"]');
      assert.strictEqual(await order("q-three"), "1,2,3");
      await reload();
    }
    assert.strictEqual((await summary("once")).state, "passed");
  });

  it("keeps of the last try what was judged, not what is typed meanwhile",
    async () => {
      await t.holdable(page);
      await start("quizzes");
      const typed = () => t.value(page, "q-one");
      const chosen = () => rows("q-two");
      for (const [id, give, given, judged, later, state] of [
        ["q-one", t.type, typed, "7", "2", "wrong"],
        ["q-two", t.choose, chosen, "2", "1", "right"]]) {
        await give(page, id, judged);
        await t.hold(page);
        await t.press(page, id, "check");
        await give(page, id, later);
        await t.letGo(page);
        for (let i = 0; i < 2; i++) {
          assert.strictEqual((await t.verdict(page, id)).state, state);
          assert.strictEqual(await given(), judged);
          await reload();
        }
      }
    });

  it("is in the learner's own order, the same after a reload", async () => {
    await start("quizzes");
    const shown = () => page.$$eval("#once .wm-exercise",
      (all) => all.map((one) => one.id).join());
    const seen = new Set();
    await t.answer(page, "q-one", "x");
    const first = await shown();
    await reload();
    assert.strictEqual(await shown(), first);
    for (let seed = 0; seed < 8; seed++) {
      await page.evaluate((seed) => {
        const key = Object.keys(localStorage).find((k) => /:slots$/.test(k));
        const slots = JSON.parse(localStorage.getItem(key));
        slots.list[0].seed = seed * 1000;
        localStorage.setItem(key, JSON.stringify(slots));
      }, seed);
      await reload();
      seen.add(await shown());
    }
    assert.ok(seen.size > 2, Array.from(seen).join(" "));
    for (const one of seen) {
      assert.strictEqual(one.split(",").sort().join(), "q-one,q-three,q-two");
    }
  });

  it("without a number of tries can be bettered", async () => {
    await start("quizzes");
    await t.answer(page, "r-one", "5");
    assert.strictEqual((await summary("again")).state, "failed");
    await t.answer(page, "r-one", "4");
    const told = await summary("again");
    assert.strictEqual(told.state, "passed");
    assert.match(told.text, /100 %/);
    assert.match(await page.$eval(".wm-map-pass", (one) => one.textContent),
      /25 %.*60 %/);
  });
});

describe("for everybody", () => {
  for (const scheme of ["light", "dark"]) {
    it("axe finds nothing, before and after, " + scheme, async () => {
      await page.emulateMediaFeatures(
        [{ name: "prefers-color-scheme", value: scheme }]);
      await start("kinds");
      assert.deepStrictEqual(await t.violations(page), []);
      for (const id of ["word", "gaps", "steps", "pairs", "table", "rows",
        "total"]) {
        await check(id);
      }
      await t.type(page, "essay", "x");
      await check("essay");
      assert.deepStrictEqual(await t.violations(page), []);
      await page.evaluate(() => {
        location.hash = "#quizzes";
      });
      await page.waitForSelector("#q-one", { visible: true });
      await t.answer(page, "q-one", "2");
      await t.choose(page, "q-two", 2);
      await check("q-two");
      await check("q-three");
      await t.answer(page, "r-one", "5");
      assert.deepStrictEqual(await t.violations(page), []);
    });
  }

  it("nothing sticks out at 320 pixels, either way", async () => {
    await page.setViewport({ width: 320, height: 640 });
    for (const module of ["kinds", "variants", "quizzes"]) {
      await start(module);
      for (const dir of ["ltr", "rtl"]) {
        await page.evaluate((dir) => {
          document.documentElement.dir = dir;
        }, dir);
        assert.strictEqual(await page.evaluate(
          () => document.documentElement.scrollWidth), 320, module + " " + dir);
      }
    }
  });

  it("what a row is called stays in view while its table is scrolled",
    async () => {
      await page.setViewport({ width: 320, height: 640 });
      await start("kinds");
      for (const dir of ["ltr", "rtl"]) {
        const seen = await page.evaluate((dir) => {
          document.documentElement.dir = dir;
          const boxes = document.querySelectorAll("#kinds [tabindex='0']");
          return Array.from(boxes).filter((box) =>
            box.querySelector("tbody")).map((box) => {
            box.scrollLeft = dir === "ltr" ? 500 : -500;
            const edge = (node) => {
              const at = node.getBoundingClientRect();
              return dir === "ltr" ? at.left : -at.right;
            };
            const name = box.querySelector("tbody tr > :first-child");
            return [box.scrollLeft !== 0, Math.abs(edge(name) - edge(box)) < 1];
          });
        }, dir);
        assert.ok(seen.length > 0);
        seen.forEach((one) => assert.deepStrictEqual(one, [true, true], dir));
      }
    });

  it("nothing sticks out at 200 percent zoom", async () => {
    await page.setViewport({ width: 640, height: 400, deviceScaleFactor: 2 });
    for (const module of ["kinds", "variants", "quizzes"]) {
      await start(module);
      assert.strictEqual(await page.evaluate(
        () => document.documentElement.scrollWidth), 640, module);
    }
  });

  it("every kind is answered with the keyboard alone", async () => {
    await start("kinds");
    const begin = (id) => page.$eval("#" + id + " .wm-exercise-title",
      (title) => {
        title.tabIndex = -1;
        title.focus();
      });
    const tabTo = async (selector) => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press("Tab");
        const there = await page.evaluate(
          (wanted) => document.activeElement.matches(wanted), selector);
        if (there) return;
      }
      assert.fail("the Tab key does not reach " + selector);
    };
    const finish = async (id) => {
      await tabTo('[data-action="check"]');
      await page.keyboard.press("Enter");
      return (await t.verdict(page, id)).state;
    };
    await begin("word");
    await tabTo('[name="word.answer"]');
    await page.keyboard.type("refugee");
    await page.keyboard.press("Enter");
    assert.strictEqual((await t.verdict(page, "word")).state, "right");

    await begin("pairs");
    for (const [i, key] of [[1, "4"], [2, "1"], [3, "3"]]) {
      await tabTo('[name="pairs.' + i + '"]');
      await page.keyboard.type(key); /* the item that begins so */
    }
    assert.strictEqual(await finish("pairs"), "right");

    await begin("rows");
    for (const row of [1, 2]) {
      await tabTo('[name="rows.answer"][value="' + row + '"]');
      await page.keyboard.press("Space");
    }
    assert.strictEqual(await finish("rows"), "right");

    await begin("table");
    for (const [i, value] of ["447", "120", "30"].entries()) {
      await tabTo('[name="table.r' + (i + 1) + 'c3"]');
      await page.keyboard.type(value);
    }
    assert.strictEqual(await finish("table"), "right");

    for (let n = 0; n < 9 && await order("steps") !== "1,2,3,4"; n++) {
      const wrong = (await order("steps")).split(",");
      const late = wrong.findIndex((item, i) => i && item < wrong[i - 1]);
      await begin("steps");
      await tabTo('[data-item="' + wrong[late] + '"] [data-move="up"]');
      await page.keyboard.press("Enter");
    }
    assert.strictEqual(await finish("steps"), "right");

    await page.evaluate(() => {
      location.hash = "#quizzes";
    });
    await page.waitForSelector("#q-two", { visible: true });
    await begin("q-two");
    await tabTo('[name="q-two.answer"]');
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    assert.strictEqual(await finish("q-two"), "right");
  });

  it("a field that is reached backwards stands below the bar", async () => {
    await page.setViewport({ width: 320, height: 500 });
    await start("kinds");
    await page.focus("#essay [data-action=check]");
    await page.evaluate(() => window.scrollBy(0, 9 + document.querySelector(
      "#essay textarea").getBoundingClientRect().top));
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    await page.waitForFunction(() => {
      const field = document.querySelector("#essay textarea");
      const bar = document.querySelector(".wm-bar").getBoundingClientRect();
      return field === document.activeElement &&
        field.getBoundingClientRect().top >= bar.bottom;
    });
  });

  it("everything to press is large enough", async () => {
    await start("kinds");
    const small = await page.$$eval(
      ".wm-current .wm-exercise button, .wm-current .wm-exercise select, " +
      ".wm-current .wm-exercise summary, .wm-current .wm-exercise input",
      (all) => all.filter((one) => {
        const box = one.getBoundingClientRect();
        return box.height > 0 && (box.height < 24 || box.width < 24) &&
          !one.closest("label");
      }).map((one) => one.outerHTML.slice(0, 100)));
    assert.deepStrictEqual(small, []);
  });
});

describe("on the plain engine", () => {
  it("answers one of each", async () => {
    await start("kinds", "?engine=plain");
    assert.strictEqual(await t.tier(page), "plain");
    assert.strictEqual((await t.answer(page, "word", "refugee")).state,
      "right");
    assert.strictEqual(await check("steps"), "wrong");
    await pick("pairs", ["1", "2", "3"]);
    assert.strictEqual(await check("pairs"), "right");
    await t.type(page, "table", "447", "r1c3");
    await t.type(page, "table", "120", "r2c3");
    await t.type(page, "table", "3", "r3c3");
    assert.strictEqual(await check("table"), "partly");
    await t.choose(page, "rows", 1);
    assert.strictEqual(await check("rows"), "partly");
    await t.type(page, "essay", "x");
    assert.strictEqual(await check("essay"), "unreadable");
  });
});
