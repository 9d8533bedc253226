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
  loading: false,  /* a file of progress is being taken over */
  folds: [],       /* sections that start.js has folded, and how to undo that */
  unfold: null,
  second: null,    /* the promise of another engine after the first */
  live: false,     /* somebody may be at work */
  failed: false
};

/* Where this script is from, as errors name it. */
const script = ((document.currentScript || {}).src || location.href).split("#")[0];

/* Where the plain engine lies: beside this script or the other engine, which
 * the head names. A single file has none. */
const home = (() => {
  const self = document.currentScript;
  const near = self && self.getAttribute("src") ? self :
    document.head.querySelector('link[rel=preload][href$="engine-wasm.js"]');
  const found = near && /^(.*)(waymark|engine-wasm)\.js$/.exec(
    near.getAttribute("src") || near.getAttribute("href"));
  return found ? found[1] : null;
})();

const ready = {};
ready.promise = new Promise((resolve, reject) => {
  ready.resolve = resolve;
  ready.reject = reject;
});
ready.promise.catch(() => { /* said on the page */ });

const api = {
  course: (course) => {
    page.course = course;
    start();
  },
  data: (data) => {
    page.data.push(data);
    start();
  },
  wasm: (base64) => {
    page.wasm = base64;
    start();
  },
  plain: (make) => {
    page.plain = make;
  },
  /* The verdict on an answer, as the engine gives it; shows and keeps
   * nothing. */
  answer: (id, given, options) => {
    const chosen = options || {};
    return ready.promise.then(() => {
      return askCheck(id, chosen.seed || 1, chosen.attempt || 1, given);
    });
  }
};

/* False when another copy of this script has already taken over. */
function takeOver() {
  const early = window.waymark;
  if (early && early.answer) return false;
  const queue = (early && (early.queue || early.late)) || [];
  window.waymark = api;
  if (early) {
    page.early = early.engine;
    page.colours = early.colours;
    page.folds = early.folds || [];
    page.unfold = early.unfold;
    early.queue = null;
  }
  queue.forEach((entry) => {
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
  return new Promise((resolve, reject) => {
    if (page.plain) return resolve(page.plain);
    if (home === null) {
      return reject(new Error("no plain engine in a single file"));
    }
    const element = make("script", { src: home + "engine-plain.js" });
    element.onload = () => {
      if (page.plain) resolve(page.plain);
      else reject(new Error("engine-plain.js holds no engine"));
    };
    element.onerror = () => {
      reject(new Error("engine-plain.js is missing"));
    };
    document.body.appendChild(element);
  });
}

/* The course as the engine wants it, and each dataset. */
function loadRequests() {
  return [page.course.load].concat(page.data.map((data) => {
    return { data: [data] };
  })).map((part) => {
    return JSON.stringify(Object.assign({ op: "load" }, part));
  });
}

/* A check of the exercise with the least code of its own. */
function warmRequest() {
  let least = null;
  page.course.load.exercises.forEach((ex) => {
    if (ex.logic && !(least && least.logic.code.length <= ex.logic.code.length)) {
      least = ex;
    }
  });
  return least && JSON.stringify({
    op: "check", exercise: least.id, seed: 1, attempt: 1,
    given: { answer: "1" }
  });
}

function startEngine() {
  return openEngine({
    wasm: page.wasm,
    loadPlain: loadPlain,
    force: forcedTier(),
    early: page.early,
    requests: loadRequests(),
    warm: warmRequest()
  }).then((host) => {
    page.host = host;
    root.setAttribute("data-engine", host.tier);
  });
}

/* An engine that cannot be made anew where it ran is once looked for elsewhere.
 * An error that is the engine's says so: without it nothing goes on. */
function ask(request) {
  const words = JSON.stringify(request);
  return page.host.call(words).catch(() => {
    page.second = page.second || startEngine();
    return page.second.then(() => {
      return page.host.call(words);
    });
  }).then(JSON.parse, (error) => {
    throw Object.assign(error, { engine: true });
  });
}

function askDraw(id, seed) {
  return ask({ op: "draw", exercise: id, seed: seed }).then((reply) => {
    if (!reply.error) return reply;
    /* This variant's trouble, not the engine's. */
    throw Object.assign(new Error(reply.error.message), { drawing: true });
  });
}

/* Whatever goes wrong while checking is a verdict too: the learner's answer
 * stays, and so does the page. */
function askCheck(id, seed, attempt, given) {
  return ask({
    op: "check", exercise: id, seed: seed, attempt: attempt, given: given
  }).then((reply) => {
    return reply.error ? stoppedVerdict(reply.error.message) : reply;
  });
}

function stoppedVerdict(message) {
  return {
    state: "error", score: 0, diagnosis: null, understood: null,
    feedback: null, gaps: {}, message: message
  };
}
