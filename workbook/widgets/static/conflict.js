// Another tab saved another text for the same answer: both are shown, the trainee chooses.

import { button, h } from "./dom.js";

const MOST_LINES = 12;
const nameOf = (options, value) => (value === "?" ? "I do not know yet" : (options?.find((option) => option.value === value)?.label ?? value));

/** The lines in which a raw answer reads to a person. */
export function lines(spec, raw) {
  if (Array.isArray(raw) && spec.kind === "group") {
    return raw.flatMap((item, index) => {
      const words = (spec.item ?? []).map((sub) => lines(sub, item[sub.name]).join(", ")).filter(Boolean);
      return [`${spec.item_label} ${index + 1}: ${words.join(" · ") || "(blank)"}`];
    });
  }
  if (Array.isArray(raw)) return raw.map((value) => nameOf(spec.options, value));
  if (raw && typeof raw === "object") {
    return (spec.rows ?? []).flatMap((row) => (raw[row.name] ? [`${row.label}: ${Object.values(raw[row.name]).join(" · ")}`] : []));
  }
  return raw ? [String(nameOf(spec.options, raw))] : [];
}

function drawText(title, shown, other) {
  const different = shown.filter((line) => !other.includes(line));
  const told = (different.length ? different : shown).slice(0, MOST_LINES);
  const text = told.length ? told.map((line) => h("p", {}, line.slice(0, 600))) : [h("p", { class: "wb-note" }, "(blank)")];
  return h("div", { class: "wb-version" }, h("p", { class: "wb-version-title" }, title), text);
}

/** The choice, inside the field. `choose("mine" | "theirs")` is called once. */
export function drawConflict(spec, mine, stored, choose) {
  const [own, other] = [lines(spec, mine), lines(spec, stored.raw)];
  const time = stored.at ? new Date(stored.at).toLocaleTimeString(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" }) : "";
  const box = h("div", { class: "wb-conflict", role: "group", "aria-label": `Two texts for ${spec.label}` });
  const decide = (which) => {
    box.remove();
    choose(which);
  };
  box.append(
    h("p", { class: "wb-conflict-title", role: "alert" }, `This answer was changed in another tab${time ? ` at ${time}` : ""}. Choose the text to keep; the other stays in the history.`),
    h("div", { class: "wb-versions" }, drawText("The text on this page", own, other), drawText("The text of the other tab", other, own)),
    h("div", { class: "wb-row" }, button("Keep the text on this page", () => decide("mine"), { kind: "second" }), button("Take the text of the other tab", () => decide("theirs"), { kind: "second" })),
  );
  return box;
}
