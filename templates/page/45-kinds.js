/* Answers that are more than one entry: items put in order, pairs, tables to
 * fill in or to choose rows from, a text that the learner judges. */

/* The items of a list to put in order, as they stand. */
function orderItems(gap) {
  return all(gap.box, ".wm-items > li[data-item]");
}

function shownOrder(gap) {
  return orderItems(gap).map((item) => {
    return item.getAttribute("data-item");
  });
}

/* Puts the children named into the order of the numbers; others stay behind
 * them. */
function arrange(parent, selector, attribute, numbers) {
  numbers.forEach((number) => {
    const found = parent &&
      parent.querySelector(selector + "[" + attribute + '="' + number + '"]');
    if (found) parent.appendChild(found);
  });
}

/* What was kept, if it names each item once; else the items as drawn. */
function fillOrder(gap, value) {
  const chosen = value.split(",");
  const known = chosen.slice().sort().join() === gap.start.slice().sort().join();
  arrange(gap.box.querySelector(".wm-items"), "li", "data-item",
    known ? chosen : gap.start);
  markEnds(gap);
}

/* The first cannot go up, the last not down. They keep the focus that a
 * disabled button would lose. */
function markEnds(gap) {
  const items = orderItems(gap);
  items.forEach((item, i) => {
    all(item, "[data-move]").forEach((control) => {
      const last = control.getAttribute("data-move") === "up"
        ? i === 0 : i === items.length - 1;
      if (last) control.setAttribute("aria-disabled", "true");
      else control.removeAttribute("aria-disabled");
    });
  });
}

/* The neighbour goes past the item, so that the button pressed never leaves
 * the page and keeps the focus. */
function moveItem(ex, control) {
  const gap = ex.gaps.filter((one) => {
    return one.kind === "order" && one.box.contains(control);
  })[0];
  if (!gap || ex.locked || page.failed) return;
  const item = control.closest("li");
  const up = control.getAttribute("data-move") === "up";
  const other = up ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  item.parentNode.insertBefore(other, up ? item.nextSibling : item);
  markEnds(gap);
  const items = orderItems(gap);
  say(gap.box, text("moved",
    { place: items.indexOf(item) + 1, count: items.length }));
  editExercise(ex);
}

/* Reads something out that is no verdict. What comes together with its region is
 * heard by nobody. */
function say(box, words) {
  let place = box.querySelector(".wm-said");
  if (!place) {
    place = make("p", { class: "wm-said wm-hidden", "aria-live": "polite" });
    box.appendChild(place);
  }
  setTimeout(putText, 100, place, words);
}

/* A drawn variant. Computed items bring their texts; those in Markdown have
 * their computed parts drawn already. */
function setItems(scope, selector, texts) {
  if (!scope || !texts) return;
  all(scope, selector + "[data-item]").forEach((item) => {
    const place = item.querySelector(".wm-item-text");
    const words = texts[Number(item.getAttribute("data-item")) - 1];
    if (place && words !== undefined) place.textContent = words;
  });
}

function drawOrder(gap, drawn) {
  gap.start = drawn.start.map(String);
  setItems(gap.box, "li", drawn.texts);
  fillOrder(gap, "");
}

function drawMatch(gap, drawn, texts) {
  const words = drawn.texts || {};
  setItems(gap.box.querySelector(".wm-left"), "li", words.left);
  setItems(gap.box.querySelector(".wm-right"), "li", words.right);
  arrange(gap.box.querySelector(".wm-right"), "li", "data-item", drawn.start);
  gap.inputs.forEach((select) => {
    const value = select.value;
    arrange(select, "option", "value", drawn.start);
    all(select, "option").forEach((option) => {
      const parts = option.getAttribute("data-wm-parts-text");
      const computed = words.right && words.right[Number(option.value) - 1];
      if (parts) option.textContent = joinParts(parts, texts);
      else if (computed !== undefined && option.value) {
        option.textContent = computed;
      }
    });
    select.value = value;
  });
}

/* A list to choose from holds words only: where an item is more than that, the
 * items stay in view beside it. */
function keepRichItems(section) {
  all(section, ".wm-match > .wm-right").forEach((list) => {
    if (!list.querySelector("img, math, code, em, strong, sub, sup")) return;
    const head = list.previousElementSibling;
    list.classList.add("wm-rich");
    if (head && head.matches(".wm-match-head")) head.classList.add("wm-rich");
  });
}

/* The engine's table in the place of the one shown. */
function drawTable(ex, selector, table) {
  const place = ex.section.querySelector(selector + " .wm-table");
  if (!place || typeof table !== "string") return;
  empty(place);
  place.appendChild(fragment(table));
}

/* Each cell to fill in has a frame of its own for its mark. */
function findCells(section, id) {
  return all(section, ".wm-grid input").map((input) => {
    if (!input.closest(".wm-entry")) {
      const frame = make("span", { class: "wm-entry" });
      input.parentNode.insertBefore(frame, input);
      frame.appendChild(input);
    }
    return {
      name: input.name.slice(id.length + 1), kind: "cell", box: null,
      inputs: [input]
    };
  });
}

/* A text that its writer judges: the first check opens the solution and asks
 * how good the answer is, which the next one sends along. */
function isOpenAnswer(ex) {
  return ex.gaps.some((gap) => {
    return gap.kind === "open";
  });
}

function arrangeSelf(ex) {
  const marks = ex.section.querySelector(".wm-self");
  if (marks) marks.hidden = !ex.solved;
}

function showComparison(ex, reply, given) {
  const written = ex.gaps.every((gap) => {
    return gap.kind !== "open" || given[gap.name].trim() !== "";
  });
  if (!isOpenAnswer(ex) || reply.state !== "unreadable" || !written) return;
  if (!ex.solution) return;
  ex.solved = true;
  ex.solution.hidden = false;
  ex.solution.open = true;
}
