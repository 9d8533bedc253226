/* Small tools for building the page: elements, engine XHTML, signs, texts.
 * Works in text/html and in application/xhtml+xml, and never parses a string
 * as HTML. */
const XHTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const root = document.documentElement;

/* make("p", {class: "x"}, "text", node …): null attributes and content are
 * left out. */
function make(tag, attributes) {
  const node = document.createElementNS(XHTML, tag);
  Object.keys(attributes || {}).forEach((name) => {
    if (attributes[name] !== null && attributes[name] !== undefined) {
      node.setAttribute(name, attributes[name]);
    }
  });
  for (let i = 2; i < arguments.length; i++) {
    const part = arguments[i];
    if (part === null || part === undefined) continue;
    node.appendChild(
      typeof part === "string" ? document.createTextNode(part) : part
    );
    markLanguage(node, part);
  }
  return node;
}

/* Where the course's language has no interface texts of its own, those shown
 * instead say which language they are in. */
const english = {};

function markLanguage(node, words) {
  if (english[words] !== true) return;
  node.lang = page.course.interfaceLanguage;
  node.dir = "ltr";
}

/* The same for what the frame of the page brings along. */
function markFrame(node) {
  const mark = document.querySelector(".wm-skip > [lang]");
  if (!mark || !node) return;
  node.lang = mark.lang;
  node.dir = "ltr";
}

/* An interface text, and nothing else, into a node. */
function putText(node, words) {
  node.textContent = words;
  markLanguage(node, words);
}

function empty(node) {
  while (node.firstChild) node.removeChild(node.firstChild);
}

function all(scope, selector) {
  return Array.prototype.slice.call(scope.querySelectorAll(selector));
}

/* A long course has hundreds of thousands of elements, and a selector is tried on
 * each of them: what is looked for in the whole document is looked for by class,
 * or where it must be. */
function allOf(name) {
  return allIn(document, name);
}

function allIn(scope, name) {
  return Array.prototype.slice.call(scope.getElementsByClassName(name));
}

/* The links of the course map. */
function mapLinks() {
  const list = document.querySelector(".wm-map-list");
  return list ? all(list, "a") : [];
}

/* The child that fits, or null. */
function childOf(node, selector) {
  let child = node.firstElementChild;
  while (child && !child.matches(selector)) child = child.nextElementSibling;
  return child;
}

/* Calls `turn` again and again until it gives false, a few milliseconds at a
 * time; `over` tells when nobody wants it any more. */
function inTurns(turn, over) {
  return new Promise((resolve) => {
    function go() {
      if (over && over()) return;
      const end = Date.now() + 8;
      let more = true;
      while (more && Date.now() < end) more = turn();
      if (more) setTimeout(go, 0);
      else resolve();
    }
    go();
  });
}

/* Nodes of an XHTML text from the engine; if it is not well formed, its plain
 * text. Scripts in it would not run: it was parsed apart from the page. */
function fragment(xhtml) {
  const out = document.createDocumentFragment();
  const parsed = new DOMParser().parseFromString(
    '<div xmlns="' + XHTML + '" xmlns:epub="http://www.idpf.org/2007/ops">' +
      xhtml + "</div>",
    "application/xhtml+xml"
  );
  const top = parsed.documentElement;
  if (parsed.getElementsByTagName("parsererror").length > 0) {
    out.appendChild(document.createTextNode(xhtml.replace(/<[^>]*>/g, " ")));
    return out;
  }
  while (top.firstChild) {
    out.appendChild(document.importNode(top.firstChild, true));
    top.removeChild(top.firstChild);
  }
  return out;
}

/* Signs are drawn, not typed: no font has to hold them. */
const signs = {
  right: "M5 12.5l4.5 4.5L19 7",
  partly: "M4 12h7M13 15l3 3 5-7",
  wrong: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  unreadable: "M9 9.2a3 3 0 1 1 4.3 2.7c-1 .5-1.3 1-1.3 2.1M12 17.6v.1",
  error: "M12 6v7M12 17.2v.1",
  learner: "M12 12a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.5 20c.8-3.6 3.8-5.5 7.5-5.5" +
    "s6.7 1.9 7.5 5.5",
  up: "M12 19V5M6 11l6-6l6 6",
  down: "M12 5v14M6 13l6 6l6-6",
  unsorted: "M8 10l4-4l4 4M8 14l4 4l4-4"
};

function sign(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const attributes = {
    viewBox: "0 0 24 24", fill: "none", stroke: "currentColor",
    "stroke-width": "2.25", "stroke-linecap": "round",
    "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false"
  };
  Object.keys(attributes).forEach((key) => {
    svg.setAttribute(key, attributes[key]);
  });
  path.setAttribute("d", signs[name] || signs.error);
  svg.appendChild(path);
  return svg;
}

/* An interface text with its {placeholders} filled; "" when the course has
 * none (a course without exercises ships no texts). */
function text(key, values) {
  const texts = (page.course && page.course.interface) || {};
  const found = texts["page." + key] || "";
  const words = found.replace(/\{([a-z]+)\}/g, (whole, name) => {
    return values && name in values ? numeral(values[name]) : whole;
  });
  if (words && page.course.interfaceLanguage) english[words] = true;
  return words;
}

/* A number as the texts of the page write it, ungrouped; other things as text.
 * What a browser knows of a language may differ from what the course does. */
function numeral(value) {
  const load = page.course && page.course.load;
  const system = load && load.locale && load.locale.numbers[0];
  if (typeof value !== "number") return String(value);
  if (!system) return value.toLocaleString(root.lang || undefined);
  const digits = Array.from(system.digits || "0123456789");
  return String(value).replace(/\d|\./g, (mark) => {
    return mark === "." ? system.decimal : digits[mark];
  });
}

/* A name or title in a text that may run the other way. */
function isolated(words) {
  return "\u2068" + words + "\u2069";
}

function button(action, label) {
  return make("button", { type: "button", "data-action": action }, label);
}

/* Page Up and Page Down, where they are not those of a list or a text: who has
 * just answered turns the page in calibre's viewer by them. */
function turnsPages(event) {
  return /^Page(Up|Down)$/.test(event.key) &&
    (event.ctrlKey || !event.target.closest("select, textarea"));
}

/* Keeps what happens on our own controls from reaching the document: Readium
 * Web cancels every click it sees, calibre's viewer takes keys. Links are the
 * reader's business and go through. */
function fence(node) {
  const own = "button, input, select, textarea, label, summary";
  node.addEventListener("click", (event) => {
    const hit = event.target.closest("a[href], " + own);
    if (hit && hit.localName !== "a") event.stopPropagation();
  });
  ["keydown", "keypress", "keyup"].forEach((kind) => {
    node.addEventListener(kind, (event) => {
      if (event.target.closest(own) && !turnsPages(event)) {
        event.stopPropagation();
      }
    });
  });
}

function focusOn(node) {
  const able = "a[href], button, input, select, textarea, summary, [tabindex]";
  if (!node.matches(able)) node.setAttribute("tabindex", "-1");
  node.focus();
}
