/* Fields of an exercise: reading what was typed, putting it back, showing a
 * drawn variant. A gap is {name, kind, box, inputs}; one of
 * the kind order has `start`, its items as drawn. */
function findGaps(section, id, info) {
  const gaps = [];
  info.gaps.forEach((gap) => {
    const box = section.querySelector('[data-gap="' + gap.name + '"]');
    const name = '[name="' + id + "." + gap.name + '"]';
    if (gap.kind === "grid" || section.querySelector(".wm-grid " + name)) {
      return;
    }
    const found = {
      name: gap.name,
      kind: gap.kind,
      box: box,
      inputs: gap.kind === "match" && box
        ? all(box, "select") : all(section, name)
    };
    if (gap.kind === "order" && box) found.start = shownOrder(found);
    gaps.push(found);
  });
  const self = all(section, '.wm-self [name="' + id + '.self"]');
  if (self.length > 0) {
    gaps.push({ name: "self", kind: "self", box: null, inputs: self });
  }
  return gaps.concat(findCells(section, id));
}

/* The number keys of iPhones have no minus sign; a field that offers one only
 * where it is needed would tell that the answer is negative. */
function addMinus(section) {
  if (!window.CSS || !CSS.supports ||
      !CSS.supports("-webkit-touch-callout", "none")) return;
  all(section, '.wm-entry > input[inputmode="decimal"]').forEach(addSign);
}

function addSign(input) {
  const sign = button("minus", "\u00b1");
  sign.className = "wm-minus";
  sign.setAttribute("aria-label", text("minus"));
  input.insertAdjacentElement("beforebegin", sign);
  sign.addEventListener("click", () => {
    const typed = input.value.replace(/^\s*[-\u2212]\s*/, "");
    input.value = typed === input.value ? "-" + typed : typed;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
}

function isChoice(input) {
  return input.type === "radio" || input.type === "checkbox";
}

/* What stands in a gap, as text: of a choice the option numbers, of a list the
 * items in their order, of pairs the right-hand item of each. */
function readGap(gap) {
  if (gap.start) return shownOrder(gap).join(",");
  if (gap.kind === "match") {
    const pairs = gap.inputs.map((input) => {
      return input.value;
    });
    return pairs.some(Boolean) ? pairs.join(",") : "";
  }
  const values = [];
  gap.inputs.forEach((input) => {
    if (!isChoice(input)) values.push(input.value);
    else if (input.checked) {
      values.push(gap.kind === "self" ? input.value : Number(input.value));
    }
  });
  return values.sort((a, b) => {
    return a - b;
  }).join(",");
}

function readGaps(gaps) {
  const given = {};
  gaps.forEach((gap) => {
    given[gap.name] = readGap(gap);
  });
  return given;
}

function fillGaps(gaps, given) {
  gaps.forEach((gap) => {
    const kept = typeof given[gap.name] === "string";
    const value = kept ? given[gap.name] : "";
    const chosen = value.split(",");
    if (gap.start) fillOrder(gap, value);
    gap.inputs.forEach((input, i) => {
      if (isChoice(input)) input.checked = chosen.indexOf(input.value) >= 0;
      else if (gap.kind === "match") input.value = chosen[i] || "";
      else input.value = kept ? value : input.defaultValue;
    });
  });
  markChosen(gaps);
}

/* The row of a chosen option is marked for the style. */
function markChosen(gaps) {
  gaps.forEach((gap) => {
    gap.inputs.forEach((input) => {
      const row = isChoice(input) && input.closest("li, tr, .wm-self label");
      if (row) row.classList.toggle("wm-chosen", input.checked);
    });
  });
}

/* Puts the options into the order drawn; their numbers stay those of the
 * source. */
function orderOptions(gap, drawn) {
  (drawn.order || []).forEach((number) => {
    gap.inputs.forEach((input) => {
      const row = input.closest("li");
      const found = row && input.value === String(number);
      if (found) row.parentNode.appendChild(row);
    });
  });
  if (!drawn.texts) return;
  gap.inputs.forEach((input) => {
    const row = input.closest("label");
    const place = row && row.querySelector(".wm-option-text");
    if (place) place.textContent = drawn.texts[Number(input.value) - 1];
  });
}

function joinParts(parts, texts) {
  return JSON.parse(parts).map((part) => {
    return typeof part === "number" ? texts[part] : part;
  }).join("");
}

/* Attributes with computed text: data-wm-parts-alt='["Share of ",3]'. */
function drawAttributes(scope, texts) {
  ["alt", "title", "aria-label"].forEach((name) => {
    const source = "data-wm-parts-" + name;
    all(scope, "[" + source + "]").forEach((node) => {
      node.setAttribute(name, joinParts(node.getAttribute(source), texts));
    });
  });
}

/* Shows a variant: every computed text and block of the exercise, the order of
 * its options and items, its tables. What stood in a table is gone. */
function showDraw(ex, drawn) {
  all(ex.section, "[data-wm-text]").forEach((node) => {
    const value = drawn.texts[Number(node.getAttribute("data-wm-text"))];
    if (value !== undefined) node.textContent = value;
  });
  all(ex.section, "[data-wm-block]").forEach((node) => {
    const value = drawn.blocks[Number(node.getAttribute("data-wm-block"))];
    if (value === undefined) return;
    empty(node);
    node.appendChild(fragment(value));
  });
  drawAttributes(ex.section, drawn.texts);
  drawTable(ex, ".wm-grid", drawn.grid);
  ex.gaps.forEach((gap) => {
    const found = drawn.gaps[gap.name];
    if (!found) return;
    if (found.kind === "records") {
      drawTable(ex, '.wm-records[data-gap="' + gap.name + '"]', found.table);
    }
  });
  ex.gaps = findGaps(ex.section, ex.id, ex.info);
  ex.gaps.forEach((gap) => {
    const found = drawn.gaps[gap.name];
    if (!found) return;
    if (found.kind === "choice") orderOptions(gap, found);
    if (found.kind === "order" && gap.start) drawOrder(gap, found);
    if (found.kind === "match" && gap.box) drawMatch(gap, found, drawn.texts);
    if (found.kind === "code") drawStarter(gap, found);
  });
  watchScrollers(ex.section);
  ex.section.setAttribute("data-seed", String(drawn.seed));
  markAnswer(ex, drawn.seed);
  /* The paper check in the page is that of the first variant. */
  all(ex.section, ".wm-papercheck").forEach((node) => {
    node.hidden = drawn.seed !== 1;
  });
}
