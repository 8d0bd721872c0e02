// What every field needs from its form: ids, units, a voice for screen readers.

import { elementId, h } from "./dom.js";

function symbolOf(currency) {
  try {
    const parts = new Intl.NumberFormat(document.documentElement.lang || "en", { style: "currency", currency, currencyDisplay: "narrowSymbol" }).formatToParts(1);
    return parts.find((part) => part.type === "currency").value;
  } catch {
    return currency ?? "";
  }
}

/** A line that is spoken and not seen: `{el, say(text)}`. */
export function makeVoice() {
  const el = h("p", { class: "wb-hidden", role: "status" });
  return {
    el,
    say(text) {
      el.textContent = "";
      requestAnimationFrame(() => (el.textContent = text));
    },
  };
}

/** The context handed to fields; `changed(path, {now})` and `left(path)` tell the form what happens in them. */
export function makeContext(schema, { announce, changed, left }) {
  const symbol = symbolOf(schema.currency);
  const after = (spec) => (spec.unit ?? "").replace(new RegExp(`^${schema.currency}\\s*`), ""); // "EUR a month" → "a month"
  return {
    name: schema.form,
    nodes: new Map(),
    id: (path) => elementId(schema.form, path),
    unitOf: (spec) => (spec.kind === "money" ? [symbol, after(spec)].filter(Boolean).join(" ") : (spec.unit ?? "")),
    sides: (spec) => (spec.kind === "money" ? { prefix: symbol, suffix: after(spec) } : { suffix: spec.unit }),
    announce,
    changed,
    left,
  };
}

/** A workbook of a newer version is read, not written. */
export function lock(root) {
  const sentence = "This workbook is open for reading only: it was made by a newer version. Update the workbook to change it.";
  for (const control of root.querySelectorAll("input, select, textarea, button")) {
    if (control.matches("textarea, input[type=text]")) control.readOnly = true;
    else control.disabled = true;
  }
  root.prepend(h("p", { class: "wb-alert" }, sentence));
}
