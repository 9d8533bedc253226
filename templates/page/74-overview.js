/* What has been reached: a page of its own at the end of the contents, or a
 * part of the learner's panel in a book. */
function overviewTable() {
  const modules = {};
  const rows = make("tbody", null);
  const inPage = document.body.classList.contains("wm-course");
  Object.keys(page.course.exercises).forEach((id) => {
    const name = page.course.exercises[id].module;
    (modules[name] = modules[name] || []).push(id);
  });
  Object.keys(modules).forEach((name) => {
    const sum = sumPoints(modules[name]);
    const right = modules[name].filter((id) => {
      return bestOf(id) >= 1;
    }).length;
    const title = page.course.modules[name];
    rows.appendChild(make("tr", null,
      make("th", { scope: "row" }, inPage
        ? make("a", { href: "#" + name }, title) : title),
      make("td", null, text("overview-of",
        { done: numberText(right), all: numberText(modules[name].length) })),
      make("td", null, text("overview-of",
        { done: numberText(sum.points), all: numberText(sum.all) }))));
  });
  return make("div", { class: "wm-table" }, make("table", null,
    make("thead", null, make("tr", null,
      make("th", { scope: "col" }, text("overview-module")),
      make("th", { scope: "col" }, text("overview-right")),
      make("th", { scope: "col" }, text("overview-points")))), rows));
}

function numberText(value) {
  return numeral(Math.floor(value * 100 + 1e-7) / 100);
}

function bestOf(id) {
  const ex = page.exercises[id];
  const kept = ex ? ex.best : (page.store.get(page.slots.key(id)) || {}).best;
  return kept >= 0 && kept <= 1 ? kept : 0;
}

/* The whole of it into an empty box. */
function fillOverview(box) {
  const given = make("div", { class: "wm-file-box" });
  const status = make("p", { role: "status", class: "wm-file-status" });
  box.appendChild(make("div", { class: "wm-overview-state" }));
  box.appendChild(make("p", { class: "wm-overview-actions" },
    act(button("save", text("save")), () => {
      offerFile(progressFile(), given);
      putText(status, text("save-note"));
    }),
    act(button("load", text("load")), () => {
      askForFile(given, status);
    }),
    act(button("results", text("results")), () => {
      offerFile(resultsFile(), given);
      putText(status, text("results-note"));
    }),
    act(button("certificate", text("certificate")), () => {
      printCertificate(status);
    })));
  box.appendChild(status);
  box.appendChild(given);
  refreshOverview(box);
}

/* What changes with each answer. */
function refreshOverview(box) {
  const score = courseScore();
  const state = box.querySelector(".wm-overview-state");
  empty(state);
  state.appendChild(overviewTable());
  if (typeof page.course.pass === "number") {
    state.appendChild(make("p", { class: "wm-overview-pass" },
      score.passed ? sign("right") : null, text("course-points",
        { percent: percentText(score.percent), pass: page.course.pass })));
  }
  box.querySelector('[data-action="certificate"]').hidden = !score.passed;
}

/* A file to choose, or its text to paste where files cannot be chosen. */
function askForFile(box, status) {
  const input = make("input", { type: "file", id: "wm-file",
    accept: ".json,application/json" });
  const area = make("textarea", { rows: "4", dir: "ltr", id: "wm-file-text" });
  empty(box);
  status.textContent = "";
  input.addEventListener("change", () => {
    const file = input.files && input.files[0];
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => {
      takeProgress(String(reader.result), status);
    };
    reader.onerror = () => {
      putText(status, text("load-broken"));
    };
    if (file.size > FILE_MOST) putText(status, text("load-broken"));
    else reader.readAsText(file);
  });
  box.appendChild(make("p", null,
    make("label", { for: "wm-file" }, text("load-choose")), input));
  box.appendChild(make("details", null,
    make("summary", null, text("load-paste")),
    make("label", { for: "wm-file-text", class: "wm-hidden" },
      text("load-paste")), area,
    act(button("paste", text("load")), () => {
      takeProgress(area.value, status);
    })));
  input.focus();
}

/* Only the certificate is printed. Its name is the one the learner gave. */
function printCertificate(status) {
  const name = String(page.slots.current().name || platformName() || "");
  const old = document.querySelector(".wm-certificate");
  if (!name) {
    putText(status, text("certificate-name"));
    return;
  }
  if (old) old.remove();
  const score = courseScore();
  const date = new Date().toLocaleDateString(page.course.language,
    { year: "numeric", month: "long", day: "numeric" });
  document.body.appendChild(make("section",
    { class: "wm-certificate", "aria-label": text("certificate-title") },
    make("p", { class: "wm-certificate-head" }, text("certificate-title")),
    make("p", { class: "wm-certificate-name" }, name),
    make("p", null, text("certificate-course")),
    make("p", { class: "wm-certificate-course" }, page.course.title),
    make("p", null, text("quiz-score", { percent: percentText(score.percent) })),
    make("p", null, date),
    make("p", { class: "wm-certificate-note" }, text("certificate-note"))));
  root.classList.add("wm-certify");
  window.addEventListener("afterprint", stopCertifying);
  window.print();
  setTimeout(stopCertifying, 10000); /* a frame may not print at all */
}

/* What is printed next is the course again. */
function stopCertifying() {
  root.classList.remove("wm-certify");
}

/* The page's own section; before the navigation counts what there is. */
function makeOverview() {
  const main = document.querySelector(".wm-course .wm-main");
  const list = document.querySelector(".wm-map-list");
  if (!main || !list) return;
  const box = make("div", { class: "wm-overview-body" });
  const section = make("section", { class: "wm-module wm-overview",
    id: "wm-overview" },
  make("header", { class: "wm-module-header" },
    make("h2", { class: "wm-module-title" }, text("overview"))), box);
  fence(section);
  main.appendChild(section);
  list.appendChild(make("li", { class: "wm-map-extra wm-map-overview" },
    make("a", { href: "#wm-overview" }, text("overview"))));
  window.addEventListener("hashchange", () => {
    if (location.hash === "#wm-overview" && page.host) writeOverview();
  });
}

/* Writing numbers for the first time takes a browser some ten milliseconds, so
 * an overview that nobody looks at is brought up to date later. */
let overviewTimer = 0;

function showOverview() {
  clearTimeout(overviewTimer);
  if (location.hash === "#wm-overview") writeOverview();
  else overviewTimer = setTimeout(writeOverview, 500);
}

function writeOverview() {
  const section = document.getElementById("wm-overview");
  const box = section && section.querySelector(".wm-overview-body");
  clearTimeout(overviewTimer);
  if (!box || page.failed) return;
  if (box.firstChild) refreshOverview(box);
  else fillOverview(box);
}

function dropOverview() {
  allOf("wm-overview").concat(allOf("wm-map-overview")).forEach((node) => {
    node.remove();
  });
}
