/* The book in Readium Web, whose policy allows scripts but neither WebAssembly
 * nor Workers: the plain engine takes every answer. */
"use strict";
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { after, before, describe, it } = require("node:test");
const r = require("./support.js");
const t = require("../browser/support.js");

const SHELF = `<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Shelf</title>
<style>html, body, #area { margin: 0; height: 100%; }
iframe { border: 0; position: absolute; width: 100%; height: 100%; }</style>
<script type="importmap">{"imports": {"@readium/shared": "./shared/index.js"}}
</script>
<div id="area"></div>
<script type="module">
import * as shared from "@readium/shared";
import { EpubNavigator } from "./navigator/index.js";
const wish = new URLSearchParams(location.search);
const base = new URL(wish.get("book") + "/", location.href).href;
const json = await (await fetch(base + "manifest.json")).json();
const manifest = shared.Manifest.deserialize(json);
manifest.setSelfLink(base + "manifest.json");
const publication = new shared.Publication({ manifest,
  fetcher: new shared.HttpFetcher(undefined, base) });
const positions = json.readingOrder.map((link, i) => new shared.Locator({
  href: link.href, type: link.type, locations: new shared.LocatorLocations({
    position: i + 1, progression: 0, totalProgression: 0 }) }));
const navigator = new EpubNavigator(document.querySelector("#area"),
  publication, {}, positions, undefined, {
    preferences: { scroll: !wish.has("pages") }, defaults: {} });
await navigator.load();
window.show = (file) => new Promise((resolve) => navigator.goLink(
  new shared.Link({ href: file }), false, resolve));
</script></html>`;

let browser;
let server;
before(async () => {
  r.buildAll();
  const folder = path.join(t.scratch, "readium");
  for (const name of ["navigator", "shared"]) {
    fs.cpSync(path.join(r.MODULES, "@readium", name, "dist"),
      path.join(folder, name), { recursive: true });
  }
  for (const language of r.ALL) {
    const book = r.unpacked(language);
    fs.cpSync(book.folder, path.join(folder, language), { recursive: true });
    fs.writeFileSync(path.join(folder, language, "manifest.json"),
      JSON.stringify(publication(book.opf, language)));
  }
  fs.writeFileSync(path.join(folder, "shelf.html"), SHELF);
  server = await t.serve(folder);
  browser = await t.launch();
});
after(async () => {
  await browser.close();
  server.close();
  t.cleanUp();
});

/* The list of files as Readium's parsers on a server make it. */
function publication(opf, language) {
  const items = Array.from(opf.matchAll(
    /<item id="([^"]+)" href="([^"]+)" media-type="([^"]+)"/g),
  (m) => ({ id: m[1], href: "EPUB/" + m[2], type: m[3] }));
  const spine = Array.from(opf.matchAll(/<itemref idref="([^"]+)"/g),
    (m) => items.find((item) => item.id === m[1]));
  const link = ({ href, type }) => ({ href, type });
  return {
    "@context": "https://readium.org/webpub-manifest/context.jsonld",
    metadata: {
      "@type": "http://schema.org/Book", title: "Test", language,
      identifier: "urn:test",
      conformsTo: "https://readium.org/webpub-manifest/profiles/epub"
    },
    links: [{ rel: "self", href: "manifest.json",
      type: "application/webpub+json" }],
    readingOrder: spine.map(link),
    resources: items.filter((item) => !spine.includes(item)).map(link)
  };
}

async function openBook(language, pages) {
  const page = await t.alone(browser, server.url);
  await page.setViewport({ width: 1040, height: 1440 });
  await page.goto(server.url + "shelf.html?book=" + language + pages);
  await page.waitForFunction(() => window.show);
  const show = (file) => page.evaluate((f) => window.show(f), "EPUB/" + file);
  return { page, show };
}

for (const language of r.ALL) {
  describe("Readium Web, " + language, () => {
    let reader;
    before(async () => {
      reader = await openBook(language, "");
    });
    after(() => reader.page.leave());
    r.testScripted(() => reader, language, "plain");
    /* It takes the browser's store away from books. */
    it("says that answers are not kept", async () => {
      const frame = await r.frameWith(reader.page, "#reading");
      const said = await frame.$eval('[data-notice="kept-chapter"]',
        (notice) => notice.textContent);
      assert.ok(said.length > 40);
      if (language === "en") assert.match(said, /another chapter/);
    });
    it("complains of nothing but what it forbids", () =>
      r.quiet(reader.page, new RegExp("Content Security Policy|WebAssembly|" +
        "An iframe which has both allow-scripts")));
  });
}
