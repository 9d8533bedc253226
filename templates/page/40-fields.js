/* Fields of an exercise: reading what was typed, putting it back, showing a
 * drawn variant. A gap is {name, kind, inputs}. */
function findGaps(section, id, info) {
  return info.gaps.map(function (gap) {
    return {
      name: gap.name,
      kind: gap.kind,
      inputs: all(section, '[name="' + id + "." + gap.name + '"]')
    };
  });
}

function isChoice(input) {
  return input.type === "radio" || input.type === "checkbox";
}

/* What stands in a gap, as text: of a choice the option numbers. */
function readGap(gap) {
  const values = [];
  gap.inputs.forEach(function (input) {
    if (!isChoice(input)) values.push(input.value);
    else if (input.checked) values.push(Number(input.value));
  });
  return values.sort(function (a, b) {
    return a - b;
  }).join(",");
}

function readGaps(gaps) {
  const given = {};
  gaps.forEach(function (gap) {
    given[gap.name] = readGap(gap);
  });
  return given;
}

function isEmpty(given) {
  return Object.keys(given).every(function (name) {
    return given[name] === "";
  });
}

function fillGaps(gaps, given) {
  gaps.forEach(function (gap) {
    const value = typeof given[gap.name] === "string" ? given[gap.name] : "";
    const chosen = value.split(",");
    gap.inputs.forEach(function (input) {
      if (isChoice(input)) input.checked = chosen.indexOf(input.value) >= 0;
      else input.value = value;
    });
  });
  markChosen(gaps);
}

/* The row of a chosen option is marked for the style. */
function markChosen(gaps) {
  gaps.forEach(function (gap) {
    gap.inputs.forEach(function (input) {
      const row = isChoice(input) && input.closest("li");
      if (row) row.classList.toggle("wm-chosen", input.checked);
    });
  });
}

/* Puts the options into the order drawn; their numbers stay those of the
 * source. */
function orderOptions(gap, drawn) {
  (drawn.order || []).forEach(function (number) {
    gap.inputs.forEach(function (input) {
      const row = input.closest("li");
      const found = row && input.value === String(number);
      if (found) row.parentNode.appendChild(row);
    });
  });
  if (!drawn.texts) return;
  gap.inputs.forEach(function (input) {
    const row = input.closest("label");
    const place = row && row.querySelector(".wm-option-text");
    if (place) place.textContent = drawn.texts[Number(input.value) - 1];
  });
}

/* Attributes with computed text: data-wm-parts-alt='["Share of ",3]'. */
function drawAttributes(scope, texts) {
  ["alt", "title", "aria-label"].forEach(function (name) {
    const source = "data-wm-parts-" + name;
    all(scope, "[" + source + "]").forEach(function (node) {
      const parts = JSON.parse(node.getAttribute(source));
      node.setAttribute(name, parts.map(function (part) {
        return typeof part === "number" ? texts[part] : part;
      }).join(""));
    });
  });
}

/* Shows a variant: every computed text and block of the exercise, the order of
 * its options. */
function showDraw(ex, drawn) {
  all(ex.section, "[data-wm-text]").forEach(function (node) {
    const value = drawn.texts[Number(node.getAttribute("data-wm-text"))];
    if (value !== undefined) node.textContent = value;
  });
  all(ex.section, "[data-wm-block]").forEach(function (node) {
    const value = drawn.blocks[Number(node.getAttribute("data-wm-block"))];
    if (value === undefined) return;
    empty(node);
    node.appendChild(fragment(value));
  });
  drawAttributes(ex.section, drawn.texts);
  ex.gaps.forEach(function (gap) {
    const found = drawn.gaps[gap.name];
    if (found && found.kind === "choice") orderOptions(gap, found);
  });
  ex.section.setAttribute("data-seed", String(drawn.seed));
  /* The paper check in the page is that of the first variant. */
  all(ex.section, ".wm-papercheck").forEach(function (node) {
    node.hidden = drawn.seed !== 1;
  });
}
