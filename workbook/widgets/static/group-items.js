// The items of a repeating group: their elements, their order, their texts. Items are known by an id that never changes.

import { button, h, hidden, isBlank, randomName } from "./dom.js";
import { drawField } from "./field.js";
import { drawTableRow } from "./group-table.js";
import { drawMore, parted } from "./more.js";
import { sideBySide } from "./side-by-side.js";

/** "Goal" inside a sentence. */
export const lower = (label) => (/^[A-Z][A-Z]/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1));

const TOOLS = [
  ["up", "Move up"],
  ["down", "Move down"],
  ["copy", "Duplicate"],
  ["remove", "Remove"],
];

function drawCard(form, spec, item) {
  item.title = h("legend", { class: "wb-item-title" });
  item.nodes = new Map(spec.item.map((sub) => [sub.name, drawField(form, sub, `${item.path}/${sub.name}`)]));
  const { open, folded } = parted(spec.item);
  const beside = (specs) => sideBySide(specs.map((sub) => ({ spec: sub, el: item.nodes.get(sub.name).el })));
  return h("fieldset", { class: "wb-item" }, item.title, beside(open), folded.length ? behind(item, folded, beside(folded)) : null, item.tools);
}

function behind(item, folded, inside) {
  const more = drawMore(folded.map((sub) => item.nodes.get(sub.name)), inside, { ofItem: true });
  item.labels.more = more.label;
  return more.el;
}

export class Items {
  /** `act(name, item)` is called when a tool of an item is used: "up", "down", "copy" or "remove". */
  constructor(form, spec, path, body, act) {
    Object.assign(this, { form, spec, path, body, act, list: [], word: spec.item_label || "Item", plural: spec.item_plural || "Items", inTable: spec.layout === "table" });
  }

  get isFull() {
    return this.list.length >= this.spec.max_items;
  }

  /** "3 goals". */
  get counted() {
    return `${this.list.length} ${lower(this.list.length === 1 ? this.word : this.plural)}`;
  }

  /** A new item at `index`; blank, not yet saved. */
  insert(index = this.list.length, id = randomName()) {
    const item = { id, path: `${this.path}/${id}`, buttons: {}, labels: {} };
    for (const [name, label] of TOOLS) {
      item.labels[name] = hidden("");
      item.buttons[name] = button(label, () => this.act(name, item), { drawing: name, bare: this.inTable });
      item.buttons[name].append(item.labels[name]);
    }
    item.tools = h("div", { class: "wb-tools" }, Object.values(item.buttons));
    item.el = this.inTable ? drawTableRow(this.form, this.spec, item, this.form.id(this.path)) : drawCard(this.form, this.spec, item);
    item.el.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      this.act(event.key === "ArrowUp" ? "up" : "down", item);
    });
    this.body.insertBefore(item.el, this.list[index]?.el ?? null);
    this.list.splice(index, 0, item);
    this.number();
    return item;
  }

  drop(item) {
    this.list = this.list.filter((other) => other !== item);
    item.el.remove();
    for (const key of this.form.nodes.keys()) if (key.startsWith(`${item.path}/`)) this.form.nodes.delete(key);
    this.number();
  }

  /** Swaps with the neighbour; the neighbour's element moves, so that the item with the focus stays where the browser knows it. */
  move(item, by) {
    const from = this.list.indexOf(item);
    const neighbour = this.list[from + by];
    if (!neighbour) return false;
    if (by < 0) item.el.after(neighbour.el);
    else item.el.before(neighbour.el);
    this.list.splice(from, 1);
    this.list.splice(from + by, 0, item);
    const onTool = item.tools.contains(document.activeElement);
    this.number();
    if (onTool) [item.buttons.up, item.buttons.down].find((tool) => !tool.disabled)?.focus();
    return true;
  }

  /** Titles, tool names and what can be moved follow the order. */
  number() {
    this.list.forEach((item, index) => {
      item.title.replaceChildren(h("span", { class: this.inTable ? "wb-item-word" : null }, `${this.word} `), `${index + 1}`);
      for (const label of Object.values(item.labels)) label.textContent = ` ${lower(this.word)} ${index + 1}`;
      item.buttons.up.disabled = index === 0;
      item.buttons.down.disabled = index === this.list.length - 1;
    });
  }

  focus(item) {
    item?.nodes.values().next().value?.focus();
  }

  readItem(item) {
    return { _id: item.id, ...Object.fromEntries([...item.nodes].map(([name, node]) => [name, node.read()])) };
  }

  fill(item, raw) {
    for (const [name, node] of item.nodes) if (!node.isFocused()) node.write(raw?.[name] ?? "");
  }

  /** The items as they are saved: entirely blank ones are not. */
  read() {
    return this.list.map((item) => this.readItem(item)).filter((raw) => !isBlank(raw));
  }

  /** Takes over a stored list: known items keep their elements, the field with the focus is left alone. */
  write(raw) {
    const wanted = (Array.isArray(raw) ? raw : []).map((one) => ({ ...one, _id: one._id || randomName() }));
    const ids = wanted.map((one) => one._id);
    for (const item of [...this.list]) if (!ids.includes(item.id) && !item.el.contains(document.activeElement)) this.drop(item);
    wanted.forEach((one, index) => this.fill(this.list.find((item) => item.id === one._id) ?? this.insert(index, one._id), one));
    const place = (item) => (ids.includes(item.id) ? ids.indexOf(item.id) : ids.length);
    if (this.list.every((item, at) => at === 0 || place(this.list[at - 1]) <= place(item))) return;
    if (this.body.contains(document.activeElement)) return;
    this.list.sort((a, b) => place(a) - place(b));
    this.body.append(...this.list.map((item) => item.el));
    this.number();
  }
}
