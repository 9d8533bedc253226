/* Taking data away: the engine writes CSV in pieces, so that a large table
 * holds nobody up. */
const cellsPerPiece = 60000;
const textShown = 200000; /* characters */

function savePanel(view) {
  const panel = make("div");
  const box = make("div", { class: "wm-view-choices" });
  const what = choiceField(box, text("view-save-what"), [
    ["shown", text("view-save-shown")], ["all", text("view-save-all")]
  ]);
  const form = choiceField(box, text("view-save-form"), [
    ["words", text("view-save-words")], ["plain", text("view-save-plain")]
  ]);
  const press = make("button", { type: "button" }, text("view-save-now"));
  const said = make("p", { role: "status" });
  press.addEventListener("click", () => {
    if (press.getAttribute("aria-disabled") === "true" || !page.host) return;
    press.setAttribute("aria-disabled", "true");
    putText(said, text("view-saving"));
    const request = what.value === "all" ? { op: "view", data: view.name }
      : viewRequest(view);
    request.csv = form.value;
    csvOf(view, request).then((pieces) => {
      press.removeAttribute("aria-disabled");
      saveText(view, panel, said, pieces, what.value);
    }).catch(bear);
  });
  box.appendChild(press);
  panel.appendChild(box);
  panel.appendChild(make("p", null, text("view-save-note")));
  panel.appendChild(said);
  return panel;
}

/* All rows that a request means, as a list of texts; null when the engine
 * cannot. */
function csvOf(view, request) {
  const pieces = [];
  const step = Math.max(1, Math.floor(cellsPerPiece / view.columns.length));
  function next(from) {
    return ask(Object.assign({}, request, { from: from, count: step }))
      .then((reply) => {
        if (reply.error) return null;
        pieces.push(reply.csv);
        return from + step > reply.rows ? pieces : next(from + step);
      });
  }
  return next(1);
}

/* The mark at the front tells spreadsheet programs that this is UTF-8. Some
 * reading systems save no files: there the text can be copied. */
function saveText(view, panel, said, pieces, what) {
  const old = panel.querySelector("textarea");
  const name = view.name + (what === "all" ? "" : "-selection") + ".csv";
  if (old) panel.removeChild(old.parentNode);
  if (!pieces) {
    putText(said, text("view-failed"));
    return;
  }
  const url = URL.createObjectURL(
    new Blob(["\ufeff"].concat(pieces), { type: "text/csv;charset=utf-8" }));
  const link = make("a", { href: url, download: name, hidden: "hidden" });
  document.body.appendChild(link);
  link.click();
  document.body.removeChild(link);
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60000);
  putText(said, text("view-saved", { file: name }));
  const whole = pieces.join("");
  if (!document.body.classList.contains("wm-chapter") ||
      whole.length > textShown) return;
  const area = make("textarea", { readonly: "readonly", rows: "6" });
  area.value = whole;
  panel.appendChild(make("label", { class: "wm-view-copy" },
    make("span", null, text("view-copy")), area));
}

/* Views are made when first opened, which may be before the engine is there. */
function openView(details) {
  if (!details.open || details.view || !page.host) return;
  details.view = newView(details);
  empty(details.view.box);
  details.view.box.appendChild(
    make("p", { class: "wm-view-none" }, text("view-loading")));
  refreshView(details.view);
}

function wireViews(scope) {
  allIn(scope, "wm-data").forEach((details) => {
    fence(details);
    details.addEventListener("toggle", () => {
      if (page.failed && details.open) sayViewsGone();
      openView(details);
    });
    openView(details);
  });
}

/* The engine is lost: the data with it. */
function sayViewsGone() {
  allOf("wm-data-view").forEach(sayUnavailable);
}
