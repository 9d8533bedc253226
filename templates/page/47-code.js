/* Code that the learner writes: Run shows what it prints and gives back, and so
 * does Check. The Tab key leaves the field, as everywhere; Ctrl+Enter runs. */
function codeGaps(ex) {
  return ex.gaps.filter((gap) => {
    return gap.kind === "code" && gap.box;
  });
}

/* What stands in the field before anything is typed. */
function drawStarter(gap, drawn) {
  gap.inputs.forEach((input) => {
    const untouched = input.value === input.defaultValue;
    input.defaultValue = drawn.starter.replace(/^[\r\n]+/, "");
    if (untouched) input.value = input.defaultValue;
  });
}

/* What the engine replied; nothing when it was stopped from outside. */
function showRun(gap, reply) {
  const place = gap.box.querySelector(".wm-output");
  if (!place) return;
  empty(place);
  place.classList.toggle("wm-failed", !reply.ok);
  if (reply.output) {
    place.appendChild(make("pre", { tabindex: "0", dir: "ltr" }, reply.output));
  }
  if (reply.result === "") return;
  if (reply.result) {
    const result = make("div", { class: "wm-result wm-table", tabindex: "0" });
    result.appendChild(fragment(reply.result));
    if (!result.querySelector("table")) result.removeAttribute("tabindex");
    place.appendChild(result);
  } else {
    place.appendChild(make("p", null, text("error-more")));
  }
}

/* An empty field has nothing to run. With `quiet`, what fails is left to the
 * verdict to tell, and what comes out is not read beside it. */
function runCode(ex, gap, quiet) {
  const turn = ex.turn;
  const code = readGap(gap);
  const place = gap.box.querySelector(".wm-output");
  if (place) place.setAttribute("aria-live", quiet ? "off" : "polite");
  if (!page.host || code.trim() === "") {
    empty(place);
    return Promise.resolve();
  }
  return ask({ op: "run", code: code }).then((reply) => {
    if (quiet && !reply.ok) reply = { ok: true, output: reply.output, result: "" };
    if (ex.turn === turn) showRun(gap, reply);
  });
}

function runAll(ex) {
  return codeGaps(ex).reduce((turn, gap) => {
    return turn.then(() => {
      return runCode(ex, gap, true);
    });
  }, Promise.resolve());
}

/* The Run button beside a field. */
function pressRun(ex, control) {
  if (ex.busy || page.failed) return Promise.resolve();
  const gap = codeGaps(ex).filter((one) => {
    return one.box.contains(control);
  })[0];
  if (!gap) return Promise.resolve();
  const turn = ex.turn;
  saveExercise(ex);
  setBusy(ex, true);
  return runCode(ex, gap, false).then(() => {
    if (ex.turn === turn) setBusy(ex, false);
  }).catch((error) => {
    setBusy(ex, false);
    bear(error);
  });
}

function clearRuns(ex) {
  codeGaps(ex).forEach((gap) => {
    empty(gap.box.querySelector(".wm-output"));
  });
}
