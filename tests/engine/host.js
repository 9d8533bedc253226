// Runs the engine in node, as WebAssembly or plain script, on requests, one
// JSON object a line on standard input, and prints each reply on a line.
//   node tests/engine/host.js build/engine/engine.wasm|engine-plain.js
// The host's duties are those written in generator/engine/wasm.c.
'use strict';
const fs = require('fs');

const file = process.argv[2];
const stop = {};
let x;

function nothing() {
  return 8;
}
const names = ['args_get', 'args_sizes_get', 'clock_time_get', 'environ_get',
  'environ_sizes_get', 'fd_close', 'fd_fdstat_get', 'fd_fdstat_set_flags',
  'fd_prestat_dir_name', 'fd_prestat_get', 'fd_read', 'fd_renumber', 'fd_seek',
  'fd_write', 'path_open'];
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
  },
  wasi_snapshot_preview1: {
    proc_exit: function () {
      throw new Error('the engine left');
    }
  }
};
names.forEach(function (name) {
  imports.wasi_snapshot_preview1[name] = nothing;
});

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
