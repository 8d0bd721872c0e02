// One form: draws its fields from a schema, keeps each text as typed, saves it, and says what Python understood.

import { drawConflict } from "./conflict.js";
import { elementId, followAlert, h, icon, randomName, same } from "./dom.js";
import { makeDrafts } from "./drafts.js";
import { drawField } from "./field.js";
import { drawSummary, makeMessages } from "./messages.js";
import { makeSaver } from "./saving.js";

const top = (path) => path.split("/")[0];

function symbolOf(currency) {
  try {
    const parts = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(1);
    return parts.find((part) => part.type === "currency").value;
  } catch {
    return currency ?? "";
  }
}

/** What fields need from their form. */
function makeContext(schema, announce) {
  const symbol = symbolOf(schema.currency);
  const after = (spec) => (spec.unit ?? "").replace(new RegExp(`^${schema.currency}\\s*`), ""); // "EUR a month" → "a month"
  return {
    name: schema.form,
    nodes: new Map(),
    id: (path) => elementId(schema.form, path),
    unitOf: (spec) => (spec.kind === "money" ? [symbol, after(spec)].filter(Boolean).join(" ") : (spec.unit ?? "")),
    sides: (spec) => (spec.kind === "money" ? { prefix: symbol, suffix: after(spec) } : { suffix: spec.unit }),
    announce,
    changed() {},
    left() {},
  };
}

// A workbook of a newer version is read, not written.
function lock(root) {
  const sentence = "This workbook is open for reading only: it was made by a newer version. Update the workbook to change it.";
  for (const control of root.querySelectorAll("input, select, textarea, button")) {
    if (control.matches("textarea, input[type=text]")) control.readOnly = true;
    else control.disabled = true;
  }
  root.prepend(h("p", { class: "wb-alert" }, sentence));
}

function render({ model, el }) {
  const schema = model.get("schema");
  const tab = randomName(10);
  const spoken = h("p", { class: "wb-hidden", role: "status" });
  const form = makeContext(schema, (text) => {
    spoken.textContent = "";
    requestAnimationFrame(() => (spoken.textContent = text));
  });
  const messages = makeMessages(form.nodes, form.announce);
  const drafts = makeDrafts(model.get("workbook") ?? "", schema.form);
  const bases = { ...model.get("revisions") };
  const settled = {}; // what was last known to be stored, as the page reads it
  const seen = {}; // what Python last told to be stored

  const fields = new Map(schema.fields.map((spec) => [spec.name, { spec, node: drawField(form, spec, spec.name) }]));
  const problem = h("div");
  const trouble = h("div", { role: "status" });
  const more = h("button", { type: "submit", class: "wb-button wb-main" }, h("span", {}, "Save and continue"));
  const title = schema.title ? h("h3", { class: "wb-form-title", id: `${schema.form}-title` }, schema.title) : null;
  const intro = schema.intro ? h("p", { class: "wb-intro" }, schema.intro) : null;
  const root = h("form", { class: "wb-form", novalidate: true, "data-form": schema.form, "data-lm-suppress-shortcuts": "true", "aria-label": schema.title || "Questions" });
  root.append(...[problem, title, intro].filter(Boolean), ...[...fields.values()].map((field) => field.node.el), trouble, h("div", { class: "wb-row wb-end" }, more), spoken);
  const unfollow = followAlert(model, root);
  const tell = (name, detail) => root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { form: schema.form, ...detail } }));

  const saver = makeSaver({ send: (content) => model.send(content), read: (name) => fields.get(name).node.read(), bases, drafts, tab, heard, said, quarrel });

  function said({ status, at = null, text = "", asked = false }) {
    const lost = "The connection is lost. What you type is kept in this browser and is saved as soon as the connection is back.";
    const sentence = status === "lost" ? text || lost : "";
    if (trouble.textContent !== sentence && status !== "saving") trouble.replaceChildren(...(sentence ? [h("p", { class: "wb-alert" }, sentence)] : []));
    if (asked) trouble.scrollIntoView({ block: "nearest" });
    tell("workbook:save", { status, at, text: sentence });
  }

  let state = null;
  function sayState(next) {
    if (!next || next === state) return;
    state = next;
    tell("workbook:state", { state });
  }

  function heard(message) {
    for (const [name, { node }] of fields) if (!saver.dirty.has(name)) settled[name] = node.read();
    messages.apply(message.messages);
    if (message.verdict) conclude();
    else if (problem.firstChild) refreshSummary();
    sayState(message.state);
  }

  const labelOf = (name) => fields.get(name)?.spec.label ?? "";
  function blocking() {
    const open = [...saver.quarrels.keys()].map((name) => ({ path: name, text: `Choose the text to keep for “${labelOf(name)}”` }));
    return [...open, ...messages.blocking(labelOf)];
  }
  function go(path) {
    const node = form.nodes.get(path) ?? form.nodes.get(top(path));
    node?.focus();
    node?.el.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  function conclude() {
    messages.reveal();
    const lines = blocking();
    problem.replaceChildren(...(lines.length ? [drawSummary(lines, go)] : []));
    if (lines.length) problem.firstChild.focus();
    else tell("workbook:continue", {});
  }
  // The box on top follows what was mended, without taking the focus.
  function refreshSummary() {
    const lines = blocking().filter((line) => !form.nodes.get(line.path)?.isFocused());
    if (!lines.length) problem.replaceChildren();
    else if (lines.length !== problem.querySelectorAll("li").length && !problem.contains(document.activeElement)) problem.replaceChildren(drawSummary(lines, go));
  }

  function quarrel(name, stored) {
    const { spec, node } = fields.get(name);
    const box = drawConflict(spec, node.read(), stored, (which) => {
      node.focus();
      if (which === "theirs") force(node, stored.raw);
      saver.decide(name);
    });
    node.el.querySelector(":scope > .wb-conflict")?.remove();
    node.el.append(box);
  }
  // The chosen text also goes into the field that has the focus.
  function force(node, raw) {
    document.activeElement?.blur();
    node.write(raw);
    node.focus();
  }

  function adopt() {
    const raws = model.get("raws") ?? {};
    for (const [name, { node }] of fields) {
      const stored = raws[name] ?? "";
      if (saver.dirty.has(name) || saver.quarrels.has(name)) continue;
      bases[name] = model.get("revisions")?.[name] ?? bases[name] ?? 0;
      if (same(stored, seen[name])) continue;
      if (!same(stored, settled[name])) {
        if (node.isFocused() && !fieldHasParts(node)) continue;
        node.write(stored);
        settled[name] = node.read();
      }
      seen[name] = stored;
    }
  }
  const fieldHasParts = (node) => ["group", "grid"].includes(node.el.dataset.kind);

  form.changed = (path, { now = false } = {}) => {
    const name = top(path);
    if (!saver.dirty.has(name) && same(fields.get(name).node.read(), settled[name])) return;
    saver.touch(name);
    if (now) saver.flush();
  };
  form.left = (path) => {
    messages.leave(path);
    saver.flush();
    if (!saver.dirty.has(top(path))) setTimeout(adopt, 0);
  };

  function fill() {
    const raws = model.get("raws") ?? {};
    for (const [name, { node }] of fields) {
      node.write(raws[name] ?? "");
      settled[name] = node.read();
      seen[name] = raws[name] ?? "";
    }
    return raws;
  }

  function start() {
    const raws = fill();
    for (const [name, draft] of Object.entries(drafts.all())) {
      if (!fields.has(name)) continue;
      if (same(draft.raw, raws[name])) {
        drafts.clear(name);
        continue;
      }
      fields.get(name).node.write(draft.raw);
      saver.revive(name, draft);
    }
    messages.apply(model.get("messages"));
    saver.flush();
  }

  function followHash() {
    const [step, ...path] = decodeURIComponent(location.hash.slice(1)).split(".");
    const own = root.closest("[data-step]")?.dataset.step ?? schema.form.split(".").at(-1);
    if (path.length && step === own && form.nodes.has(path.join("."))) setTimeout(() => go(path.join(".")), 50);
  }

  const listeners = new AbortController();
  const { signal } = listeners;
  root.addEventListener("submit", (event) => (event.preventDefault(), saver.proceed()), { signal });
  addEventListener("pagehide", saver.flush, { signal });
  addEventListener("visibilitychange", () => (document.hidden ? saver.flush() : model.send({ type: "look" })), { signal });
  addEventListener("hashchange", followHash, { signal });
  const receive = (message) => saver.receive(message);
  const stateChanged = () => sayState(model.get("state"));
  const messagesChanged = () => messages.apply(model.get("messages"));
  model.on("msg:custom", receive);
  model.on("change:raws", adopt);
  model.on("change:messages", messagesChanged);
  model.on("change:state", stateChanged);

  el.append(root);
  if (model.get("read_only")) {
    fill();
    lock(root);
  } else {
    start();
  }
  setTimeout(() => (stateChanged(), followHash()), 0);
  return () => {
    saver.flush();
    saver.close();
    listeners.abort();
    unfollow();
    model.off("msg:custom", receive);
    model.off("change:raws", adopt);
    model.off("change:messages", messagesChanged);
    model.off("change:state", stateChanged);
  };
}

export default { render };
