/* Counting up what a view shows, as a sentence of choices: what, of which
 * column, for each value of which others. */
const stats = ["count", "sum", "mean", "median", "min", "max", "sd", "missing"];

/* Which columns a statistic can be of. */
function countable(stat) {
  const more = { median: ["years"], min: ["years", "dates"],
    max: ["years", "dates"] }[stat] || [];
  return (column) => {
    return stat === "missing" || isNumeric(column) ||
      more.indexOf(column.type) >= 0;
  };
}

/* Pairs for choiceField; `none` is the text of the choice of no column. */
function columnOptions(columns, none) {
  return (none ? [["", none]] : []).concat(columns.map((column) => {
    return [column.name, column.title];
  }));
}

function statPanel(view) {
  const panel = make("div");
  const box = make("div", { class: "wm-view-choices" });
  const form = {};
  form.stat = choiceField(box, text("view-stat"),
    [["", text("view-stat-none")]].concat(stats.map((name) => {
      return [name, text("view-" + name)];
    })));
  form.of = choiceField(box, text("view-column"), []);
  form.groups = ["view-group", "view-group-more"].map((key) => {
    return choiceField(box, text(key),
      columnOptions(view.columns, text("view-all")));
  });
  form.weight = choiceField(box, text("view-weight"),
    columnOptions(view.columns.filter(isNumeric), text("view-no-weight")));
  all(form.stat, "option").forEach((option) => {
    option.disabled = option.value !== "" && option.value !== "count" &&
      !view.columns.some(countable(option.value));
  });
  [form.stat, form.of, form.weight].concat(form.groups)
    .forEach((select) => {
      select.addEventListener("change", () => {
        takeStat(view, form);
      });
    });
  arrangeStat(view, form);
  panel.appendChild(box);
  return panel;
}

/* Only those choices are there that mean something after the ones before. */
function arrangeStat(view, form) {
  const stat = form.stat.value;
  const numeric = view.columns.filter(isNumeric)[0];
  const before = form.of.value || (numeric ? numeric.name : "");
  empty(form.of);
  addOptions(form.of, columnOptions(view.columns.filter(countable(stat))));
  form.of.value = before;
  if (form.of.selectedIndex < 0) form.of.selectedIndex = 0;
  form.of.parentNode.hidden = !stat || stat === "count";
  arrangeGroups(form, form.of.parentNode.hidden ? null : form.of.value);
  form.weight.parentNode.hidden = !stat || stat === "min" || stat === "max" ||
    form.weight.options.length < 2;
}

/* What is counted up cannot be a group as well, nor one group twice. */
function arrangeGroups(form, counted) {
  form.groups.forEach((select, i) => {
    const taken = i === 1 ? form.groups[0].value : null;
    all(select, "option").forEach((option) => {
      option.disabled = option.value !== "" &&
        (option.value === counted || option.value === taken);
    });
    if (select.options[select.selectedIndex].disabled) select.value = "";
    select.parentNode.hidden = !form.stat.value || (i === 1 && !taken);
  });
}

function takeStat(view, form) {
  arrangeStat(view, form);
  view.stat = form.stat.value;
  view.of = form.of.value;
  view.weight = form.weight.parentNode.hidden ? "" : form.weight.value;
  view.group = form.groups.map((select) => {
    return select.parentNode.hidden ? "" : select.value;
  }).filter(Boolean);
  view.sort = null;
  changeView(view);
}
