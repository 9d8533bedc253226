/* The course's scripts hand their parts over through window.waymark; this file
 * takes them, starts the engine and offers waymark.answer. */
const page = {
  course: null,
  data: [],
  wasm: null,
  plain: null,
  early: null,     /* the part of the engine's host that start.js holds */
  host: null,      /* the engine, once it has loaded the course */
  exercises: {},
  store: null,
  slots: null,
  aim: null,       /* the node that a result of the search leads to */
  arrived: null,   /* called with each module that is shown */
  failed: false
};

/* Where this script lies, for the plain engine beside it. "" in a single file,
 * which has none. */
const home = (function () {
  const self = document.currentScript;
  const src = (self && self.getAttribute("src")) || "";
  return /waymark\.js$/.test(src) ? src.replace(/waymark\.js$/, "") : "";
})();

const ready = {};
ready.promise = new Promise(function (resolve, reject) {
  ready.resolve = resolve;
  ready.reject = reject;
});
ready.promise.catch(function () { /* said on the page */ });

const api = {
  course: function (course) {
    page.course = course;
    start();
  },
  data: function (data) {
    page.data.push(data);
    start();
  },
  wasm: function (base64) {
    page.wasm = base64;
    start();
  },
  plain: function (make) {
    page.plain = make;
  },
  /* The verdict on an answer, as the engine gives it; shows and keeps
   * nothing. */
  answer: function (id, given, options) {
    const chosen = options || {};
    return ready.promise.then(function () {
      return askCheck(id, chosen.seed || 1, chosen.attempt || 1, given);
    });
  }
};

/* False when another copy of this script has already taken over. */
function takeOver() {
  const early = window.waymark;
  if (early && early.answer) return false;
  const queue = (early && early.queue) || [];
  window.waymark = api;
  if (early) {
    page.early = early.engine;
    early.queue = null;
  }
  queue.forEach(function (entry) {
    api[entry[0]](entry[1]);
  });
  return true;
}

/* ?engine=plain, wasm or worker in the address. */
function forcedTier() {
  const found = /[?&]engine=(worker|wasm|plain)(&|$)/.exec(location.search);
  return found ? found[1] : null;
}

function loadPlain() {
  return new Promise(function (resolve, reject) {
    if (page.plain) return resolve(page.plain);
    if (!home && !document.querySelector('script[src$="waymark.js"]')) {
      return reject(new Error("no plain engine in a single file"));
    }
    const element = make("script", { src: home + "engine-plain.js" });
    element.onload = function () {
      if (page.plain) resolve(page.plain);
      else reject(new Error("engine-plain.js holds no engine"));
    };
    element.onerror = function () {
      reject(new Error("engine-plain.js is missing"));
    };
    document.body.appendChild(element);
  });
}

/* The course as the engine wants it, and each dataset. */
function loadRequests() {
  return [page.course.load].concat(page.data.map(function (data) {
    return { data: [data] };
  })).map(function (part) {
    return JSON.stringify(Object.assign({ op: "load" }, part));
  });
}

function startEngine() {
  return openEngine({
    wasm: page.wasm,
    loadPlain: loadPlain,
    force: forcedTier(),
    early: page.early,
    requests: loadRequests()
  }).then(function (host) {
    page.host = host;
    root.setAttribute("data-engine", host.tier);
  });
}

function ask(request) {
  return page.host.call(JSON.stringify(request)).then(JSON.parse);
}

function askDraw(id, seed) {
  return ask({ op: "draw", exercise: id, seed: seed }).then(function (reply) {
    if (reply.error) throw new Error(reply.error.message);
    return reply;
  });
}

/* Whatever goes wrong while checking is a verdict too: the learner's answer
 * stays, and so does the page. */
function askCheck(id, seed, attempt, given) {
  return ask({
    op: "check", exercise: id, seed: seed, attempt: attempt, given: given
  }).then(function (reply) {
    return reply.error ? stoppedVerdict(reply.error.message) : reply;
  });
}

function stoppedVerdict(message) {
  return {
    state: "error", score: 0, diagnosis: null, understood: null,
    feedback: null, gaps: {}, message: message
  };
}
