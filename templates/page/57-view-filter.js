/* The filters of a view, one box for each column: values to tick, a part of a
 * text, or from and to. Numbers are read by the engine. */
const listedValues = 20;

function filterPanel(view) {
  const panel = make("div");
  const box = make("div", { class: "wm-view-filters" });
  view.filterPanel = panel;
  view.fields = {};
  view.columns.forEach((column) => {
    const field = make("fieldset", null,
      make("legend", null, make("bdi", null, column.title)));
    view.fields[column.name] = { box: field };
    if (isListed(column)) addValues(view, column, field);
    else if (column.type === "text") addPart(view, column, field);
    else addRange(view, column, field);
    box.appendChild(field);
  });
  panel.appendChild(box);
  return panel;
}

/* Long lists of free texts are searched; those of categories are ticked. */
function isListed(column) {
  const labelled = column.values.some((pair) => {
    return pair[0] !== pair[1];
  });
  return column.values.length > 0 &&
    (labelled || column.values.length <= listedValues);
}

function setFilter(view, column, filter) {
  if (filter) view.filters[column.name] = filter;
  else delete view.filters[column.name];
  changeView(view);
}

function addValues(view, column, field) {
  const box = make("div", { class: "wm-view-values" });
  const inputs = column.values.map((pair) => {
    const input = checkField(box, pair[1], false, take);
    input.value = pair[0];
    return input;
  });
  const none = column.missing === 0 ? null
    : checkField(box, text("view-no-value"), false, take);

  function take() {
    const chosen = inputs.filter((input) => {
      return input.checked;
    }).map((input) => {
      return input.value;
    });
    if (none && none.checked) chosen.push(null);
    setFilter(view, column, chosen.length > 0 ? { is: chosen } : null);
  }
  field.appendChild(box);
}

/* Something typed counts after a moment's rest. */
function typedField(column, field, title, type, take) {
  const input = make("input", {
    type: type, autocomplete: "off", spellcheck: "false",
    "aria-label": column.title + ": " + title
  });
  let timer = 0;
  function now() {
    clearTimeout(timer);
    take();
  }
  field.appendChild(make("label", null,
    make("span", { "aria-hidden": "true" }, title), input));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(take, 300);
  });
  input.addEventListener("change", now);
  return input;
}

function addPart(view, column, field) {
  const input = typedField(column, field, text("view-has"), "text", take);
  const missing = addMissing(column, field, take);

  function take() {
    const part = input.value.trim();
    const only = missing && missing.checked;
    setFilter(view, column, only ? { missing: true }
      : part ? { has: part } : null);
  }
}

function addRange(view, column, field) {
  const box = make("div", { class: "wm-view-range" });
  const type = column.type === "dates" ? "date" : "text";
  const from = typedField(column, box, text("view-from"), type, take);
  const to = typedField(column, box, text("view-to"), type, take);
  field.appendChild(box);
  const missing = addMissing(column, field, take);
  view.fields[column.name].from = from;
  view.fields[column.name].to = to;
  if (type === "text") {
    from.setAttribute("inputmode", "decimal");
    to.setAttribute("inputmode", "decimal");
  }

  function take() {
    const range = { from: from.value.trim(), to: to.value.trim() };
    const only = missing && missing.checked;
    setFilter(view, column, only ? { missing: true }
      : range.from || range.to ? range : null);
  }
}

function addMissing(column, field, take) {
  return column.missing === 0 ? null
    : checkField(field, text("view-only-missing"), false, take);
}

/* Bounds that the engine could not read are asked back beside their field. */
function sayUnread(view, unread) {
  all(view.filterPanel, ".wm-view-unread").forEach((node) => {
    node.remove();
  });
  all(view.filterPanel, "[aria-invalid]").forEach((input) => {
    input.removeAttribute("aria-invalid");
  });
  unread.forEach((one) => {
    const field = view.fields[one.column];
    field[one.bound].setAttribute("aria-invalid", "true");
    field.box.appendChild(make("div", { class: "wm-view-unread",
      role: "alert" }, fragment(one.feedback)));
  });
}
