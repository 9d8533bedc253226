/* Times how pages open in Chromium, for scripts/bench: the shipped course beside
 * the same page without our script and style, and a long course at a slowed
 * processor beside itself without the script; the long course is then read,
 * searched and scrolled while Chromium traces its tasks. Prints a JSON object of
 * milliseconds.
 *
 *   node bench-load.js SHIPPED LONG WORK   the first two hold an index.html */
'use strict';

const fs = require('fs');
const path = require('path');
const puppeteer = require('puppeteer-core');
const url = require('url');

const RUNS = 11;
const SLOW_RUNS = 5;
const SLOWED = 4; /* times */

/* What runs in the page before anything else: notes when the engine is there. */
function watch() {
  new MutationObserver(function () {
    if (!window.readyAt &&
        document.documentElement.getAttribute('data-waymark') === 'ready') {
      window.readyAt = performance.now();
    }
  }).observe(document, {attributes: true, subtree: true,
    attributeFilter: ['data-waymark']});
}

/* {paint, load, ready} of the page at hand; ready is null where no engine is. */
function times() {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const load = performance.getEntriesByType('navigation')[0].loadEventEnd;
  return paint && load > 0 ?
    {paint: paint.startTime, load: load, ready: window.readyAt || null} : null;
}

function median(list) {
  const sorted = list.slice().sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function index(folder) {
  return url.pathToFileURL(path.join(path.resolve(folder), 'index.html')).href;
}

/* The page without our script and style, beside its pictures. */
function barePage(folder, work) {
  const bare = path.join(path.resolve(work), 'bare');
  fs.rmSync(bare, {recursive: true, force: true});
  fs.cpSync(folder, bare, {recursive: true});
  const file = path.join(bare, 'index.html');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8')
    .replace(/<link [^>]*(preload|stylesheet)[^>]*>\n?/g, '')
    .replace(/<script[^>]*>[^]*?<\/script>/g, '')
    .replace(/<style>[^]*?<\/style>/g, ''));
  return index(bare);
}

/* The page as its head hides what is not read, without the scripts behind. */
function stillPage(folder) {
  const file = path.join(path.resolve(folder), 'still.html');
  const text = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
  const head = text.indexOf('</style>');
  fs.writeFileSync(file, text.slice(0, head)
    .replace(/<link [^>]*preload[^>]*>\n?/g, '')
    .replace(/<script data-[^>]*>[^]*?<\/script>/g, '') +
    text.slice(head).replace(/<script[^>]*>[^]*?<\/script>/g, ''));
  return url.pathToFileURL(file).href;
}

/* Opens the address in a context of its own and gives it to `use`. */
async function visit(browser, address, slowed, use) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  try {
    await page.setViewport({width: 1280, height: 800});
    await page.evaluateOnNewDocument(watch);
    /* A new window is busy with its own bars at first. */
    await new Promise(resolve => setTimeout(resolve, 350));
    if (slowed > 1) await page.emulateCPUThrottling(slowed);
    await page.goto(address, {waitUntil: 'load'});
    if (!/\/(bare\/index|still)\.html$/.test(address)) {
      await page.waitForFunction('window.readyAt', {timeout: 60000});
    }
    const found = await page.waitForFunction(times, {polling: 20});
    return await use(page, await found.jsonValue());
  } finally {
    await context.close();
  }
}

function medians(visits) {
  const one = {};
  Object.keys(visits[0]).forEach(key => {
    one[key] = median(visits.map(v => v[key]));
  });
  return one;
}

/* Each page in turn; the first round warms up. */
async function open(browser, addresses, runs, slowed) {
  const visits = {};
  for (let run = 0; run <= runs; run++) {
    for (const name of Object.keys(addresses)) {
      const found = await visit(browser, addresses[name], slowed,
        (page, at) => at);
      if (run > 0) (visits[name] = visits[name] || []).push(found);
    }
  }
  const result = {};
  Object.keys(visits).forEach(name => {
    result[name] = medians(visits[name]);
  });
  return result;
}

function wait(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

async function scroll(page, times) {
  await page.mouse.move(640, 500);
  for (let i = 0; i < times; i++) {
    await page.mouse.wheel({deltaY: 600});
    await wait(40);
  }
}

/* To a place in the course map, by its number. */
function goTo(page, number) {
  return page.evaluate(function (i) {
    document.querySelectorAll('.wm-map-list > li > a')[i].click();
  }, number);
}

/* What a learner does, a step each. */
const steps = {
  scroll: page => scroll(page, 25),
  async read(page) {
    for (const number of [1, 2, 3, 50, 98, 0]) {
      await goTo(page, number);
      await wait(200);
      await scroll(page, 5);
    }
  },
  async search(page) {
    await page.click('.wm-search-button');
    await wait(100);
    for (const words of ['migrant', 'sex of the household', 'zzz', 'e']) {
      await page.$eval('#wm-search-words', field => field.select());
      await page.type('#wm-search-words', words, {delay: 60});
      await page.waitForFunction(
        'document.querySelector(".wm-search-state").textContent',
        {timeout: 60000});
      await wait(600);
    }
    await page.click('.wm-results a');
    await wait(400);
  },
  async answer(page) {
    await goTo(page, 4);
    await wait(300);
    await page.type('.wm-current .wm-exercise input[type=text]', '44.7');
    await page.click('.wm-current .wm-exercise [data-action=check]');
    await page.waitForSelector(
      '.wm-current .wm-exercise .wm-verdict[data-state=right]');
    await wait(600);
  },
};

/* The page's longest task in each step: {time, cpu}. */
async function tasks(browser, address) {
  return visit(browser, address, 1, async function (page) {
    const found = {};
    await wait(1500);
    for (const name of Object.keys(steps)) {
      await page.tracing.start({categories: ['toplevel', 'devtools.timeline',
        'disabled-by-default-devtools.timeline']});
      await steps[name](page);
      const trace = JSON.parse(Buffer.from(await page.tracing.stop())
        .toString());
      found[name] = longest(trace.traceEvents);
      if (process.env.TRACES) {
        fs.writeFileSync(path.join(process.env.TRACES, name + '.json'),
          JSON.stringify(trace));
      }
    }
    return found;
  });
}

/* Of the renderer in which most happened. */
function longest(events) {
  const mains = new Set(events.filter(e => e.name === 'thread_name' &&
    e.args.name === 'CrRendererMain').map(e => e.pid + ':' + e.tid));
  const most = {time: 0, cpu: 0};
  events.forEach(function (e) {
    if (e.ph !== 'X' || !/RunTask$/.test(e.name) ||
      !mains.has(e.pid + ':' + e.tid)) return;
    most.time = Math.max(most.time, e.dur / 1000);
    most.cpu = Math.max(most.cpu, (e.tdur || 0) / 1000);
  });
  return most;
}

async function main() {
  const [shipped, long, work] = process.argv.slice(2);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run',
      '--disable-background-networking'],
  });
  try {
    const result = await open(browser, {shipped: index(shipped),
      bare: barePage(shipped, work)}, RUNS, 1);
    Object.assign(result,
      await open(browser, {long: index(long), still: stillPage(long)},
        SLOW_RUNS, SLOWED));
    result.tasks = await tasks(browser, index(long));
    result.runs = RUNS;
    result.slowRuns = SLOW_RUNS;
    process.stdout.write(JSON.stringify(result) + '\n');
  } finally {
    await browser.close();
  }
}

main().catch(function (error) {
  process.stderr.write(error.stack + '\n');
  process.exit(1);
});
