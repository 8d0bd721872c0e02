// A finding: verdict, figures, reasons, meaning, next step. Screen readers hear the headline when it changes.
import { h } from "./dom.js";
import { badge, mount, prose, sign, unique } from "./views.js";

const WORDS = { good: "Good", warn: "Caution", bad: "Poor", neutral: "Result" };

const list = (items) => h("ul", {}, ...items.map((item) => h("li", {}, item)));

function figures(finding) {
  if (!finding.figures.length) return null;
  return h("dl", { class: "wb-figures" }, ...finding.figures.map((figure) =>
    h("div", {},
      h("dt", {}, figure.label),
      h("dd", { class: "wb-figure" }, figure.value),
      figure.note ? h("dd", { class: "wb-figure-note" }, figure.note) : null)));
}

function reasons(title, drawing, items) {
  if (!items.length) return null;
  return h("div", { class: `wb-reasons wb-reasons--${drawing}` }, h("h4", {}, sign(drawing), title), list(items));
}

function meaning(title, text) {
  return text ? h("div", {}, h("h4", {}, title), ...prose(text)) : null;
}

/** What else is to be said. Under reasons for and against it has a heading of its own, or it would read as one of them. */
function points(finding) {
  if (!finding.points.length) return null;
  const reasoned = finding.reasons_for.length || finding.reasons_against.length;
  const title = finding.points_title || (reasoned ? "Besides" : "");
  return h("div", { class: "wb-points" }, title ? h("h4", {}, title) : null, list(finding.points));
}

/** Groups that stand side by side where there is room; nothing when all are empty. */
function columns(name, ...groups) {
  const there = groups.filter(Boolean);
  return there.length ? h("div", { class: `wb-columns ${name}` }, ...there) : null;
}

function card(finding, id) {
  return h("div", { class: "wb-card", "data-tone": finding.tone, role: "group", "aria-labelledby": id },
    badge(finding.tone, WORDS[finding.tone]),
    h("h3", { class: "wb-headline", id }, finding.headline),
    figures(finding),
    columns("wb-why-sides", reasons("Speaks for it", "plus", finding.reasons_for), reasons("Speaks against it", "minus", finding.reasons_against)),
    points(finding),
    columns("wb-meaning-sides", meaning("What this means", finding.means), meaning("What it does not mean", finding.means_not)),
    finding.next_step ? h("p", { class: "wb-next" }, sign("next"), h("span", {}, h("strong", {}, "Next step: "), finding.next_step)) : null);
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "result", ["finding", "empty"], (root) => {
      const place = h("div");
      const live = h("p", { class: "wb-hidden", role: "status" });
      const id = unique("result");
      root.append(place, live);
      let first = true;
      return {
        draw() {
          const finding = model.get("finding");
          const shown = Boolean(finding.headline);
          const empty = model.get("empty");
          place.replaceChildren(...(shown ? [card(finding, id)] : empty ? [h("p", { class: "wb-empty" }, empty)] : []));
          const said = shown ? `${WORDS[finding.tone]}: ${finding.headline}` : "";
          if (!first && live.textContent !== said) live.textContent = said;
          first = false;
        },
      };
    });
  },
};
