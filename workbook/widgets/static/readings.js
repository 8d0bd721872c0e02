// The loaded files: what was read, what was left out and why, what is still to be asked.
import { h, hidden } from "./dom.js";
import { mount, press, sign, unique } from "./views.js";

const facts = (list) => h("dl", { class: "wb-reading-facts" }, ...list.map((fact) => h("div", {}, h("dt", {}, fact.label), h("dd", {}, fact.value))));

const remark = (tone, text) => h("li", { "data-tone": tone }, sign(tone), h("span", {}, text));

function remarks(file) {
  const lines = [
    ...file.controls.map((control) => remark(control.agrees ? "good" : "warn", control.text)),
    ...file.warnings.map((text) => remark("warn", text)),
  ];
  return lines.length ? h("ul", { class: "wb-reading-remarks" }, ...lines) : null;
}

function leftOut(part) {
  const rows = part.rows.map((row) => h("tr", {}, h("td", { class: "wb-figure" }, row.line), h("td", {}, row.reason)));
  return h("details", { class: "wb-reading-more" }, h("summary", {}, part.title),
    h("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": part.title },
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Line"), h("th", { scope: "col" }, "Why"))), h("tbody", {}, ...rows))),
    part.more ? h("p", { class: "wb-note" }, part.more) : null);
}

function preview(file) {
  const { columns, rows } = file.preview;
  if (!rows.length) return null;
  return h("details", { class: "wb-reading-more" }, h("summary", {}, "See the first rows"),
    h("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": `First rows of ${file.name}` },
      h("table", {},
        h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, cell))))))));
}

function byButtons(question, answer) {
  return h("div", { class: "wb-actions-row" }, ...question.choices.map((choice) => press(choice.label, () => answer(choice.value))));
}

function bySelect(question, answer) {
  const id = unique("answer");
  const list = h("select", { id }, h("option", { value: "" }, "Choose one"), ...question.choices.map((choice) => h("option", { value: choice.value }, choice.label)));
  return h("div", { class: "wb-actions-row" }, h("label", { class: "wb-hidden", for: id }, question.text), list, press("Use this", () => list.value && answer(list.value)));
}

function byText(question, answer) {
  const id = unique("answer");
  const field = h("input", { id, type: "text", autocomplete: "off" });
  return h("div", { class: "wb-actions-row" }, h("label", { class: "wb-hidden", for: id }, question.text), field, press("Use this", () => field.value.trim() && answer(field.value.trim())));
}

/** Which column is what: one list per field of the table. */
function byColumns(question, answer) {
  const rows = question.fields.map((field) => {
    const id = unique("column");
    const options = ["", ...question.columns].map((name) => h("option", { value: name, selected: name === (question.proposal[field.value] ?? "") }, name || "Not in this file"));
    return { field, list: h("select", { id }, ...options), id };
  });
  const chosen = () => Object.fromEntries(rows.filter((row) => row.list.value).map((row) => [row.field.value, row.list.value]));
  return h("div", { class: "wb-reading-columns" },
    ...rows.map((row) => h("div", {}, h("label", { for: row.id }, row.field.label), row.list)),
    press("Use these columns", () => answer(chosen())));
}

function asked(question, answer) {
  const ways = question.fields ? byColumns : question.choices.length > 7 ? bySelect : question.choices.length ? byButtons : byText;
  return h("div", { class: "wb-reading-question" }, h("p", {}, h("strong", {}, question.text)), ways(question, answer));
}

function card(file, model) {
  const send = (content) => model.send({ id: file.id, ...content });
  return h("li", { class: "wb-card wb-reading" },
    h("div", { class: "wb-file-head" }, h("h3", {}, file.name), h("span", { class: "wb-note" }, file.title),
      press(h("span", {}, "Remove", hidden(` ${file.name}`)), () => send({ type: "remove" }), { kind: "quiet" })),
    ...file.questions.map((question) => asked(question, (value) => send({ type: "answer", key: question.key, value }))),
    facts(file.facts), remarks(file), ...file.left_out.map(leftOut), preview(file));
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "readings", ["files"], (root) => {
      const list = h("ul", { class: "wb-reading-list" });
      root.append(list);
      return {
        draw() {
          list.replaceChildren(...model.get("files").map((file) => card(file, model)));
        },
      };
    });
  },
};
