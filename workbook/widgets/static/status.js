// The status line: "Saved 14:02", and a notice within five seconds when the page has lost its kernel, its server or the network.
import { button, h } from "./dom.js";
import { putBack, reload } from "./place.js";

const EVERY = 2000; // a ping
const SILENT = 3000; // without an answer for so long, the server is asked
const PATIENCE = 1500; // for the server's answer
const AGAIN = 3000; // a lost page looks whether the server is back

const LOST = "Connection lost. Keep typing: your answers are kept in this browser.";
const BACK = `${LOST} The workbook is there again: Reconnect leads back to where you are.`;
const AWAY = "The workbook does not answer yet. Keep typing, and try again in a moment.";

const clock = (at, language) => new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit" }).format(at ? new Date(at) : new Date());
const sameDay = (at) => new Date(at).toDateString() === new Date().toDateString();
// The page's words are English, so the month is too; the order of day and month is the reader's own where that is English.
const day = (at, language) => new Intl.DateTimeFormat(language?.startsWith("en") ? language : "en-GB", { day: "numeric", month: "short" }).format(new Date(at));

function aliveAddress(kernel) {
  const settings = document.getElementById("jupyter-config-data");
  const base = settings ? (JSON.parse(settings.textContent).baseUrl ?? "/") : "/";
  return new URL(`${base.replace(/\/?$/, "/")}workbook/alive/${kernel}`, document.baseURI);
}

/** "alive", "gone" (the server does not have this kernel), or "unreachable". */
async function ask(kernel) {
  try {
    const answer = await fetch(aliveAddress(kernel), { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) return "unreachable";
    return (await answer.json()).alive ? "alive" : "gone";
  } catch {
    return "unreachable";
  }
}

/** Calls `changed(lost)` when the connection is lost or back. */
function watch(model, changed) {
  let heard = performance.now();
  let asking = false;
  let lost = false;
  const settle = (now) => {
    if (lost !== now) changed((lost = now));
  };
  const pong = (content) => {
    if (content?.type !== "pong") return;
    heard = performance.now();
    settle(false);
  };
  model.on("msg:custom", pong);
  let last = performance.now();
  const beat = setInterval(async () => {
    const now = performance.now();
    if (now - last > 3 * EVERY) heard = now; // the computer slept or the tab was held back: begin anew
    last = now;
    try {
      model.send({ type: "ping", number: Math.round(now) });
    } catch {
      heard = -Infinity;
    }
    if (asking || now - heard < SILENT) return;
    asking = true;
    const answer = await ask(model.get("kernel"));
    asking = false;
    if (performance.now() - heard >= SILENT) settle(answer !== "alive");
  }, EVERY / 2);
  return () => {
    clearInterval(beat);
    model.off("msg:custom", pong);
  };
}

async function reconnect(kernel, sentence) {
  if ((await ask(kernel)) === "unreachable") sentence.textContent = AWAY; // reloading now would lead to the browser's error page
  else reload();
}

/** While the connection is lost: says when the workbook is there again; a page that nobody looks at comes back by itself. */
function lookForIt(kernel, sentence) {
  const looking = setInterval(async () => {
    if ((await ask(kernel)) !== "gone" || !sentence.isConnected) return;
    if (document.hidden) reload();
    else sentence.textContent = BACK;
  }, AGAIN);
  return () => clearInterval(looking);
}

function render({ model, el }) {
  const inPage = document.getElementById("wb-status");
  const line = h("p", { class: "wb-status", role: "status" });
  const notice = h("div", { class: "wb-lost", role: "alert" });
  (inPage ?? el).replaceChildren(line);
  (document.getElementById("wb-notice") ?? el).append(notice);

  const say = (text, kind) => {
    if (line.textContent !== text) line.textContent = text;
    line.dataset.kind = kind;
  };
  const saved = (at) => {
    const language = model.get("language") || undefined;
    const time = clock(at, language);
    say(!at || sameDay(at) ? `Saved ${time}` : `Saved ${day(at, language)}, ${time}`, "saved");
  };
  if (model.get("saved_at")) saved(model.get("saved_at"));

  const onSave = ({ detail }) => {
    if (detail.status === "saved") saved(detail.at);
    else if (detail.status === "saving") say("Saving…", "saving");
    else say("Not saved yet", "lost");
  };
  let stopLooking = () => {};
  const onConnection = (lost) => {
    stopLooking();
    document.dispatchEvent(new CustomEvent("workbook:connection", { detail: { lost } }));
    const sentence = h("p", {}, LOST);
    if (lost) stopLooking = lookForIt(model.get("kernel"), sentence);
    notice.replaceChildren(...(lost ? [sentence, button("Reconnect", () => reconnect(model.get("kernel"), sentence))] : []));
  };
  document.addEventListener("workbook:save", onSave);
  const unwatch = watch(model, onConnection);
  putBack();
  return () => {
    stopLooking();
    document.removeEventListener("workbook:save", onSave);
    unwatch();
    line.remove();
    notice.remove();
  };
}

export default { render };
