/* Stands before the course's scripts of a book, each of which may come before
 * start.js: keeps what they bring until that asks for it. */
(function (known) {
  function keep(kind) {
    known[kind] = function (value) {
      known.late.push([kind, value]);
    };
  }

  if (known.course) return;
  known.late = [];
  ["course", "data", "wasm"].forEach(keep);
})(window.waymark = window.waymark || {});
