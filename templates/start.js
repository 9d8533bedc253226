/* The first of the page's scripts. It makes the queue that the course's scripts
 * fill before waymark.js runs: each of them is one call. If waymark.js never
 * comes, the whole course is shown as one readable page. It folds the later
 * sections of a long course.
 *
 * It also holds what stands between a host and an instance of the engine
 * (generator/engine/wasm.c says what each expects of the other), and sets a
 * Worker going where exercises will want one. Getting that ready takes the
 * longest, so it compiles the engine while the other scripts come in. */
window.waymark = (() => {
  "use strict";

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

    /* `self.x` is the instance's exports, there when the first call comes.
     * Lua's errors are our one exception; all else that is thrown goes on. */
    function imports(self) {
      return {
        env: {
          wm_throw: () => {
            throw stop;
          },
          wm_try: (f, state, data) => {
            try {
              self.x.wm_protected(f, state, data);
              return 0;
            } catch (e) {
              if (e !== stop) throw e;
              return 1;
            }
          }
        }
      };
    }

    function attach(self, exports) {
      self.x = exports;
      exports._initialize();
      return (request) => {
        const bytes = encode(request);
        const room = exports.wm_room(bytes.length);
        if (!room) throw new Error("no memory for the request");
        new Uint8Array(exports.memory.buffer).set(bytes, room);
        const reply = exports.wm_call(bytes.length);
        if (!reply) throw new Error("no memory for the engine");
        const size = exports.wm_reply_size();
        /* Memory may have grown and moved: take its buffer after the call. */
        return decode(new Uint8Array(exports.memory.buffer, reply, size));
      };
    }

    function fromBase64(text) {
      if (typeof Uint8Array.fromBase64 === "function") {
        return Uint8Array.fromBase64(text);
      }
      const binary = atob(text);
      const bytes = new Uint8Array(binary.length);
      for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
      return bytes;
    }

    return {
      fromWasm: (base64) => {
        const self = {};
        return WebAssembly.instantiate(fromBase64(base64), imports(self))
          .then((made) => {
            return attach(self, made.instance.exports);
          });
      },
      /* Where nobody minds being held up: a browser may refuse it to a page. */
      fromWasmAtOnce: (base64) => {
        const self = {};
        const module = new WebAssembly.Module(fromBase64(base64));
        const made = new WebAssembly.Instance(module, imports(self));
        return attach(self, made.exports);
      },
      fromPlain: (make) => {
        const self = {};
        return attach(self, make(imports(self)));
      }
    };
  }

  /* The Worker's side. {wasm} makes the engine, without an answer: nobody may
   * be listening yet. {ready} and {request} are answered, in their order.
   * {warm} is a request whose reply nobody wants: a browser compiles functions
   * when they are called first, which would hold up the first verdict. */
  function engineWorker(glue) {
    let call = null;
    let trouble = "no engine";
    onmessage = (event) => {
      const message = event.data;
      try {
        if (message.wasm) call = glue.fromWasmAtOnce(message.wasm);
        else if (message.warm) call && call(message.warm);
        else if (!call) postMessage({ failed: trouble });
        else if (message.ready) postMessage({ ready: true });
        else postMessage({ reply: call(message.request) });
      } catch (error) {
        if (message.wasm) trouble = String(error);
        else if (!message.warm) postMessage({ failed: String(error) });
      }
    };
  }

  const hasWasm = (() => {
    try {
      const smallest = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
      return new WebAssembly.Module(smallest) instanceof WebAssembly.Module;
    } catch (e) {
      return false;
    }
  })();

  /* In the head of our own page, which tells so, and whose content policy is
   * ours: there a Worker starts sooner from a data: address, which need not be
   * asked for. In a book the reader's policy rules, which may allow blob: only.
   */
  const own = document.currentScript &&
    document.currentScript.hasAttribute("data-exercises");

  function spawn() {
    const source = "(" + engineWorker.toString() + ")((" +
      engineGlue.toString() + ")());";
    const type = "text/javascript";
    return new Worker(own ? "data:" + type + "," + encodeURIComponent(source) :
      URL.createObjectURL(new Blob([source], { type: type })));
  }

  function spareWorker() {
    const wanted = own || document.querySelector(".wm-exercise");
    if (!hasWasm || !wanted) return null;
    try {
      const worker = spawn();
      worker.onerror = (event) => {
        if (event.preventDefault) event.preventDefault();
        worker.broken = true;
      };
      return worker;
    } catch (e) {
      return null;
    }
  }

  /* Colours that somebody chose on this computer: "dark", "light", or "" for what
   * the system says. The style sheets are told by their own questions, so that
   * those of a theme follow, too. Without an argument: what was chosen before,
   * in the page's head, so that nothing is shown in the wrong ones. */
  function colours(choice) {
    const asked = /\(prefers-color-scheme: ?dark\)/;
    try {
      if (choice !== undefined) localStorage["waymark:colours"] = choice;
      else choice = localStorage["waymark:colours"];
    } catch (e) { /* then it lasts as long as the page */ }
    if (!choice && !colours.changed) return;
    colours.changed = true;
    document.documentElement.style.colorScheme = choice;
    Array.from(document.styleSheets).forEach((sheet) => {
      Array.from(sheet.cssRules).forEach((rule) => {
        const question = rule.media && (rule.wmAsked || rule.media.mediaText);
        if (!asked.test(question)) return;
        rule.wmAsked = question;
        rule.media.mediaText = !choice ? question : question.replace(asked,
          choice === "dark" ? "(min-width: 0px)" : "(max-width: 0px)");
      });
    });
  }

  /* A long course is not built at once. The page calls this before each of its
   * later sections, and an empty comment stands behind: so the section comes in
   * as one comment, which costs a browser next to nothing, and waits to be
   * unfolded. Without script, or where a policy keeps scripts out, nothing opens
   * that comment and the section is simply there. */
  const folds = [];

  function fold() {
    try {
      document.write(["<", "!--"].join(""));
      folds.push(document.currentScript);
    } catch (e) { /* then it is built now */ }
  }

  /* Builds what waits behind the mark; gives its element, or null. A page that
   * was saved from a browser may hold the comment's beginning twice. */
  function unfold(mark) {
    const comment = mark.nextSibling;
    const parent = mark.parentNode;
    folds.splice(folds.indexOf(mark), 1);
    if (!comment || comment.nodeType !== 8) return null;
    mark.insertAdjacentHTML("beforebegin",
      comment.data.slice(0, comment.data.lastIndexOf("<"))
        .replace(/^[\s<!-]+/, "<"));
    const section = mark.previousElementSibling;
    parent.removeChild(comment);
    parent.removeChild(mark);
    return section;
  }

  const queue = [];
  const engine = {
    glue: engineGlue(),
    hasWasm: hasWasm,
    spare: spareWorker(),
    supplied: false, /* the spare one has been given the engine */
    spawn: spawn
  };

  function push(kind) {
    return (value) => {
      queue.push([kind, value]);
      if (kind === "wasm" && engine.spare) {
        engine.spare.postMessage({ wasm: value });
        engine.supplied = true;
      }
    };
  }

  window.addEventListener("load", () => {
    if (window.waymark && window.waymark.queue === queue) {
      document.documentElement.classList.remove("wm-paged");
      folds.slice().forEach(unfold);
    }
  });

  /* What stub.js has kept; and waymark.js may be waiting. */
  const before = window.waymark || {};
  (before.late || []).forEach((entry) => {
    push(entry[0])(entry[1]);
  });
  if (before.wake) setTimeout(before.wake, 0);

  return {
    queue: queue,
    engine: engine,
    colours: colours,
    folds: folds,
    fold: fold,
    unfold: unfold,
    course: push("course"),
    data: push("data"),
    wasm: push("wasm"),
    plain: push("plain")
  };
})();
