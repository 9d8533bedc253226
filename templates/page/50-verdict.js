/* The verdict region: empty until a check, emptied by the next edit. It is the
 * only live region of an exercise, so that nothing but the verdict is read
 * out. */
function clearVerdict(ex) {
  const box = ex.box;
  if (!box.hasAttribute("data-state") && !box.firstChild) return;
  empty(box);
  ["data-state", "data-attempt", "data-diagnosis"].forEach((name) => {
    box.removeAttribute(name);
  });
  clearMarks(ex);
}

/* What carries the mark of a gap. */
function frameOf(gap) {
  const last = gap.inputs[gap.inputs.length - 1];
  return gap.box || (last ? last.closest(".wm-entry, fieldset") : null);
}

function clearMarks(ex) {
  all(ex.section, ".wm-field-state").forEach((node) => {
    node.remove();
  });
  ex.gaps.forEach((gap) => {
    const frame = frameOf(gap);
    if (frame) frame.removeAttribute("data-state");
    ["right", "partly", "wrong", "unreadable"].forEach((state) => {
      if (frame) frame.classList.remove("wm-is-" + state);
    });
    gap.inputs.forEach((input) => {
      input.removeAttribute("data-state");
      if (!isChoice(input)) input.removeAttribute("aria-invalid");
    });
  });
}

/* What to say when the author and the engine said nothing. */
function generalFeedback(ex, state) {
  const help = state === "wrong" && ex.hints.length > 0;
  const over = ex.locked && (state === "wrong" || state === "partly");
  const words = text(over ? "no-try" : help ? "wrong-hint" : state + "-more");
  return words ? make("p", null, words) : null;
}

function showVerdict(ex, reply, attempt) {
  const box = ex.box;
  const feedback = make("div", { class: "wm-feedback" });
  clearVerdict(ex);
  if (reply.feedback) feedback.appendChild(fragment(reply.feedback));
  else {
    const general = generalFeedback(ex, reply.state);
    if (general) feedback.appendChild(general);
  }
  box.setAttribute("data-state", reply.state);
  box.setAttribute("data-attempt", String(attempt));
  if (reply.diagnosis) box.setAttribute("data-diagnosis", reply.diagnosis);
  /* One piece: of several that come at once Orca reads the last alone. The
   * attribute keeps browsers from seeing through it. */
  box.appendChild(
    make("div", { "aria-atomic": "true" },
      make("p", { class: "wm-verdict-word" }, sign(reply.state),
        make("span", null, text(reply.state))), feedback)
  );
  if (severalGaps(ex)) markGaps(ex, reply.gaps || {});
}

function severalGaps(ex) {
  return ex.gaps.filter((gap) => {
    return gap.kind !== "self";
  }).length > 1;
}

/* Several gaps: each says for itself how it is, by border, sign and word. */
function markGaps(ex, states) {
  ex.gaps.forEach((gap) => {
    const state = states[gap.name] && states[gap.name].state;
    const frame = frameOf(gap);
    if (!state || gap.kind === "self") return;
    gap.inputs.forEach((input) => {
      input.setAttribute("data-state", state);
      if (!isChoice(input) && state !== "right") {
        input.setAttribute("aria-invalid", "true");
      }
    });
    if (!frame) return;
    frame.appendChild(
      make("span", { class: "wm-field-state wm-is-" + state },
        sign(state), make("span", { class: "wm-hidden" }, text(state)))
    );
    frame.classList.add("wm-is-" + state);
    if (gap.inputs.length === 0) frame.setAttribute("data-state", state);
  });
}

/* Only where an answer takes its time; otherwise it would be read out. */
function showChecking(ex) {
  const turn = ex.turn;
  clearVerdict(ex);
  return setTimeout(() => {
    if (ex.turn !== turn) return;
    empty(ex.box);
    ex.box.appendChild(
      make("p", { class: "wm-checking" }, text("checking"))
    );
  }, 500);
}
