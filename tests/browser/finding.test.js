/* Finding one's way: the search in every script, terms and notes explained where
 * they stand, addresses of headings and exercises, the sections of a module. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const zlib = require("node:zlib");
const { beforeEach, describe, it } = require("node:test");
const t = require("./support.js");

let page;
t.inPages((one) => { page = one; }, { fine: true });
beforeEach(() => t.open(page, t.fileUrl(t.build("finding").dir)));

async function search(words) {
  if (await page.$eval("#wm-search", (node) => node.hidden)) {
    await page.click("[data-action=search]");
  }
  await page.$eval("#wm-search-words", (field, words) => {
    document.querySelector(".wm-search-state").textContent = "";
    field.value = words;
    field.dispatchEvent(new Event("input"));
  }, words);
  await page.waitForFunction(
    () => document.querySelector(".wm-search-state").textContent);
  return page.$$eval(".wm-results a", (links) => links.map((link) => ({
    to: link.getAttribute("href").slice(1),
    marked: Array.from(link.querySelectorAll("mark"), (m) => m.textContent),
    path: (link.querySelector(".wm-result-path") || {}).textContent || ""
  })));
}

describe("the search", () => {
  it("finds words inside the text of every script", async () => {
    for (const [words, to, marked] of [
      ["MINISTERE DE L'EDU", "english", "Ministère de l’Édu"],
      ['"pupils" -', "english", "“pupils” —"],
      ["พรมแดน", "thai", "พรมแดน"],
      ["ถิ่นฐาน ข้าม", "thai", "ถิ่นฐานข้าม"],
      ["ໂຮງຮຽນ", "lao", "ໂຮງຮຽນ"],
      ["ចំណាកស្រុក", "khmer", "ចំណាកស្រុក"],
      ["ကလေးများ", "burmese", "ကလေးများ"],
      ["الاطفال", "arabic", "الأطفالُ"],
      ["cards 12", "registers", "cards 12"],
      ["twelve", "sum", "twelve"],
      ["twelves", "sum", "twelve"]
    ]) {
      const found = await search(words);
      assert.strictEqual(found.length, 1, words + " is found once");
      assert.strictEqual(found[0].to, to);
      assert.strictEqual(found[0].marked[0], marked);
    }
  });

  it("puts headings and terms first, and says where each stands",
    async () => {
      const found = await search("stock");
      assert.deepStrictEqual(found.map((f) => f.to),
        ["wm-term-stock", "english"]);
      assert.match(found[0].path, /Glossary/);
      assert.match(found[1].path, /Words › English and French/);
      assert.strictEqual((await search("headcount"))[0].to, "wm-term-stock");
    });

  it("gives no answer away, and says when there is nothing", async () => {
    for (const words of ["Secret", "Hidden solution", "zzz"]) {
      assert.deepStrictEqual(await search(words), []);
      assert.match(await page.$eval(".wm-search-state", (n) => n.textContent),
        /Nothing/);
    }
  });

  it("works with the keyboard alone, up to the very place", async () => {
    await search("cards");
    await page.focus("#wm-search-words");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      () => document.activeElement.matches("tr.wm-found"));
    const seen = await page.evaluate(() => [location.hash,
      document.getElementById("wm-search").hidden,
      document.getElementById("places").getClientRects().length]);
    assert.deepStrictEqual(seen, ["#registers", true, 1]);
    for (const open of [() => page.click("[data-action=search]"),
      async () => {
        await page.keyboard.down("Control");
        await page.keyboard.press("k");
        await page.keyboard.up("Control");
      }]) {
      await open();
      assert.strictEqual(
        await page.evaluate(() => document.activeElement.id),
        "wm-search-words");
      await page.keyboard.press("Escape");
      assert.strictEqual(
        await page.evaluate(() => document.activeElement.dataset.action),
        "search");
    }
  });
});

describe("explanations where they stand", () => {
  function shown() {
    return page.evaluate(() => {
      const box = document.querySelector(".wm-popup");
      return box.hidden ? null : [box.getAttribute("aria-label"),
        box.querySelector(".wm-popup-body").textContent.replace(/\s+/g, " ")
          .trim(), document.activeElement === box, location.hash];
    });
  }

  for (const [name, selector, label, words] of [
    ["a term", "#english ~ p .wm-term", "stock",
      "Stock A number of people on one day. Not a flow."],
    ["a note", "#english ~ p .wm-noteref", "1", "In some registers twice."],
    ["a box", '#english ~ p a[href="#box"]', "the box",
      "The box What the text refers to."]]) {
    it("shows " + name + ", and goes back to the link", async () => {
      await page.focus(selector);
      await page.keyboard.press("Enter");
      assert.deepStrictEqual(await shown(), [label, words, true, ""]);
      const ids = await page.evaluate(() => {
        const all = Array.from(document.querySelectorAll("[id]"), (n) => n.id);
        return all.length - new Set(all).size;
      });
      assert.strictEqual(ids, 0);
      await page.keyboard.press("Escape");
      assert.strictEqual(await shown(), null);
      assert.ok(await page.$eval(selector,
        (node) => node === document.activeElement));
    });
  }

  it("leads there when asked, and lets other links be", async () => {
    await page.click("#english ~ p .wm-term");
    await page.click(".wm-popup-go");
    await page.waitForSelector("#wm-glossary", { visible: true });
    await page.goBack();
    await page.waitForSelector("#words", { visible: true });
    await page.click('#english ~ p a[href="#thai"]');
    assert.strictEqual(await shown(), null);
    assert.strictEqual(await page.evaluate(() => location.hash), "#thai");
  });
});

describe("places", () => {
  it("have an address, shown on focus", async () => {
    await page.evaluate(() => {
      location.hash = "places";
    });
    await page.waitForSelector("#places .wm-anchor");
    const links = await page.$$eval("#places .wm-anchor", (found) =>
      found.map((link) => link.getAttribute("href")));
    assert.deepStrictEqual(links, ["#registers", "#sum"]);
    /* The heading itself is the link, and nothing is read beside its words. */
    const heard = await page.accessibility.snapshot({ interestingOnly: false,
      root: await page.$("#registers") });
    assert.deepStrictEqual([heard.role, heard.name], ["heading", "Registers"]);
    assert.deepStrictEqual(heard.children.map((n) => [n.role, n.name]),
      [["link", "Registers"]]);
    await page.focus("#places .wm-anchor");
    assert.strictEqual(await page.$eval("#places .wm-anchor",
      (link) => getComputedStyle(link, "::after").opacity), "1");
    assert.strictEqual(await page.title(), "Places – Finding");
  });

  it("are listed below the module, with the time that is left", async () => {
    await page.waitForSelector(".wm-map-sections");
    const names = await page.$$eval(".wm-map-sections a",
      (found) => found.map((link) => link.textContent));
    assert.deepStrictEqual(names, ["English and French", "Thai", "Lao", "Khmer",
      "Burmese", "Arabic"]);
    assert.match(await page.$eval(".wm-bar-place", (n) => n.textContent),
      /20 min/);
    await page.evaluate(() => {
      location.hash = "arabic";
    });
    await page.waitForSelector(
      '.wm-map-sections a[aria-current="location"][href="#arabic"]');
    await page.evaluate(() => window.scrollTo(0, 1e6));
    await page.waitForFunction(
      () => !document.querySelector(".wm-bar-place").textContent);
  });
});

describe("long contents", () => {
  it("show the entry of what is read", async () => {
    await page.setViewport({ width: 1280, height: 240 });
    await page.evaluate(() => {
      location.hash = "wm-glossary";
    });
    await page.waitForFunction(() => {
      const box = document.querySelector(".wm-map").getBoundingClientRect();
      const at = document.querySelector('.wm-map a[href="#wm-glossary"]')
        .getBoundingClientRect();
      return at.top >= box.top && at.bottom <= box.bottom;
    });
  });
});

describe("at the foot of the contents", () => {
  const ground = () => page.evaluate(
    () => getComputedStyle(document.body).backgroundColor);
  const pressed = () => page.$eval("[data-action=colours]",
    (node) => node.getAttribute("aria-pressed"));
  const prefer = (value) => page.emulateMediaFeatures(
    [{ name: "prefers-color-scheme", value }]);

  it("colours are chosen, kept, and left to the system again", async () => {
    await prefer("light");
    const light = await ground();
    await prefer("dark");
    const dark = await ground();
    assert.notStrictEqual(light, dark);
    await prefer("light");
    await page.click("[data-action=colours]");
    assert.deepStrictEqual([await ground(), await pressed()], [dark, "true"]);
    await page.reload();
    await t.ready(page);
    assert.deepStrictEqual([await ground(), await pressed()], [dark, "true"]);
    await page.click("[data-action=colours]");
    assert.deepStrictEqual([await ground(), await pressed()], [light, "false"]);
    await prefer("dark");
    assert.strictEqual(await ground(), dark);
    await page.reload();
    await t.ready(page);
    await page.click("[data-action=colours]");
    assert.deepStrictEqual([await ground(), await pressed()], [light, "false"]);
    await page.emulateMediaType("print");
    assert.strictEqual(await ground(), "rgb(255, 255, 255)");
  });

  it("the course is printed", async () => {
    await page.evaluate(() => { window.print = () => { window.printed = 1; }; });
    await page.click("[data-action=print]");
    assert.strictEqual(await page.evaluate(() => window.printed), 1);
  });

  it("one page is printed, with the answers to its exercises", async () => {
    const seen = () => page.evaluate(() => Array.from(
      document.querySelectorAll(".wm-module, .wm-cover, .wm-answer, .wm-answers"))
      .filter((node) => node.getClientRects().length > 0)
      .map((node) => node.id || node.className));
    await page.evaluate(() => {
      window.print = () => window.dispatchEvent(new Event("beforeprint"));
    });
    await page.emulateMediaType("print");
    const whole = await seen();
    const module = await page.$eval(".wm-exercise", (one) =>
      one.closest(".wm-module").id);
    await page.evaluate((id) => { location.hash = id; }, module);
    await page.waitForSelector("#" + module + ".wm-current");
    await page.evaluate(() =>
      document.querySelector("[data-action=print-one]").click());
    const own = await page.$$eval(".wm-current .wm-exercise", (list) =>
      list.map((one) => "wm-answer-" + one.id));
    const one = await seen();
    assert.deepStrictEqual(one, ["wm-cover", module, "wm-answers"].concat(own));
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.deepStrictEqual(await seen(), whole, "then the course again");
  });
});

describe("the page's own files", () => {
  it("are light", () => {
    const folder = path.join(t.build("finding").book, "EPUB", "assets");
    const size = (...names) => zlib.gzipSync(Buffer.concat(names.map((name) =>
      fs.readFileSync(path.join(folder, name)))), { level: 9 }).length;
    const script = size("start.js", "waymark.js");
    assert.ok(script < 30000, "the script has " + script + " bytes");
    assert.ok(size("waymark.css") < 12000);
  });
});
