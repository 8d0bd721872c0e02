// A repeating group: goals, competitors, channels. Items are added, removed, duplicated and moved by mouse or keyboard.

import { h, icon } from "./dom.js";
import { drawWhy, labelWords } from "./field.js";
import { Items, lower } from "./group-items.js";
import { drawTableHead } from "./group-table.js";
import { parted } from "./more.js";
import { sizeColumns } from "./stacking.js";
import { isTable, parseCells, report, spread } from "./spreadsheet.js";
import { makeNotice, makePlace } from "./undo.js";

/** A node for a group; its raw is a list of items, entirely blank ones left out. */
export function drawGroup(form, asked, path) {
  const { open, folded } = parted(asked.item);
  const spec = { ...asked, item: [...open, ...folded] };
  const inTable = spec.layout === "table";
  const id = form.id(path);
  const { holder, body } = inTable ? drawTable(form, spec, open, id) : drawCards();
  const notice = makeNotice();
  const place = makePlace();
  const items = new Items(form, spec, path, body, (name, item) => acts[name](item));
  const group = { form, spec, path, items, notice, saved: () => form.changed(path, { now: true }) };
  const acts = makeActs(group);
  const more = drawAdd(group, id);
  if (inTable) holder.addEventListener("paste", (event) => pasteRows(event, group));

  const el = h("section", { class: "wb-field wb-wide", "data-kind": "group", role: "group", "aria-labelledby": `${id}-label` });
  const hint = spec.hint ? h("p", { class: "wb-hint" }, spec.hint) : null;
  el.append(h("p", { class: "wb-label", id: `${id}-label` }, labelWords(form, spec)), ...[hint, drawHelps(spec), place.el, drawTip(spec), holder, notice.el, more.el].filter(Boolean));

  const node = {
    el,
    path,
    read: () => items.read(),
    write(raw) {
      items.write(raw);
      while (items.list.length < Math.max(spec.min_items, inTable ? 1 : 0)) items.insert();
    },
    isFocused: () => el.contains(document.activeElement),
    focus: () => (items.list.length ? items.focus(items.list[0]) : more.button.focus()),
    show: place.show,
  };
  group.node = node;
  form.nodes.set(path, node);
  node.write([]);
  return node;
}

function makeActs({ form, items, notice, saved }) {
  const move = (item, by) => {
    if (!items.move(item, by)) return;
    form.announce(`${items.word} is now number ${items.list.indexOf(item) + 1} of ${items.list.length}`);
    saved();
  };
  return {
    up: (item) => move(item, -1),
    down: (item) => move(item, 1),
    copy(item) {
      if (items.isFull) return notice.say(`${items.spec.max_items} is the most there can be.`);
      const copy = items.insert(items.list.indexOf(item) + 1);
      items.fill(copy, items.readItem(item));
      items.focus(copy);
      form.announce(`${items.word} duplicated. ${items.counted}`);
      return saved();
    },
    remove(item) {
      const index = items.list.indexOf(item);
      const raw = items.readItem(item);
      items.drop(item);
      saved();
      const undo = () => {
        const back = items.insert(Math.min(index, items.list.length), raw._id);
        items.fill(back, raw);
        items.focus(back);
        saved();
      };
      notice.say(`${items.word} ${index + 1} removed. ${items.counted} left.`, undo, { focus: true });
    },
  };
}

function drawAdd({ form, items, notice }, id) {
  const article = /^[aeiou]/i.test(items.word) ? "an" : "a";
  const button = h("button", { type: "button", class: "wb-button wb-second", id }, icon("add"), h("span", {}, `Add ${article} ${lower(items.word)}`));
  button.addEventListener("click", () => {
    if (items.isFull) return notice.say(`${items.spec.max_items} is the most there can be.`);
    notice.clear();
    items.focus(items.insert());
    return form.announce(`${items.word} ${items.list.length} added. ${items.counted}`);
  });
  return { button, el: h("div", { class: "wb-row" }, button) };
}

function drawHelps(spec) {
  const columns = spec.layout === "table" ? spec.item.map((sub) => drawWhy(sub.why, `About “${sub.label}”`)) : [];
  const helps = [drawWhy(spec.why), ...columns].filter(Boolean);
  return helps.length ? h("div", { class: "wb-foot" }, helps) : null;
}

function drawTip(spec) {
  if (spec.layout !== "table") return null;
  const told = /spreadsheet/i.test(spec.hint) ? [] : ["Rows copied from a spreadsheet can be pasted into a cell."];
  if (spec.item.some((sub) => sub.dont_know && !sub.options?.length)) told.push("Where you do not know yet, type “?”.");
  return told.length ? h("p", { class: "wb-note" }, told.join(" ")) : null;
}

function drawCards() {
  const el = h("div", { class: "wb-items" });
  return { holder: el, body: el };
}

// Where a row has a second line, each item is a body of its own.
function drawTable(form, spec, shown, id) {
  const table = h("table", { class: "wb-grid wb-group-table", role: "table", "aria-labelledby": `${id}-label`, "data-columns": shown.length });
  table.append(drawTableHead(form, spec, shown, id));
  sizeColumns(table, shown.map((sub) => [sub]), { head: false });
  if (shown.length < spec.item.length) return { holder: table, body: table };
  const body = h("tbody", { role: "rowgroup" });
  table.append(body);
  return { holder: table, body };
}

function pasteRows(event, { spec, items, notice, saved, node }) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const row = items.list.findIndex((item) => item.el.contains(event.target));
  const column = spec.item.findIndex((sub) => items.list[row]?.nodes.get(sub.name)?.el.contains(event.target));
  if (column < 0 || !isTable(text, spec.item[column].kind)) return;
  event.preventDefault();
  const before = items.list.map((item) => items.readItem(item));
  const done = spread(parseCells(text), (down, right) => {
    const sub = spec.item[column + right];
    const item = sub ? (items.list[row + down] ?? (items.isFull ? null : items.insert())) : null;
    return item ? { spec: sub, write: item.nodes.get(sub.name).write } : null;
  });
  saved();
  notice.say(`${report(done)} ${items.counted}.`, () => {
    document.activeElement.blur();
    node.write(before);
    saved();
    items.focus(items.list[row]);
  });
}
