/* The queue that the course's scripts fill before the page's own script runs:
 * each of them is one call, in any order. waymark.js takes the queue over. If
 * that script never comes, the whole course is shown as one readable page. */
window.waymark = (function () {
  "use strict";
  var queue = [];
  function push(kind) {
    return function (value) {
      queue.push([kind, value]);
    };
  }
  window.addEventListener("load", function () {
    if (window.waymark && window.waymark.queue === queue) {
      document.documentElement.classList.remove("wm-paged");
    }
  });
  return {
    queue: queue,
    course: push("course"),
    data: push("data"),
    wasm: push("wasm"),
    plain: push("plain")
  };
})();
