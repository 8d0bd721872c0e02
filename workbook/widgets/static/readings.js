// The loaded files: what was read, what was left out and why, what is still to be asked.
import { h, hidden } from "./dom.js";
import { keeping } from "./keeping.js";
import { mount, press, sign, unique } from "./views.js";

const facts = (list) => h("dl", { class: "wb-reading-facts" }, ...list.map((fact) => h("div", {}, h("dt", {}, fact.label), h("dd", {}, fact.value))));

const remark = (tone, text) => h("li", { "data-tone": tone }, sign(tone), h("span", {}, text));

function remarks(file) {
  const lines = [
    ...file.controls.map((control) => remark(control.agrees ? "good" : "warn", control.text)),
    ...file.warnings.map((text) => remark("warn", text)),
  ];
  return h("ul", { class: "wb-reading-remarks" }, ...lines);
}

function leftOut(part) {
  const rows = part.rows.map((row) => h("tr", {}, h("td", { class: "wb-figure" }, row.line), h("td", {}, row.reason)));
  return h("details", { class: "wb-reading-more" }, h("summary", {}, part.title),
    h("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": part.title },
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Line"), h("th", { scope: "col" }, "Why"))), h("tbody", {}, ...rows))),
    part.more ? h("p", { class: "wb-note" }, part.more) : null);
}

function preview(file, { title, columns, rows }) {
  return h("details", { class: "wb-reading-more" }, h("summary", {}, title),
    h("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": `${title}: ${file.name}` },
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

/** Which table a file belongs to, which column is what, and what that would read and refuse. */
function byColumns(question, answer, tryOut) {
  const tables = unique("table");
  const table = h("select", { id: tables }, ...question.choices.map((choice) => h("option", { value: choice.value, selected: choice.value === question.table }, choice.label)));
  table.addEventListener("change", () => answer(table.value));
  const rows = question.fields.map((field) => {
    const id = unique("column");
    const options = ["", ...question.columns].map((name) => h("option", { value: name, selected: name === (question.proposal[field.value] ?? "") }, name || "Not in this file"));
    return { field, list: h("select", { id }, ...options), id };
  });
  const chosen = () => Object.fromEntries(rows.filter((row) => row.list.value).map((row) => [row.field.value, row.list.value]));
  return h("div", {},
    h("div", { class: "wb-reading-table" }, h("label", { for: tables }, "The file holds"), table),
    h("div", { class: "wb-reading-columns" }, ...rows.map((row) => h("div", {}, h("label", { for: row.id }, row.field.label), row.list))),
    question.tried.length ? h("ul", { class: "wb-reading-tried", role: "status" }, ...question.tried.map((text) => h("li", {}, text))) : null,
    h("div", { class: "wb-actions-row" }, press("Read the file by these columns", () => answer(chosen())), press("Try them on the first rows", () => tryOut(chosen()), { kind: "quiet" })));
}

function asked(question, answer, tryOut) {
  const ways = question.fields ? byColumns : question.choices.length > 7 ? bySelect : question.choices.length ? byButtons : byText;
  const body = ways(question, answer, tryOut);
  if (question.folded) return h("details", { class: "wb-reading-more" }, h("summary", {}, "Name the columns again"), h("p", {}, question.text), body);
  return h("div", { class: "wb-reading-question" }, h("p", {}, h("strong", {}, question.text)), body);
}

/** The parts of a card, each with the data it depends on. */
function parts(file, send) {
  const drawn = (key, data, draw) => ({ key, data, draw });
  const left = file.left_out.map((part) => drawn(`left out ${part.title.replace(/[\d.,\s]+/g, " ")}`, part, leftOut));
  return [
    ...file.questions.map((question) => drawn(`question ${question.key}`, question, () => asked(question, (value) => send({ type: "answer", key: question.key, value }), (value) => send({ type: "answer", key: "try", value })))),
    drawn("facts", file.facts, facts),
    ...(file.controls.length + file.warnings.length ? [drawn("remarks", [file.controls, file.warnings], () => remarks(file))] : []),
    ...left,
    ...file.previews.filter((shown) => shown.rows.length).map((shown) => drawn(`preview ${shown.title}`, [file.name, shown], () => preview(file, shown))),
  ];
}

function card(first, model) {
  const send = (content) => model.send({ id: first.id, ...content });
  const [name, title, body] = [h("h3", { tabindex: "-1" }), h("span", { class: "wb-note" }), h("div", { class: "wb-reading-body" })];
  const called = hidden("");
  const remove = press(h("span", {}, "Remove", called), () => send({ type: "remove" }), { kind: "quiet" });
  const kept = keeping(body);
  const update = (file) => {
    [name.textContent, title.textContent, called.textContent] = [file.name, file.title, ` ${file.name}`];
    const inside = body.contains(document.activeElement);
    kept.follow(parts(file, send));
    if (inside && !body.contains(document.activeElement)) name.focus(); // the question that had the focus has been answered
  };
  update(first);
  return { el: h("li", { class: "wb-card wb-reading" }, h("div", { class: "wb-file-head" }, name, title, remove), body), update };
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "readings", ["files"], (root) => {
      const list = h("ul", { class: "wb-reading-list", tabindex: "-1", "aria-label": "Loaded files" });
      root.append(list);
      const cards = keeping(list);
      return {
        draw() {
          const inside = list.contains(document.activeElement);
          cards.follow(model.get("files").map((file) => ({ key: file.id, data: file, draw: (first) => card(first, model) })));
          if (inside && !list.contains(document.activeElement)) list.focus(); // the file that had the focus is gone
        },
      };
    });
  },
};
