// Runs the engine in node, as WebAssembly or plain script, on requests, one
// JSON object a line on standard input, and prints each reply on a line.
//   node tests/engine/host.js build/engine/engine.wasm|engine-plain.js
// The host's duties are those written in generator/engine/wasm.c.
'use strict';
const fs = require('fs');

const file = process.argv[2];
const stop = {};
let x;

const imports = {
  env: {
    wm_throw: function () {
      throw stop;
    },
    wm_try: function (f, state, data) {
      try {
        x.wm_protected(f, state, data);
        return 0;
      } catch (e) {
        if (e !== stop) throw e;
        return 1;
      }
    }
  }
};

function start() {
  if (/\.js$/.test(file)) {
    return new Function('imports', fs.readFileSync(file, 'utf8'))(imports);
  }
  const module = new WebAssembly.Module(fs.readFileSync(file));
  return new WebAssembly.Instance(module, imports).exports;
}

function call(request) {
  const bytes = Buffer.from(request, 'utf8');
  const at = x.wm_room(bytes.length);
  new Uint8Array(x.memory.buffer).set(bytes, at);
  const reply = x.wm_call(bytes.length);
  const size = x.wm_reply_size();
  return Buffer.from(new Uint8Array(x.memory.buffer, reply, size));
}

x = start();
x._initialize();
const lines = fs.readFileSync(0, 'utf8').split('\n');
if (lines[lines.length - 1] === '') lines.pop();
lines.forEach(function (line) {
  fs.writeSync(1, call(line));
  fs.writeSync(1, '\n');
});
