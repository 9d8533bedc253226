/* At the foot of the contents: light or dark, and the course on paper. */
function startDisplay() {
  const foot = document.querySelector(".wm-map-foot");
  const dark = foot && foot.querySelector('[data-action="colours"]');
  const print = foot && foot.querySelector('[data-action="print"]');
  if (!foot) return;

  function systemIsDark() {
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function isDark() {
    const chosen = root.style.colorScheme;
    return chosen ? chosen === "dark" : systemIsDark();
  }

  function show() {
    dark.setAttribute("aria-pressed", String(isDark()));
  }

  if (dark && page.colours && window.matchMedia) {
    dark.insertBefore(sign("colours"), dark.firstChild);
    dark.addEventListener("click", function () {
      const wanted = !isDark();
      page.colours(wanted === systemIsDark() ? "" : wanted ? "dark" : "light");
      show();
    });
    show();
  } else if (dark) dark.hidden = true;
  if (print) {
    print.insertBefore(sign("print"), print.firstChild);
    print.addEventListener("click", function () {
      window.print();
    });
  }
  fence(foot);
  foot.hidden = false;
}
