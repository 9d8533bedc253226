/* The engine's host in the page. Where it can run is found out, never assumed:
 *   worker  WebAssembly in a Worker made from a Blob, killed when it runs on
 *   wasm    WebAssembly on the page itself; the engine's own limits stop it
 *   plain   the same engine as plain script, where WebAssembly is missing
 * What the engine expects of a host is said in generator/engine/wasm.c. */

/* Makes an instance of the engine answer requests: text in, text out. Uses
 * nothing outside itself: its source text is also the Worker's. */
function engineGlue() {
  const stop = {};

  function encode(string) {
    if (typeof TextEncoder === "function") {
      return new TextEncoder().encode(string);
    }
    const binary = unescape(encodeURIComponent(string));
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function decode(bytes) {
    if (typeof TextDecoder === "function") {
      return new TextDecoder("utf-8").decode(bytes);
    }
    let binary = "";
    for (let i = 0; i < bytes.length; i++) {
      binary += String.fromCharCode(bytes[i]);
    }
    return decodeURIComponent(escape(binary));
  }

  /* The C library's imports, whatever their names. None is called in normal
   * work; each says that there is no such file. */
  function wasi(target, name) {
    return function () {
      if (name === "proc_exit") throw new Error("the engine left");
      return 8;
    };
  }

  /* `self.x` is the instance's exports, there when the first call comes. Lua's
   * errors are our one exception; everything else that is thrown goes on. */
  function imports(self) {
    return {
      env: {
        wm_throw: function () {
          throw stop;
        },
        wm_try: function (f, state, data) {
          try {
            self.x.wm_protected(f, state, data);
            return 0;
          } catch (e) {
            if (e !== stop) throw e;
            return 1;
          }
        }
      },
      wasi_snapshot_preview1: new Proxy({}, { get: wasi })
    };
  }

  function attach(self, exports) {
    self.x = exports;
    exports._initialize();
    return function (request) {
      const bytes = encode(request);
      const room = exports.wm_room(bytes.length);
      if (!room) throw new Error("no memory for the request");
      new Uint8Array(exports.memory.buffer).set(bytes, room);
      const reply = exports.wm_call(bytes.length);
      if (!reply) throw new Error("no memory for the engine");
      const size = exports.wm_reply_size();
      /* Memory may have grown and moved: its buffer is taken after the call. */
      return decode(new Uint8Array(exports.memory.buffer, reply, size));
    };
  }

  return {
    fromWasm: function (bytes) {
      const self = {};
      return WebAssembly.instantiate(bytes, imports(self))
        .then(function (made) {
          return attach(self, made.instance.exports);
        });
    },
    fromPlain: function (make) {
      const self = {};
      return attach(self, make(imports(self)));
    }
  };
}

/* The Worker's side: {wasm} first, then {request}s, one at a time. */
function engineWorker(glue) {
  let call = null;
  onmessage = function (event) {
    if (event.data.wasm) {
      glue.fromWasm(event.data.wasm).then(function (made) {
        call = made;
        postMessage({ ready: true });
      }).catch(function (error) {
        postMessage({ failed: String(error) });
      });
      return;
    }
    try {
      postMessage({ reply: call(event.data.request) });
    } catch (error) {
      postMessage({ failed: String(error) });
    }
  };
}

/* How long a Worker may take, in milliseconds. The engine stops runaway code
 * by its own limits long before; this is for what it could not stop. */
const patience = { start: 6000, load: 30000, call: 8000 };

function hasWasm() {
  try {
    const smallest = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
    return new WebAssembly.Module(smallest) instanceof WebAssembly.Module;
  } catch (e) {
    return false;
  }
}

function decodeBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/* What was stopped from outside answers like what the engine stops itself. */
function stoppedReply(why) {
  return JSON.stringify({
    error: { kind: "limit", message: why, file: "", line: 0, col: 0 }
  });
}

/* A Worker as something to start, to ask and to kill. */
function workerBack(bytes) {
  let worker = null;

  function exchange(message, limit) {
    return new Promise(function (resolve, reject) {
      const timer = setTimeout(function () {
        reject(new Error("no answer in time"));
      }, limit);
      worker.onmessage = function (event) {
        clearTimeout(timer);
        if (event.data.failed) reject(new Error(event.data.failed));
        else resolve(event.data.reply);
      };
      worker.onerror = function (event) {
        clearTimeout(timer);
        if (event.preventDefault) event.preventDefault();
        reject(new Error("the worker failed"));
      };
      worker.postMessage(message);
    });
  }

  return {
    start: function () {
      const source = "(" + engineWorker.toString() + ")((" +
        engineGlue.toString() + ")());";
      const url = URL.createObjectURL(
        new Blob([source], { type: "text/javascript" })
      );
      return new Promise(function (resolve) {
        worker = new Worker(url);
        resolve(exchange({ wasm: bytes }, patience.start));
      }).then(function () {
        URL.revokeObjectURL(url);
      }, function (error) {
        URL.revokeObjectURL(url);
        throw error;
      });
    },
    ask: function (request, limit) {
      return exchange({ request: request }, limit);
    },
    kill: function () {
      if (worker) worker.terminate();
      worker = null;
    }
  };
}

/* The engine on the page's own thread. */
function pageBack(make) {
  let call = null;
  return {
    start: function () {
      return Promise.resolve(make()).then(function (made) {
        call = made;
      });
    },
    ask: function (request) {
      return new Promise(function (resolve) {
        resolve(call(request));
      });
    },
    kill: function () {
      call = null;
    }
  };
}

/* A back end with the course loaded, asked one request after another. When it
 * fails it is thrown away and a new one loaded; the engine keeps nothing but
 * what was loaded, so nothing else is lost. */
function engineHost(tier, back, requests) {
  let turn = Promise.resolve();

  function load() {
    return requests.reduce(function (before, request) {
      return before.then(function () {
        return back.ask(request, patience.load);
      }).then(function (reply) {
        const error = reply && JSON.parse(reply).error;
        if (error) throw new Error(error.message);
      });
    }, back.start());
  }

  function call(request) {
    return back.ask(request, patience.call).catch(function (error) {
      back.kill();
      return load().then(function () {
        return stoppedReply(String(error.message || error));
      });
    });
  }

  return load().then(function () {
    return {
      tier: tier,
      call: function (request) {
        const mine = turn.then(function () {
          return call(request);
        });
        turn = mine.catch(function () { /* told to who asked */ });
        return mine;
      }
    };
  }, function (error) {
    back.kill();
    throw error;
  });
}

/* options: wasm (base64 or null), loadPlain (gives the plain engine's maker),
 * force (a tier or null), requests (texts to load the course with). */
function openEngine(options) {
  const glue = engineGlue();
  const bytes = options.wasm && hasWasm() ? decodeBase64(options.wasm) : null;
  const ways = {
    worker: function () {
      return workerBack(bytes);
    },
    wasm: function () {
      return pageBack(function () {
        return glue.fromWasm(bytes);
      });
    },
    plain: function () {
      return pageBack(function () {
        return options.loadPlain().then(glue.fromPlain);
      });
    }
  };
  let tiers = bytes ? ["worker", "wasm", "plain"] : ["plain"];
  if (options.force) tiers = [options.force];

  const said = [];
  return tiers.reduce(function (before, tier) {
    return before.catch(function () {
      return engineHost(tier, ways[tier](), options.requests);
    }).catch(function (error) {
      said.push(tier + ": " + error.message);
      throw new Error(said.join("; "));
    });
  }, Promise.reject(new Error("not tried")));
}
