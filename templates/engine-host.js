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

/* A back end: start(requests) makes an instance of the engine and gives, once
 * that is there, a list with the promise of a reply to each of these first
 * requests; ask(request) gives the promise of the reply to one more.
 *
 * A Worker as a back end. It answers in the order in which it is asked, so no
 * request waits for the reply to the one before. */
function workerBack(base64, early, warm) {
  let worker = null;
  let waiting = [];

  function exchange(message, limit) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error("no answer in time"));
      }, limit);
      waiting.push({ resolve: resolve, reject: reject, timer: timer });
      worker.postMessage(message);
    });
  }

  function take(event) {
    const first = waiting.shift();
    clearTimeout(first.timer);
    if (event.data.failed) first.reject(new Error(event.data.failed));
    else first.resolve(event.data.reply);
  }

  function fail(event) {
    if (event && event.preventDefault) event.preventDefault();
    waiting.forEach((one) => {
      clearTimeout(one.timer);
      one.reject(new Error("the worker failed"));
    });
    waiting = [];
  }

  /* The spare one has the engine already, unless that came late. */
  function employ() {
    const supplied = early.spare && early.supplied;
    worker = early.spare || early.spawn();
    early.spare = null;
    if (!supplied) worker.postMessage({ wasm: base64 });
  }

  return {
    start: (requests) => {
      return new Promise((resolve) => {
        employ();
        worker.onmessage = take;
        worker.onerror = fail;
        const able = exchange({ ready: true }, patience.start);
        const replies = requests.map((request) => {
          const reply = exchange({ request: request }, patience.load);
          reply.catch(() => { /* told to who waits for it */ });
          return reply;
        });
        if (warm) worker.postMessage({ warm: warm });
        if (worker.broken) fail();
        resolve(able.then(() => {
          return replies;
        }));
      });
    },
    ask: (request) => {
      return exchange({ request: request }, patience.call);
    },
    kill: () => {
      waiting.forEach((one) => {
        clearTimeout(one.timer);
      });
      waiting = [];
      if (!worker) return;
      worker.onmessage = null;
      worker.terminate();
      worker = null;
    }
  };
}

/* The engine on the page's own thread. */
function pageBack(make) {
  let call = null;
  return {
    start: (requests) => {
      return Promise.resolve(make()).then((made) => {
        call = made;
        return requests.map((request) => {
          return Promise.resolve(call(request));
        });
      });
    },
    ask: (request) => {
      return new Promise((resolve) => {
        resolve(call(request));
      });
    },
    kill: () => {
      call = null;
    }
  };
}

function loaded(reply) {
  const error = JSON.parse(reply).error;
  if (error) throw new Error(error.message);
}

/* A back end with the course loaded, asked one request after another. The first
 * of the requests that load it holds the course itself; the others, its data,
 * may be on their way until something is asked. When the back end fails it is
 * thrown away and a new one loaded; the engine keeps nothing but what was
 * loaded, so nothing else is lost. */
function engineHost(tier, back, requests) {
  let turn = Promise.resolve();
  let complete = null;

  function load() {
    return back.start(requests).then((replies) => {
      const parts = replies.map((reply) => {
        return reply.then(loaded);
      });
      complete = Promise.all(parts);
      complete.catch(() => { /* told to who asks next */ });
      return parts[0];
    });
  }

  function call(request) {
    return complete.then(() => {
      return back.ask(request).catch((error) => {
        back.kill();
        return load().then(() => {
          return stoppedReply(String(error.message || error));
        });
      });
    });
  }

  return load().then(() => {
    return {
      tier: tier,
      call: (request) => {
        const mine = turn.then(() => {
          return call(request);
        });
        turn = mine.catch(() => { /* told to who asked */ });
        return mine;
      }
    };
  }, (error) => {
    back.kill();
    throw error;
  });
}

/* options: wasm (base64 or null), loadPlain (gives the plain engine's maker),
 * force (a tier or null), requests (texts to load the course with), warm (a
 * request to try the engine with once, or null), early (what start.js has made
 * ready). */
function openEngine(options) {
  const early = options.early;
  const wasm = early.hasWasm ? options.wasm : null;
  const ways = {
    worker: () => {
      return workerBack(wasm, early, options.warm);
    },
    wasm: () => {
      return pageBack(() => {
        return early.glue.fromWasm(wasm);
      });
    },
    plain: () => {
      return pageBack(() => {
        return options.loadPlain().then(early.glue.fromPlain);
      });
    }
  };
  let tiers = wasm ? ["worker", "wasm", "plain"] : ["plain"];
  if (options.force) tiers = [options.force];
  if (early.spare && tiers[0] !== "worker") early.spare.terminate();

  const said = [];

  function attempt(i) {
    const tier = tiers[i];
    if (!tier) return Promise.reject(new Error(said.join("; ")));
    return engineHost(tier, ways[tier](), options.requests)
      .catch((error) => {
        said.push(tier + ": " + error.message);
        return attempt(i + 1);
      });
  }
  return attempt(0);
}
