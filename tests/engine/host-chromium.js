// Runs the engine in Chromium, as WebAssembly and as plain script: standard
// input holds one JSON object a line, an empty line begins a new engine. Prints
// each reply on a line, first all of WebAssembly's, then all of plain script's.
//   node tests/engine/host-chromium.js build/engine/engine.wasm engine-plain.js
'use strict';
const fs = require('fs');
const path = require('path');
const npm = path.resolve(process.env.BUILD || 'build', 'npm', 'node_modules');
const puppeteer = require(path.join(npm, 'puppeteer-core'));

/* Runs in the page's worker. `host` is HOST below; of `wasm` and `plain` one is
 * null. */
function runAll(host, wasm, plain, lines) {
  const make = new Function('source', host);
  const bytes = wasm && Uint8Array.from(atob(wasm), (c) => c.charCodeAt(0));
  const replies = [];
  let call = null;
  lines.forEach((line) => {
    if (line === '' || !call) call = make(bytes || plain);
    if (line !== '') replies.push(call(line));
  });
  return replies;
}

/* The imports and the call of the engine, as host.js has them. */
const HOST = `
  const stop = {};
  let x;
  const imports = {
    env: {
      wm_throw: function () { throw stop; },
      wm_try: function (f, state, data) {
        try { x.wm_protected(f, state, data); return 0; } catch (e) {
          if (e !== stop) throw e;
          return 1;
        }
      }
    },
    wasi_snapshot_preview1: {}
  };
  ['args_get', 'args_sizes_get', 'clock_time_get', 'environ_get',
    'environ_sizes_get', 'fd_close', 'fd_fdstat_get', 'fd_fdstat_set_flags',
    'fd_prestat_dir_name', 'fd_prestat_get', 'fd_read', 'fd_renumber',
    'fd_seek', 'fd_write', 'path_open', 'proc_exit'].forEach(function (name) {
    imports.wasi_snapshot_preview1[name] = function () { return 8; };
  });
  x = typeof source === 'string' ? new Function('imports', source)(imports)
    : new WebAssembly.Instance(new WebAssembly.Module(source), imports).exports;
  x._initialize();
  return function (request) {
    const bytes = new TextEncoder().encode(request);
    const at = x.wm_room(bytes.length);
    new Uint8Array(x.memory.buffer).set(bytes, at);
    const reply = x.wm_call(bytes.length);
    return new TextDecoder().decode(
      new Uint8Array(x.memory.buffer, reply, x.wm_reply_size()));
  };
`;

async function main() {
  const lines = fs.readFileSync(0, 'utf8').replace(/\n$/, '').split('\n');
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    timeout: 60000,
    protocolTimeout: 600000
  });
  try {
    const version = await browser.version();
    if (!/Chrome/.test(version)) throw new Error('not Chromium: ' + version);
    const wasm = fs.readFileSync(process.argv[2]).toString('base64');
    const plain = fs.readFileSync(process.argv[3], 'utf8');
    for (const [bytes, script] of [[wasm, null], [null, plain]]) {
      const page = await browser.newPage();
      // In a worker of the page a large module may be made at once; the page's
      // own thread refuses that.
      const replies = await page.evaluate((run, host, w, p, all) =>
        new Promise((resolve, reject) => {
          const text = 'onmessage = function (e) { postMessage((' + run +
            ').apply(null, e.data)); };';
          const worker = new Worker(URL.createObjectURL(new Blob([text])));
          worker.onmessage = (e) => resolve(e.data);
          worker.onerror = (e) => reject(new Error(e.message));
          worker.postMessage([host, w, p, all]);
        }), runAll.toString(), HOST, bytes, script, lines);
      fs.writeSync(1, replies.join('\n') + '\n');
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
