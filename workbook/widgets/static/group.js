// A repeating group: goals, competitors, channels. Items are added, removed, duplicated and moved by mouse or keyboard.

import { button, h, hidden, icon, isBlank, randomName } from "./dom.js";
import { drawField, drawWhy, labelWords } from "./field.js";
import { drawTableHead, drawTableRow } from "./group-table.js";
import { makeNotice } from "./undo.js";
import { watchRoom } from "./stacking.js";
import { isTable, parseCells, report, spread } from "./spreadsheet.js";

const lower = (label) => (/^[A-Z][A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1));

function drawCard(form, spec, item) {
  item.nodes = new Map(spec.item.map((sub) => [sub.name, drawField(form, sub, `${item.path}/${sub.name}`)]));
  item.title = h("legend", { class: "wb-item-title" });
  return h("fieldset", { class: "wb-item" }, item.title, [...item.nodes.values()].map((node) => node.el), item.tools);
}

/** A node for a group; its raw is a list of items, entirely blank ones left out. */
export function drawGroup(form, spec, path) {
  const table = spec.layout === "table";
  const word = spec.item_label || "Item";
  const id = form.id(path);
  let items = [];
  const notice = makeNotice();
  const above = h("p", { class: "wb-message", hidden: true });
  const body = table ? h("tbody", { role: "rowgroup" }) : h("div", { class: "wb-items" });
  const full = h("p", { class: "wb-note", hidden: true }, `${spec.max_items} is the most there can be.`);
  const more = h("button", { type: "button", class: "wb-button wb-second", id }, icon("add"), h("span", {}, `Add ${/^[aeiou]/i.test(word) ? "an" : "a"} ${lower(word)}`));
  const holder = table ? h("table", { class: "wb-grid wb-group-table", role: "table", "aria-labelledby": `${id}-label`, "data-columns": spec.item.length }, drawTableHead(form, spec, id), body) : body;
  const hint = spec.hint ? h("p", { class: "wb-hint" }, spec.hint) : null;
  const tip = table ? h("p", { class: "wb-note" }, "Rows copied from a spreadsheet can be pasted into the first cell.") : null;
  const el = h("section", { class: "wb-field wb-wide", "data-kind": "group", role: "group", "aria-labelledby": `${id}-label` });
  el.append(...[h("p", { class: "wb-label", id: `${id}-label` }, labelWords(form, spec)), hint, drawWhy(spec.why), above, tip, holder, notice.el, h("div", { class: "wb-row" }, more, full)].filter(Boolean));

  const counted = () => `${items.length} ${items.length === 1 ? lower(word) : `${lower(word)}s`}`;
  const saved = () => form.changed(path, { now: true });

  function makeItem(itemId = randomName()) {
    const item = { id: itemId, path: `${path}/${itemId}` };
    const act = (label, drawing, action) => {
      const tool = button(label, () => action(item), { drawing, bare: table });
      if (!table) tool.append((item[`${drawing}Name`] = hidden("")));
      return tool;
    };
    item.up = act("Move up", "up", (it) => move(it, -1));
    item.down = act("Move down", "down", (it) => move(it, 1));
    item.tools = h("div", { class: "wb-tools" }, item.up, item.down, act("Duplicate", "copy", duplicate), act("Remove", "remove", remove));
    item.el = table ? drawTableRow(form, spec, item, id) : drawCard(form, spec, item);
    item.el.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      move(item, event.key === "ArrowUp" ? -1 : 1);
    });
    return item;
  }

  function number() {
    items.forEach((item, index) => {
      item.title.replaceChildren(h("span", { class: table ? "wb-item-word" : null }, `${word} `), `${index + 1}`);
      for (const name of ["upName", "downName", "copyName", "removeName"]) if (item[name]) item[name].textContent = ` ${lower(word)} ${index + 1}`;
      item.up.disabled = index === 0;
      item.down.disabled = index === items.length - 1;
    });
    full.hidden = items.length < spec.max_items;
    holder.hidden = !items.length;
  }

  function insert(item, index) {
    body.insertBefore(item.el, items[index]?.el ?? null);
    items.splice(index, 0, item);
    number();
    return item;
  }

  const drop = (item) => {
    items = items.filter((other) => other !== item);
    item.el.remove();
    for (const key of form.nodes.keys()) if (key.startsWith(`${item.path}/`)) form.nodes.delete(key);
    number();
  };
  const readItem = (item) => ({ _id: item.id, ...Object.fromEntries([...item.nodes].map(([name, node]) => [name, node.read()])) });
  const fill = (item, raw) => {
    for (const [name, node] of item.nodes) if (!node.isFocused()) node.write(raw?.[name] ?? "");
  };
  const focusItem = (item) => item?.nodes.values().next().value?.focus();

  function add() {
    if (items.length >= spec.max_items) return null;
    notice.clear();
    return insert(makeItem(), items.length);
  }
  // The neighbour moves, so that the item with the focus stays where the browser knows it.
  function move(item, by) {
    const from = items.indexOf(item);
    const neighbour = items[from + by];
    if (!neighbour) return;
    if (by < 0) item.el.after(neighbour.el);
    else item.el.before(neighbour.el);
    items.splice(from, 1);
    items.splice(from + by, 0, item);
    number();
    const tool = by < 0 ? item.up : item.down;
    if (item.tools.contains(document.activeElement) || document.activeElement === document.body) (tool.disabled ? (by < 0 ? item.down : item.up) : tool).focus();
    form.announce(`${word} is now number ${from + by + 1} of ${items.length}`);
    saved();
  }
  function duplicate(item) {
    if (items.length >= spec.max_items) return;
    const copy = insert(makeItem(), items.indexOf(item) + 1);
    fill(copy, readItem(item));
    focusItem(copy);
    form.announce(`${word} duplicated. ${counted()}`);
    saved();
  }
  function remove(item) {
    const index = items.indexOf(item);
    const raw = readItem(item);
    drop(item);
    saved();
    const undo = () => {
      const back = insert(makeItem(raw._id), index);
      fill(back, raw);
      focusItem(back);
      saved();
    };
    notice.say(`${word} ${index + 1} removed. ${counted()} left.`, undo, { focus: true });
  }

  more.addEventListener("click", () => {
    const item = add();
    focusItem(item);
    form.announce(item ? `${word} ${items.length} added. ${counted()}` : full.textContent);
  });

  const read = () => items.map(readItem).filter((raw) => !isBlank(raw));
  function write(raw) {
    const wanted = Array.isArray(raw) ? raw : [];
    const known = new Map(items.map((item) => [item.id, item]));
    const keep = new Set(wanted.map((one) => one._id));
    for (const item of [...items]) if (!keep.has(item.id) && !item.el.contains(document.activeElement)) drop(item);
    wanted.forEach((one, index) => {
      const itemId = one._id || randomName();
      let item = known.get(itemId);
      if (!item) item = insert(makeItem(itemId), index);
      fill(item, one);
    });
    const order = new Map(wanted.map((one, index) => [one._id, index]));
    if (!el.contains(document.activeElement)) {
      items.sort((a, b) => (order.get(a.id) ?? 1e9) - (order.get(b.id) ?? 1e9));
      body.append(...items.map((item) => item.el));
    }
    while (items.length < Math.max(spec.min_items, table ? 1 : 0) && !wanted.length) add();
    number();
  }

  function paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const row = items.findIndex((item) => item.el.contains(event.target));
    const column = spec.item.findIndex((sub) => items[row]?.nodes.get(sub.name)?.el.contains(event.target));
    if (column < 0 || !isTable(text, spec.item[column].kind)) return;
    event.preventDefault();
    const before = structuredClone(items.map(readItem));
    const done = spread(parseCells(text), (down, right) => {
      const sub = spec.item[column + right];
      const item = sub ? (items[row + down] ?? add()) : null;
      return item ? { spec: sub, write: (raw) => item.nodes.get(sub.name).write(raw) } : null;
    });
    saved();
    notice.say(`${report(done)} ${counted()}.`, () => (more.focus(), write(before), saved()));
  }
  if (table) {
    holder.addEventListener("paste", paste);
    watchRoom(holder, spec.item, { tools: true });
  }

  const node = {
    el,
    path,
    read,
    write,
    isFocused: () => el.contains(document.activeElement),
    focus: () => (items.length ? focusItem(items[0]) : more.focus()),
    show(message) {
      above.hidden = !message;
      above.dataset.level = message?.level ?? "";
      above.textContent = message ? (message.level === "error" ? `Error: ${message.text}` : message.text) : "";
    },
  };
  form.nodes.set(path, node);
  write([]);
  return node;
}
