// One step of a chapter at a time: which one the address names, where Continue leads, what state each step is in.
(() => {
  const STATES = {
    completed: "Completed",
    in_progress: "In progress",
    not_started: "Not yet started",
    cannot_start: "Cannot start yet",
  };
  const layout = document.querySelector(".wb-layout");
  const sections = [...document.querySelectorAll("section[data-step]")];
  const links = new Map([...document.querySelectorAll(".wb-steps a[data-to]")].map((link) => [link.dataset.to, link]));
  const progress = document.getElementById("wb-progress");
  const formStates = new Map(); // step → form → state
  const asking = [...links.values()].filter((link) => "asks" in link.dataset).length; // known before any form is there

  closeChaptersOutside();
  if (sections.length === 0) return;

  function named() {
    const [anchor, ...field] = decodeURIComponent(location.hash.slice(1)).split(".");
    return { section: sections.find((section) => section.dataset.step === anchor), field: field.join(".") };
  }

  function show(section) {
    for (const other of sections) other.classList.toggle("wb-current", other === section);
    for (const [anchor, link] of links) {
      if (anchor === section.dataset.step) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    layout.classList.toggle("wb-later", section !== sections[0]);
    links.get(section.dataset.step)?.scrollIntoView({ block: "nearest", inline: "center" });
    window.dispatchEvent(new Event("resize")); // charts and tables that were hidden learn their width
  }

  function follow(arriving) {
    const { section, field } = named();
    if (!section && location.hash && !arriving) return; // the skip link and headings inside a step
    const shown = section ?? sections[0]; // an address without a step is the chapter's first
    show(shown);
    if (field) return focusField(shown, field);
    if (arriving) return undefined;
    window.scrollTo({ top: 0 });
    return shown.querySelector("h2").focus({ preventScroll: true });
  }

  // The field may not be there yet: its form is drawn by the kernel.
  function focusField(section, field) {
    const found = () => {
      const owner = [...section.querySelectorAll("[id]")].find((element) => element.id.endsWith(`-${field}`));
      if (!owner) return false;
      const control = owner.matches("input, select, textarea, button") ? owner : owner.querySelector("input, select, textarea, button");
      owner.closest("details")?.setAttribute("open", "");
      (control ?? owner).focus();
      (control ?? owner).scrollIntoView({ block: "center" });
      return true;
    };
    if (found()) return;
    const watching = new MutationObserver(() => found() && watching.disconnect());
    watching.observe(section, { childList: true, subtree: true });
    setTimeout(() => watching.disconnect(), 30_000);
  }

  // What a form leads to: results and drawings behind it, and the next form of the step.
  const OUTCOMES = ".wb-result:has(.wb-card, .wb-waiting), .wb-chart:has(figure, .wb-waiting), .wb-table:has(table, .wb-waiting), .wb-document";

  function after(form, found) {
    return [...found].filter((other) => !form.contains(other) && form.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  /** What stands between a form and the next one: its first outcome. */
  function outcomeOf(section, form, next) {
    return after(form, section.querySelectorAll(OUTCOMES)).find((view) => !next || view.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
  }

  function lead(el, target = el) {
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    el.scrollIntoView({ block: "start" });
  }

  // What the answers give is read first, and the form says so; the second Continue goes on, to the next form of the step or the next step.
  function goOn(section, form, { again = false, stay = () => {} }) {
    const following = after(form, section.querySelectorAll("form.wb-form"))[0];
    const outcome = outcomeOf(section, form, following);
    const next = sections[sections.indexOf(section) + 1];
    if (outcome && !again) {
      lead(outcome, outcome.querySelector(".wb-card, figure, h3") ?? outcome);
      stay(`Saved. Read what your answers give, then press again to go on to “${nameOf(section, following, next)}”.`);
    } else if (following) lead(following, following.querySelector(".wb-form-title:not(.wb-hidden)") ?? following);
    else if (next) location.hash = next.dataset.step;
    else section.querySelector(".wb-turn-next")?.click();
  }

  function nameOf(section, following, next) {
    const words = following?.getAttribute("aria-label") ?? links.get(next?.dataset.step)?.querySelector(".wb-step-title")?.textContent;
    return words ?? section.querySelector(".wb-turn-next .wb-turn-title")?.textContent ?? "the next step";
  }

  function together(states) {
    if (states.every((state) => state === "completed")) return "completed";
    if (states.some((state) => state === "completed" || state === "in_progress")) return "in_progress";
    return states.includes("cannot_start") ? "cannot_start" : "not_started";
  }

  function take(section, form, state) {
    const step = section.dataset.step;
    formStates.set(step, (formStates.get(step) ?? new Map()).set(form, state));
    const whole = together([...formStates.get(step).values()]);
    const link = links.get(step);
    link.dataset.state = whole;
    link.querySelector(".wb-step-state").textContent = STATES[whole] ?? "";
    const done = [...links.values()].filter((other) => other.dataset.state === "completed").length;
    progress.textContent = `${done} of ${Math.max(asking, formStates.size)} completed`;
    progress.hidden = false;
  }

  function closeChaptersOutside() {
    const chapters = document.querySelector(".wb-chapters");
    if (!chapters) return;
    document.addEventListener("click", (event) => (chapters.contains(event.target) && !event.target.closest("a")) || chapters.removeAttribute("open"));
    chapters.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      chapters.removeAttribute("open");
      chapters.querySelector("summary").focus();
    });
  }

  document.addEventListener("workbook:state", (event) => {
    const section = event.target.closest?.("section[data-step]");
    if (section) take(section, event.detail.form, event.detail.state);
  });
  document.addEventListener("workbook:continue", (event) => {
    const section = event.target.closest?.("section[data-step]");
    if (section) goOn(section, event.target, event.detail ?? {});
  });
  window.addEventListener("hashchange", () => follow(false));
  follow(true);
})();
