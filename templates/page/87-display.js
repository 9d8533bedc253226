/* At the foot of the contents: light or dark, and the page or the course on
 * paper. */
function startDisplay() {
  const foot = document.querySelector(".wm-map-foot");
  if (!foot || !page.colours) return;
  const dark = foot.querySelector('[data-action="colours"]');

  function change(turn) {
    const system = matchMedia("(prefers-color-scheme: dark)").matches;
    const chosen = root.style.colorScheme;
    const now = chosen ? chosen === "dark" : system;
    if (turn) page.colours(now !== system ? "" : now ? "light" : "dark");
    if (dark) dark.setAttribute("aria-pressed", String(turn ? !now : now));
  }

  all(foot, "button").forEach((control) => {
    act(control, () => {
      page.printOne = control.getAttribute("data-action") === "print-one";
      if (control === dark) change(true);
      else print();
    });
  });
  change(false);
  fence(foot);
  foot.hidden = false;
}
