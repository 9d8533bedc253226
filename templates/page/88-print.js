/* Paper: the answers at the end get the solutions for as long as the page is
 * being printed. An exercise that shows another variant than the first has an
 * answer of its own, which only its solution tells. */
function startPrinting() {
  const added = [];

  function add() {
    exerciseList().forEach((ex) => {
      const place = document.getElementById("wm-answer-" + ex.id);
      if (!place || !ex.solution || added.length > 5000) return;
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
  }

  function remove() {
    added.splice(0).forEach((node) => {
      if (node.parentNode) node.remove();
    });
  }

  window.addEventListener("beforeprint", () => {
    remove();
    add();
  });
  window.addEventListener("afterprint", remove);
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
