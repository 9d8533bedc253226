/* A WebAssembly module, written by hand, that answers {"ok":true} to what
 * starts like {"op":"l… (load) and never answers anything else: code that no
 * limit of the engine would stop. Only a killed Worker ends it. */
"use strict";

function section(id, bytes) {
  return [id, bytes.length].concat(bytes);
}

function list(items) {
  return [items.length].concat(...items);
}

function name(text) {
  return [text.length].concat(Array.from(Buffer.from(text)));
}

const i32 = 0x7f;
const reply = Array.from(Buffer.from('{"ok":true}'));

function code(body) {
  return [body.length + 2, 0].concat(body, 0x0b);
}

/* i32.const 1024 and 65536, in the signed form of the format. */
const at1024 = [0x41, 0x80, 0x08];
const at65536 = [0x41, 0x80, 0x80, 0x04];

const call = [].concat(
  at65536,
  [0x2d, 0, 7],             /* the 8th byte of the request */
  [0x41, 0xec, 0x00, 0x46], /* is it "l"? */
  [0x04, i32], at1024,
  [0x05, 0x03, 0x40, 0x0c, 0, 0x0b, 0x00], /* else: loop for ever */
  [0x0b]
);

const endless = Buffer.from([].concat(
  [0, 97, 115, 109, 1, 0, 0, 0],
  section(1, list([[0x60, 0, 0], [0x60, 1, i32, 1, i32], [0x60, 0, 1, i32]])),
  section(3, [4, 0, 1, 1, 2]),
  section(5, [1, 0, 32]),
  section(7, list([
    name("memory").concat(2, 0),
    name("_initialize").concat(0, 0),
    name("wm_room").concat(0, 1),
    name("wm_call").concat(0, 2),
    name("wm_reply_size").concat(0, 3)
  ])),
  section(10, list([
    code([]),
    code(at65536),
    code(call),
    code([0x41, reply.length])
  ])),
  section(11, [1, 0].concat(at1024, 0x0b, reply.length, reply))
));

module.exports = { endless };
