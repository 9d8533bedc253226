/* Times pages in Chromium from navigation to the first verdict, for
 * scripts/bench: our page of one exercise with each way to run its engine, a
 * page that checks the same exercise with wasmoon, bare and in our text and style,
 * and a whole course of ours.
 * Prints a JSON object of median milliseconds.
 *
 *   node bench-page.js ONE SHIPPED WORK    the first two hold an index.html */
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const puppeteer = require('puppeteer-core');
const url = require('url');

const RUNS = 11;

/* What runs in the page before anything else: answers the first number field as
 * soon as the page takes answers, and notes when the verdict is there. */
function watch() {
  const started = setInterval(function () {
    const root = document.documentElement;
    if (!root || root.getAttribute('data-waymark') !== 'ready') {
      return;
    }
    const exercise = Array.from(document.querySelectorAll('.wm-exercise'))
      .find(function (e) {
        return e.querySelector('input[type=text]') &&
            e.querySelectorAll('input').length === 1;
      });
    if (!exercise) {
      return;
    }
    clearInterval(started);
    const verdict = exercise.querySelector('.wm-verdict');
    new MutationObserver(function () {
      if (verdict.hasAttribute('data-state') && !window.firstVerdict) {
        window.firstVerdict = performance.now();
      }
    }).observe(verdict, {attributes: true, childList: true});
    const field = exercise.querySelector('input[type=text]');
    field.value = '44.7';
    field.dispatchEvent(new Event('input', {bubbles: true}));
    exercise.querySelector('[data-action=check]').click();
  }, 1);
}

/* The same task with wasmoon: its script, its WebAssembly as base64, one
 * exercise in Lua. */
const CHECK = `<script>
new wasmoon.LuaFactory(WASM).createEngine().then(function (lua) {
  return lua.doString('function check(given) ' +
      'local value = 100 * 733 / 1640 given = tonumber(given) ' +
      'if not given then return "unreadable" end ' +
      'return math.abs(given - value) <= 0.05 and "right" or "wrong" end')
    .then(function () {
      document.querySelector('[data-action=check]').onclick = function () {
        var check = lua.global.get('check');
        var field = document.querySelector('.wm-exercise input[type=text]');
        var verdict = document.querySelector('.wm-verdict');
        verdict.textContent = check(field.value);
        verdict.setAttribute('data-state', verdict.textContent);
      };
      document.documentElement.setAttribute('data-waymark', 'ready');
    });
});
</script>`;

function writeWasmoon(folder, text) {
  const dist = path.join(path.dirname(require.resolve('wasmoon')), '..', 'dist');
  const wasm = fs.readFileSync(path.join(dist, 'glue.wasm')).toString('base64');
  fs.mkdirSync(folder, {recursive: true});
  fs.copyFileSync(path.join(dist, 'index.js'), path.join(folder, 'wasmoon.js'));
  fs.writeFileSync(path.join(folder, 'wasm.js'),
    'var WASM = "data:application/wasm;base64,' + wasm + '";\n');
  const page = path.join(folder, 'index.html');
  fs.writeFileSync(page, text);
  return url.pathToFileURL(page).href;
}

function wasmoonPage(folder) {
  return writeWasmoon(folder, `<!DOCTYPE html><html lang="en" data-waymark="static">
<meta charset="utf-8"><title>wasmoon</title>
<section class="wm-exercise"><h3>The share of girls</h3>
<p>Of 1,640 children enrolled, 733 are girls. What percentage is that? Give one
decimal.</p>
<label>Answer <input type="text"></label>
<button type="button" data-action="check">Check</button>
<div role="status" class="wm-verdict"></div></section>
<script src="wasm.js"></script><script src="wasmoon.js"></script>${CHECK}</html>
`);
}

/* Our page with wasmoon's scripts in the place of ours, asked for as early. */
function dressedPage(folder, ours) {
  const page = fs.readFileSync(path.join(ours, 'index.html'), 'utf8')
    .replace(/<link rel="preload"[^>]*>\n/g, '')
    .replace(/<script[^>]*>[^]*?<\/script>/g, '')
    .replace("connect-src 'none'", 'connect-src data:')
    .replace('<style>', '<link rel="preload" as="script" href="wasm.js"/>' +
      '<link rel="preload" as="script" href="wasmoon.js"/><style>')
    .replace('</body>', '<script src="wasm.js"></script>' +
      '<script src="wasmoon.js"></script>' + CHECK + '</body>');
  return writeWasmoon(folder, page);
}

const R_CHECK = `check <- function(given) {
  value <- 100 * 733 / 1640
  given <- suppressWarnings(as.numeric(given))
  if (is.na(given)) "unreadable" else
    if (abs(given - value) <= 0.05) "right" else "wrong"
}`;

/* The same task with webR, whose modules and files no file:// page can load:
 * from a server on this machine, with the same delay for all, which is none. */
function webrPage(dist) {
  const page = `<!DOCTYPE html><html lang="en" data-waymark="static">
<meta charset="utf-8"><title>webR</title>
<section class="wm-exercise"><p>Of 1,640 children enrolled, 733 are girls. What
percentage is that? Give one decimal.</p>
<label>Answer <input type="text"></label>
<button type="button" data-action="check">Check</button>
<div role="status" class="wm-verdict"></div></section>
<script type="module">
import {WebR, ChannelType} from './webr.js';
const r = new WebR({baseUrl: location.origin + '/',
  channelType: ChannelType.PostMessage});
await r.init();
await r.evalRVoid(${JSON.stringify(R_CHECK)});
document.querySelector('button').onclick = async function () {
  const verdict = document.querySelector('.wm-verdict');
  const given = JSON.stringify(document.querySelector('input').value);
  verdict.textContent = await r.evalRString('check(' + given + ')');
  verdict.setAttribute('data-state', verdict.textContent);
};
document.documentElement.setAttribute('data-waymark', 'ready');
</script></html>`;
  const types = {'.js': 'text/javascript', '.mjs': 'text/javascript',
    '.wasm': 'application/wasm'};
  const server = http.createServer(function (request, response) {
    const name = path.normalize(decodeURIComponent(request.url.split('?')[0]));
    const file = path.join(dist, name);
    const found = name !== '/' && fs.existsSync(file) &&
      fs.statSync(file).isFile();
    response.writeHead(name === '/' || found ? 200 : 404, {'Content-Type':
      name === '/' ? 'text/html' : types[path.extname(file)] ||
        'application/octet-stream'});
    response.end(name === '/' ? page : found ? fs.readFileSync(file) : '');
  });
  return new Promise(function (resolve) {
    server.listen(0, '127.0.0.1', function () {
      server.unref();
      resolve('http://127.0.0.1:' + server.address().port + '/');
    });
  });
}

function median(list) {
  const sorted = list.slice().sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/* Milliseconds of CPU that pages and their Workers have used until now. */
async function used(system) {
  const found = await system.send('SystemInfo.getProcessInfo');
  return found.processInfo.filter(p => p.type === 'renderer')
    .reduce((list, p) => list.set(p.id, 1000 * p.cpuTime), new Map());
}

/* {time, cpu} of one visit, in a context of its own. */
async function visit(browser, system, address) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  try {
    await page.evaluateOnNewDocument(watch);
    /* A new window is busy with its own bars at first. */
    await new Promise(resolve => setTimeout(resolve, 350));
    const before = await used(system);
    await page.goto(address, {waitUntil: 'load'});
    const found = await page.waitForFunction('window.firstVerdict',
      {timeout: 30000, polling: 20});
    let cpu = 0;
    (await used(system)).forEach((after, id) => {
      cpu += after - (before.get(id) || 0);
    });
    return {time: await found.jsonValue(), cpu: cpu};
  } finally {
    await context.close();
  }
}

/* Each page in turn, so that a machine that slows down slows all of them; the
 * first round warms up. */
async function measure(browser, addresses) {
  const system = await browser.target().createCDPSession();
  const visits = {};
  for (let run = 0; run <= RUNS; run++) {
    for (const name of Object.keys(addresses)) {
      const found = await visit(browser, system, addresses[name]);
      if (run > 0) {
        (visits[name] = visits[name] || []).push(found);
      }
    }
  }
  return visits;
}

function index(folder) {
  return url.pathToFileURL(path.join(path.resolve(folder), 'index.html')).href;
}

async function main() {
  const [one, shipped, work] = process.argv.slice(2);
  const addresses = {
    waymark: index(one),
    wasmoon: wasmoonPage(path.join(path.resolve(work), 'wasmoon')),
    dressed: dressedPage(path.join(path.resolve(work), 'dressed'), one),
    wasm: index(one) + '?engine=wasm',
    plain: index(one) + '?engine=plain',
    shipped: index(shipped),
  };
  if (process.env.WEBR) addresses.webr = await webrPage(process.env.WEBR);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
      '--disable-background-networking'],
  });
  const result = {runs: RUNS};
  try {
    const visits = await measure(browser, addresses);
    Object.keys(visits).forEach(name => {
      result[name] = {
        time: median(visits[name].map(v => v.time)),
        cpu: median(visits[name].map(v => v.cpu)),
      };
    });
  } finally {
    await browser.close();
  }
  process.stdout.write(JSON.stringify(result) + '\n');
}

main().catch(function (error) {
  process.stderr.write(error.stack + '\n');
  process.exit(1);
});
