/* Paper: the answers at the end get the solutions for as long as the page is
 * being printed. An exercise that shows another variant than the first has an
 * answer of its own, which only its solution tells. With `page.printOne` only
 * the module that is shown is printed, and its answers. */
function startPrinting() {
  const added = [];

  function add() {
    const only = page.printOne && allOf("wm-current")[0];
    let answers = 0;
    root.classList.toggle("wm-one", Boolean(only));
    exerciseList().forEach((ex) => {
      const place = document.getElementById("wm-answer-" + ex.id);
      const out = only && !only.contains(ex.section);
      if (!place) return;
      place.classList.toggle("wm-left-out", Boolean(out));
      if (out) return;
      answers++;
      if (!ex.solution || added.length > 5000) return;
      const twin = make("div", { class: "wm-answer-solution" });
      all(ex.solution.cloneNode(true), ":scope > :not(summary)").forEach(
        (node) => {
          twin.appendChild(node);
        });
      all(twin, "[id], [name]").forEach((node) => {
        node.removeAttribute("id");
        node.removeAttribute("name");
      });
      place.appendChild(twin);
      added.push(twin);
    });
    allOf("wm-answers").forEach((box) => {
      box.classList.toggle("wm-left-out", answers === 0);
    });
  }

  function remove() {
    added.splice(0).forEach((node) => {
      if (node.parentNode) node.remove();
    });
    root.classList.remove("wm-one");
  }

  window.addEventListener("beforeprint", () => {
    remove();
    add();
  });
  window.addEventListener("afterprint", () => {
    page.printOne = false;
    remove();
  });
}

/* The answers at the end are those of the first variant. */
function markAnswer(ex, seed) {
  const place = document.getElementById("wm-answer-" + ex.id);
  if (place) place.classList.toggle("wm-other-variant", seed !== 1);
}

function markAnswers() {
  exerciseList().forEach((ex) => {
    markAnswer(ex, ex.seed);
  });
}
