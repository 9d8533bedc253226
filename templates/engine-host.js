/* The engine's host in the page. Where it can run is found out, never assumed:
 *   worker  WebAssembly in a Worker made from a Blob, killed when it runs on
 *   wasm    WebAssembly on the page itself; the engine's own limits stop it
 *   plain   the same engine as plain script, where WebAssembly is missing
 * What stands between the host and an instance of the engine is in start.js,
 * which has set a first Worker going already. */

/* How long a Worker may take, in milliseconds. The engine stops runaway code
 * by its own limits long before; this is for what it could not stop. */
const patience = { start: 6000, load: 30000, call: 8000 };

/* What was stopped from outside answers like what the engine stops itself. */
function stoppedReply(why) {
  return JSON.stringify({
    error: { kind: "limit", message: why, file: "", line: 0, col: 0 }
  });
}

/* A Worker as something to start, to ask and to kill. */
function workerBack(base64, early) {
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
      return new Promise(function (resolve) {
        worker = early.spare || early.spawn();
        early.spare = null;
        if (worker.broken) throw new Error("the worker failed");
        resolve(exchange({ wasm: base64 }, patience.start));
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
 * force (a tier or null), requests (texts to load the course with), early (what
 * start.js has made ready). */
function openEngine(options) {
  const early = options.early;
  const wasm = early.hasWasm ? options.wasm : null;
  const ways = {
    worker: function () {
      return workerBack(wasm, early);
    },
    wasm: function () {
      return pageBack(function () {
        return early.glue.fromWasm(wasm);
      });
    },
    plain: function () {
      return pageBack(function () {
        return options.loadPlain().then(early.glue.fromPlain);
      });
    }
  };
  let tiers = wasm ? ["worker", "wasm", "plain"] : ["plain"];
  if (options.force) tiers = [options.force];
  if (early.spare && tiers[0] !== "worker") early.spare.terminate();

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
