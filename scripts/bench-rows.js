/* Times a check that groups many rows in Chromium, for scripts/bench: with our
 * engine, the same in Lua with wasmoon, and by hand in script, each on the page's
 * own thread. `first` is reading the CSV and the first check, `next` a check
 * after that. Prints a JSON object of median milliseconds.
 *
 *   node bench-rows.js WORK ENGINE    WORK holds the page with wasmoon that
 *                                     bench-page.js makes; ENGINE the .wasm */
'use strict';

const fs = require('fs');
const path = require('path');
const puppeteer = require('puppeteer-core');
const url = require('url');

const RUNS = 9;
const ROWS = [5000, 100000];

/* Rows of a region, a sex and a number; always the same ones. */
function makeTable(count) {
  const lines = ['region,sex,n'];
  let state = 1;
  for (let i = 0; i < count; i++) {
    state = (state * 48271) % 2147483647;
    lines.push('Region ' + state % 77 + ',' + (state % 2 ? 'F' : 'M') + ',' +
      state % 1000);
  }
  return lines.join('\n') + '\n';
}

/* The three ways, in the page: each gives a function that reads the table and
 * one that checks; `right` is what both must say of the right answer. */
const WAYS = {
  waymark: function (csv) {
    const entry = window.waymark.queue.find(e => e[0] === 'wasm');
    const call = window.waymark.engine.glue.fromWasmAtOnce(entry[1]);
    function ask(request) {
      const reply = JSON.parse(call(JSON.stringify(request)));
      if (reply.error) throw new Error(reply.error.message);
      return reply;
    }
    function exercise(id, value) {
      return {id: id, module: 'm', file: 'm.md', line: 1, points: 1,
        logic: {line: 1, code: 'answer = number(' + value + ')'}};
    }
    function check(id, given) {
      return ask({op: 'check', exercise: id, seed: 1, attempt: 1,
        given: {answer: given}}).state;
    }
    ask({op: 'load', modules: [{id: 'm', file: 'm.md'}], exercises: [
      exercise('most', 'data.rows:group("region"):sum("n"):max("n")'),
      exercise('warm', '1')]});
    check('warm', '1'); /* as the page does before anybody asks */
    return {
      read: () => ask({op: 'load', data: [{
        name: 'rows', file: 'rows.csv', csv: csv,
        fields: [{name: 'region', type: 'string'},
          {name: 'sex', type: 'string'}, {name: 'n', type: 'integer'}],
      }]}),
      check: given => check('most', given),
    };
  },
  wasmoon: async function (csv) {
    const lua = await new window.wasmoon.LuaFactory(window.WASM).createEngine();
    await lua.doString(`
      function read(csv)
        rows = {}
        local body = csv:gsub("^[^\\n]*\\n", "")
        for region, sex, n in body:gmatch("([^,\\n]+),([^,\\n]+),(%d+)\\n") do
          rows[#rows + 1] = { region = region, sex = sex, n = tonumber(n) }
        end
      end
      function check(given)
        local sums, most = {}, 0
        for _, row in ipairs(rows) do
          sums[row.region] = (sums[row.region] or 0) + row.n
        end
        for _, sum in pairs(sums) do most = math.max(most, sum) end
        return tonumber(given) == most and "right" or "wrong"
      end`);
    const read = lua.global.get('read');
    return {read: () => read(csv), check: lua.global.get('check')};
  },
  script: function (csv) {
    let rows;
    return {
      read: () => {
        rows = csv.trim().split('\n').slice(1).map(line => line.split(','))
          .map(c => ({region: c[0], sex: c[1], n: Number(c[2])}));
      },
      check: given => {
        const sums = new Map();
        rows.forEach(r => sums.set(r.region, (sums.get(r.region) || 0) + r.n));
        return Number(given) === Math.max(...sums.values()) ? 'right' : 'wrong';
      },
    };
  },
};

function rightAnswer(csv) {
  const sums = {};
  csv.trim().split('\n').slice(1).forEach(line => {
    const [region, , n] = line.split(',');
    sums[region] = (sums[region] || 0) + Number(n);
  });
  return String(Math.max(...Object.values(sums)));
}

function median(list) {
  return list.slice().sort((a, b) => a - b)[list.length >> 1];
}

/* [first, next] of one visit. */
async function visit(browser, address, way, csv, right) {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    return await page.evaluate(async (source, csv, right) => {
      const way = await (0, eval)('(' + source + ')')(csv);
      const times = [performance.now()];
      way.read();
      for (let i = 0; i < 2; i++) {
        const state = way.check(right);
        if (state !== 'right') throw new Error('not right: ' + state);
        times.push(performance.now());
      }
      return [times[1] - times[0], times[2] - times[1]];
    }, way.toString(), csv, right);
  } finally {
    await page.close();
  }
}

/* A page with nothing but our engine. */
function enginePage(work, engine) {
  const start = url.pathToFileURL(
    path.join(__dirname, '..', 'templates', 'start.js'));
  const file = path.join(work, 'rows.html');
  fs.writeFileSync(file, `<!DOCTYPE html><meta charset="utf-8"><title>rows</title>
<body><script src="${start.href}"></script><script>
waymark.wasm("${fs.readFileSync(engine).toString('base64')}");</script>`);
  return url.pathToFileURL(file).href;
}

async function main() {
  const [work, engine] = process.argv.slice(2).map(p => path.resolve(p));
  const other = url.pathToFileURL(path.join(work, 'wasmoon', 'index.html')).href;
  const addresses = {waymark: enginePage(work, engine), wasmoon: other,
    script: other};
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
      '--disable-background-networking'],
  });
  const result = {};
  try {
    for (const count of ROWS) {
      const csv = makeTable(count), right = rightAnswer(csv);
      const times = {waymark: [], wasmoon: [], script: []};
      for (let run = 0; run < RUNS; run++) {
        for (const name of Object.keys(WAYS)) {
          times[name].push(
            await visit(browser, addresses[name], WAYS[name], csv, right));
        }
      }
      result[count] = {};
      for (const name of Object.keys(WAYS)) {
        result[count][name] = {first: median(times[name].map(t => t[0])),
          next: median(times[name].map(t => t[1]))};
      }
    }
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(result) + '\n');
}

main().catch(function (error) {
  process.stderr.write(error.stack + '\n');
  process.exit(1);
});
