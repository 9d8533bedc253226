/* A view's controls: what is filtered, shown, counted up and saved, each in a
 * panel that is folded away at first. Its fields have no names: they are no
 * answers. */
function buildView(view) {
  const panels = [
    [text("view-filter"), filterPanel(view)],
    [text("view-columns"), columnPanel(view)],
    [text("view-summary"), statPanel(view)],
    [text("view-save"), savePanel(view)]
  ];
  const tools = make("div", { class: "wm-view-tools" });
  empty(view.box);
  view.box.setAttribute("role", "group");
  view.box.setAttribute("aria-label", view.title);
  view.box.appendChild(tools);
  panels.forEach((panel) => {
    addPanel(view, tools, panel[0], panel[1]);
  });
  addStatus(view);
  addTable(view);
  addPages(view);
  view.box.addEventListener("keydown", holdEnter);
}

/* Enter in a field of ours is no answer to the exercise. */
function holdEnter(event) {
  if (event.key !== "Enter" || event.target.localName !== "input") return;
  event.preventDefault();
  event.stopPropagation();
}

/* One panel at a time: the table stays near. */
function addPanel(view, tools, title, panel) {
  const press = make("button", { type: "button", "aria-expanded": "false" },
    title);
  panel.className = "wm-view-panel";
  panel.hidden = true;
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", title);
  press.addEventListener("click", () => {
    const open = panel.hidden;
    all(tools, "button").forEach((other) => {
      other.setAttribute("aria-expanded", String(open && other === press));
    });
    all(view.box, ".wm-view-panel").forEach((other) => {
      other.hidden = !open || other !== panel;
    });
  });
  tools.appendChild(press);
  view.box.appendChild(panel);
}

function addStatus(view) {
  view.status = make("p", { role: "status" });
  view.clear = make("button", { type: "button", hidden: "hidden" },
    text("view-clear"));
  view.clear.addEventListener("click", () => {
    view.filters = {};
    all(view.filterPanel, "input").forEach((input) => {
      if (isChoice(input)) input.checked = false;
      else input.value = "";
    });
    view.clear.hidden = true;
    focusOn(view.status);
    changeView(view);
  });
  view.error = make("p", { class: "wm-view-none", role: "alert",
    hidden: "hidden" });
  view.box.appendChild(
    make("div", { class: "wm-view-status" }, view.status, view.clear));
  view.box.appendChild(view.error);
}

function addTable(view) {
  view.head = make("thead");
  view.body = make("tbody");
  view.table = make("table", null,
    make("caption", { class: "wm-hidden" }, view.title), view.head, view.body);
  view.scroller = make("div", { class: "wm-table wm-view-table", role: "group",
    "aria-label": view.title }, view.table);
  view.box.appendChild(view.scroller);
}

function addPages(view) {
  view.steps = [
    { name: "first", back: true, far: true }, { name: "previous", back: true },
    { name: "next" }, { name: "last", far: true }
  ];
  view.pages = make("div", { class: "wm-view-pages" });
  view.steps.forEach((step) => {
    step.button = make("button", { type: "button", "data-step": step.name },
      text("view-" + step.name));
    step.button.addEventListener("click", () => {
      stepView(view, step);
    });
    view.pages.appendChild(step.button);
  });
  const size = choiceField(view.pages, text("view-size"),
    rowCounts.map((count) => {
      return [String(count), String(count)];
    }));
  size.value = String(view.count);
  size.addEventListener("change", () => {
    view.count = Number(size.value);
    changeView(view);
  });
  view.box.appendChild(view.pages);
}

/* A labelled select; options are pairs of value and text. */
function choiceField(box, title, options) {
  const select = make("select");
  addOptions(select, options);
  box.appendChild(make("label", null, make("span", null, title), select));
  return select;
}

function addOptions(select, options) {
  options.forEach((option) => {
    select.appendChild(make("option", { value: option[0] }, option[1]));
  });
}

function checkField(box, title, checked, change) {
  const input = make("input", { type: "checkbox" });
  input.checked = checked;
  box.appendChild(make("label", { class: "wm-view-check" }, input,
    make("bdi", null, title)));
  input.addEventListener("change", () => {
    change(input.checked, input);
  });
  return input;
}

/* Which columns the table shows: one at least. */
function columnPanel(view) {
  const panel = make("div");
  const box = make("div", { class: "wm-view-checks" });
  view.columns.forEach((column) => {
    checkField(box, column.title, true, (on, input) => {
      const shown = view.columns.length - Object.keys(view.hidden).length;
      if (on) delete view.hidden[column.name];
      else if (shown > 1) view.hidden[column.name] = true;
      else input.checked = true;
      refreshView(view);
    });
  });
  panel.appendChild(box);
  return panel;
}
