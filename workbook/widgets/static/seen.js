// Tells Python when somebody looks at a part for the first time: what stands in steps that nobody has opened is not worked out.
import { h } from "./dom.js";
import { vega } from "./vega-page.js";

const NEXT = 1500; // ms after which the next step is asked for
const BUSY = 10_000; // ms until it is asked for again, when the machine had no time
const TRIES = 12;
const PATIENCE = 20_000; // ms that printing waits
const STEPS = "section[data-step]";
const UNSEEN = "This part was not open yet. Open its step once, or print from this page again in a moment.";

const waiting = new Map(); // the root of a view → its model
const inApp = Boolean(document.querySelector(".wb-page"));

// In the app a step is open or not there at all; in JupyterLab the page is long, and what comes near the screen is asked for.
const observer = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && ask(entry.target)), { rootMargin: inApp ? "100000px" : "800px" });

function ask(root, type = "seen") {
  if (type === "seen") observer.unobserve(root);
  waiting.get(root)?.send({ type });
}

/** Asks for a view although nobody looks at it yet. */
export const askNow = (root) => ask(root);

/**
 * Calls `draw` now, or, when Python waits until the part is seen, as soon as Python has drawn it; what comes back ends that.
 * That Python waits may be heard only after the view was put on the page.
 */
export function whenDrawn(model, root, draw) {
  const note = h("p", { class: "wb-waiting" }, "Preparing…");
  const wait = () => {
    root.append(note);
    waiting.set(root, model);
    observer.observe(root);
    plan();
  };
  const end = () => {
    observer.unobserve(root);
    waiting.delete(root);
    note.remove();
  };
  const follow = () => {
    if (model.get("awaited")) return wait();
    if (!waiting.has(root)) return;
    end();
    draw();
    plan();
  };
  model.on("change:awaited", follow);
  if (model.get("awaited")) wait();
  else draw();
  return () => {
    end();
    model.off("change:awaited", follow);
  };
}

let planned = 0;
let tries = 0;

/** Asks for the next step when the open one is there and the browser has nothing else to do. */
function plan(pause = NEXT) {
  if (!inApp) return;
  clearTimeout(planned);
  const idle = window.requestIdleCallback ?? ((run) => run());
  planned = setTimeout(() => idle(next), pause);
}

function next() {
  const steps = [...document.querySelectorAll(STEPS)];
  const open = steps.find((step) => step.classList.contains("wb-current"));
  const following = steps[steps.indexOf(open) + 1];
  const left = (step) => [...waiting.keys()].filter((root) => step?.contains(root));
  if (!open || document.hidden || left(open).length || !left(following).length || ++tries > TRIES) return;
  for (const root of left(following)) ask(root, "soon");
  plan(BUSY);
}

if (inApp) {
  addEventListener("hashchange", () => ((tries = 0), plan()));
  document.addEventListener("visibilitychange", () => document.hidden || plan());
}

/** Asks for everything, and resolves when it is there or has taken too long. */
async function everything() {
  [...waiting.keys()].forEach((root) => ask(root));
  const until = performance.now() + PATIENCE;
  while (waiting.size && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
  if (document.querySelector(".wb-stage")) await vega().catch(() => {});
}

// A key can wait until everything is there; the browser's menu cannot: its paper says what is not there yet.
async function print(event) {
  if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !waiting.size) return;
  event.preventDefault();
  await everything();
  window.print();
}
if (inApp) addEventListener("keydown", print);
addEventListener("beforeprint", () => {
  for (const root of waiting.keys()) root.querySelector(":scope > .wb-waiting").textContent = UNSEEN;
  everything();
});
