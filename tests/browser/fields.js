/* Answers of more than a text or a choice, given as a person gives them. A page
 * may be a frame of one. */
"use strict";
const assert = require("node:assert");
const t = require("./support.js");

function order(page, id) {
  return page.$$eval("#" + id + " [data-item]",
    (items) => items.map((item) => item.dataset.item).join());
}

/* Moves items by their buttons until they stand as wanted. */
async function arrange(page, id, wanted) {
  for (let i = 0; i < wanted.length; i++) {
    for (let n = 0; n < 20; n++) {
      const now = (await order(page, id)).split(",");
      if (now.indexOf(wanted[i]) <= i) break;
      await t.click(page, "#" + id + ' [data-item="' + wanted[i] +
        '"] [data-move="up"]');
    }
  }
  assert.strictEqual(await order(page, id), wanted.join());
}

async function pick(page, id, values) {
  for (let i = 0; i < values.length; i++) {
    await page.select('[name="' + id + "." + (i + 1) + '"]', values[i]);
  }
}

module.exports = { arrange, order, pick };
