/* The data of an exercise as a table to work with. The engine filters, counts
 * up, sorts and writes every value; this only asks and shows a page of rows. A
 * view is {name, box, columns: what the engine said of them, and what was
 * chosen: hidden, filters, sort, stat, of, group, weight, from, count}. */
const rowCounts = [10, 25, 50, 100];

function newView(details) {
  return {
    name: details.getAttribute("data-dataset"),
    box: details.querySelector(".wm-data-view"),
    title: details.querySelector("summary").textContent,
    columns: null,
    hidden: {},
    filters: {},
    sort: null,
    stat: "",
    of: "",
    group: [],
    weight: "",
    from: 1,
    count: 25,
    rows: 0,
    busy: false,
    stale: false
  };
}

/* The parts of a request that say which rows are meant. */
function viewRequest(view) {
  const request = { op: "view", data: view.name, filter: [] };
  Object.keys(view.filters).forEach((name) => {
    request.filter.push(Object.assign({ column: name }, view.filters[name]));
  });
  if (view.stat) {
    request.stat = view.stat;
    if (view.stat !== "count") request.of = view.of;
    if (view.weight) request.weight = view.weight;
    request.group = view.group;
  } else if (Object.keys(view.hidden).length > 0) {
    request.columns = view.columns.filter((column) => {
      return !view.hidden[column.name];
    }).map((column) => {
      return column.name;
    });
  }
  if (view.sort) request.sort = [(view.sort.down ? "-" : "") + view.sort.name];
  return request;
}

/* Asks for the rows to show. Of what is chosen while an answer is on its way
 * only the last counts. */
function refreshView(view) {
  view.stale = view.busy;
  if (view.busy || !page.host) return;
  view.busy = true;
  const wait = setTimeout(() => {
    view.box.setAttribute("aria-busy", "true");
  }, 200);
  ask(Object.assign(viewRequest(view), {
    from: view.from, count: view.count, describe: !view.columns
  })).then((reply) => {
    view.busy = false;
    clearTimeout(wait);
    view.box.removeAttribute("aria-busy");
    if (view.stale) refreshView(view);
    else takeView(view, reply);
  }).catch((error) => {
    clearTimeout(wait);
    bear(error);
  });
}

/* What was chosen anew is shown from its first row. */
function changeView(view) {
  view.from = 1;
  refreshView(view);
}

function takeView(view, reply) {
  if (!view.columns) {
    if (reply.error) return sayUnavailable(view.box);
    view.columns = reply.columns;
    buildView(view);
  }
  view.error.hidden = !reply.error;
  view.scroller.hidden = !!reply.error;
  if (reply.error) {
    putText(view.error, text("view-failed"));
    view.status.textContent = "";
    view.pages.hidden = true;
    return;
  }
  view.rows = reply.rows;
  sayUnread(view, reply.unread);
  showHead(view, reply.columns);
  showRows(view, reply);
  showCounts(view, reply.counts);
  watchScrollers(view.box);
}

function sayUnavailable(box) {
  empty(box);
  box.removeAttribute("aria-busy");
  box.appendChild(
    make("p", { class: "wm-view-none" }, text("view-unavailable")));
}

/* Numbers stand at the end of their cells, so that digits line up. */
function isNumeric(column) {
  return column.type === "whole numbers" || column.type === "numbers";
}

function headTitle(view, column, last) {
  if (!view.stat || !last || view.stat === "count") return column.title;
  return text("view-of", { stat: text("view-" + view.stat),
    title: column.title });
}

/* Headings stay while they mean the same, so that the focus stays on them. */
function showHead(view, columns) {
  const titles = columns.map((column, i) => {
    return headTitle(view, column, i === columns.length - 1);
  });
  const face = JSON.stringify([view.stat === "", titles]);
  if (face !== view.face) {
    const row = make("tr");
    view.face = face;
    empty(view.head);
    view.head.appendChild(row);
    if (!view.stat) {
      row.appendChild(make("th", { scope: "col", class: "wm-view-number" },
        text("view-row")));
    }
    columns.forEach((column, i) => {
      row.appendChild(headCell(view, column, titles[i]));
    });
  }
  all(view.head, "[data-column]").forEach((cell) => {
    const sorted = view.sort &&
      view.sort.name === cell.getAttribute("data-column");
    cell.setAttribute("aria-sort", !sorted ? "none"
      : view.sort.down ? "descending" : "ascending");
    const sign = cell.querySelector("path");
    sign.setAttribute("d", signs[!sorted ? "unsorted"
      : view.sort.down ? "down" : "up"]);
  });
}

function headCell(view, column, title) {
  const cell = make("th", {
    scope: "col", "data-column": column.name,
    class: isNumeric(column) ? "wm-right" : null
  });
  const press = make("button", { type: "button" }, make("bdi", null, title),
    sign("unsorted"));
  press.addEventListener("click", () => {
    sortView(view, column.name);
  });
  cell.appendChild(press);
  return cell;
}

/* Up, down, and back to the order of the data. */
function sortView(view, name) {
  if (!view.sort || view.sort.name !== name) view.sort = { name: name };
  else view.sort = view.sort.down ? null : { name: name, down: true };
  changeView(view);
}

function showRows(view, reply) {
  const body = make("tbody");
  const first = view.stat ? 0 : 1;
  reply.cells.forEach((cells) => {
    const row = make("tr");
    cells.forEach((value, i) => {
      const column = reply.columns[i - first];
      const content = value === null ? null : make("bdi", null, value);
      if (!column) {
        row.appendChild(make("th", { scope: "row", class: "wm-view-number" },
          value));
        return;
      }
      row.appendChild(make("td", {
        class: isNumeric(column) ? "wm-right"
          : column.type === "dates" ? "wm-view-day" : null
      }, content));
    });
    body.appendChild(row);
  });
  view.table.replaceChild(body, view.body);
  view.body = body;
}

/* counts: first and last row shown, rows of the result, rows kept by the
 * filters, rows in all. */
function showCounts(view, counts) {
  const filtered = Object.keys(view.filters).length > 0;
  const key = view.rows === 0 ? "view-none"
    : view.stat ? "view-result" : filtered ? "view-kept" : "view-rows";
  putText(view.status, text(key, {
    from: counts[0], to: counts[1], count: counts[2], kept: counts[3],
    all: counts[4]
  }));
  view.clear.hidden = !filtered;
  const last = view.from + view.count > view.rows;
  const only = view.rows <= Math.min(view.count, rowCounts[0]);
  view.pages.hidden = only || view.rows === 0;
  view.steps.forEach((step) => {
    const off = step.back ? view.from === 1 : last;
    step.button.setAttribute("aria-disabled", String(off));
  });
}

function stepView(view, step) {
  if (step.button.getAttribute("aria-disabled") === "true") return;
  const end = Math.floor((view.rows - 1) / view.count) * view.count + 1;
  view.from = step.far ? (step.back ? 1 : end)
    : Math.max(1, view.from + (step.back ? -view.count : view.count));
  refreshView(view);
}
