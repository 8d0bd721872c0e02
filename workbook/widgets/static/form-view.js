// A form on the page: its fields, what is said about them, and what is stored, kept in step.

import { drawConflict } from "./conflict.js";
import { h, randomName, same } from "./dom.js";
import { makeDrafts } from "./drafts.js";
import { drawField } from "./field.js";
import { lock, makeContext, makeVoice } from "./form-context.js";
import { drawSummary, makeMessages } from "./messages.js";
import { drawMore, parted } from "./more.js";
import { makeSaver } from "./saving.js";
import { sideBySide } from "./side-by-side.js";

const LOST = "The connection is lost. What you type is kept in this browser and is saved as soon as the connection is back.";
const top = (path) => path.split("/")[0];

export class FormView {
  constructor(model) {
    this.model = model;
    this.schema = model.get("schema");
    this.state = null;
    this.settled = {}; // what was last known to be stored, as the page reads it
    this.seen = {}; // what Python last told to be stored
    this.voice = makeVoice();
    const hooks = { announce: this.voice.say, changed: (path, how) => this.changed(path, how), left: (path) => this.left(path) };
    this.context = makeContext(this.schema, hooks);
    this.messages = makeMessages(this.context.nodes, this.voice.say);
    this.fields = new Map(this.schema.fields.map((spec) => [spec.name, { spec, node: drawField(this.context, spec, spec.name) }]));
    this.draw();
    this.drafts = makeDrafts(model.get("workbook") ?? "", this.schema.form);
    this.bases = { ...model.get("revisions") };
    this.saver = this.makeSaver();
    this.start();
  }

  makeSaver() {
    return makeSaver({
      send: (content) => this.model.send(content),
      read: (name) => this.node(name).read(),
      bases: this.bases,
      drafts: this.drafts,
      tab: randomName(10),
      heard: (message) => this.heard(message),
      said: (what) => this.said(what),
      quarrel: (name, stored) => this.quarrel(name, stored),
    });
  }

  node(name) {
    return this.fields.get(name).node;
  }

  draw() {
    const { form, title, intro } = this.schema;
    this.problem = h("div");
    this.trouble = h("div", { role: "status" });
    this.also = h("p", { class: "wb-also", role: "status" });
    this.title = title ? h("h3", { class: "wb-form-title" }, title) : null;
    const more = h("button", { type: "submit", class: "wb-button wb-main" }, "Save and continue");
    this.root = h("form", { class: "wb-form", novalidate: true, "data-form": form, "data-lm-suppress-shortcuts": "true", "aria-label": title || "Questions" });
    const lead = [this.problem, this.title, intro ? h("p", { class: "wb-intro" }, intro) : null].filter(Boolean);
    this.stays = h("p", { class: "wb-stays", role: "status" });
    this.root.append(...lead, ...this.drawFields(), this.trouble, this.also, h("div", { class: "wb-row wb-end" }, more, this.stays), this.voice.el);
  }

  drawFields() {
    const { open, folded } = parted(this.schema.fields);
    const beside = (specs) => sideBySide(specs.map((spec) => ({ spec, el: this.node(spec.name).el })));
    const behind = folded.length ? [drawMore(folded.map((spec) => this.node(spec.name)), beside(folded), { title: "More questions" }).el] : [];
    return [...beside(open), ...behind];
  }

  /** Puts the stored texts into the fields, and drafts that were not confirmed back on top of them. */
  start() {
    const raws = this.model.get("raws") ?? {};
    for (const [name, { node }] of this.fields) {
      node.write(raws[name] ?? "");
      this.settled[name] = node.read();
      this.seen[name] = raws[name] ?? "";
    }
    this.messages.apply(this.model.get("messages"));
    if (this.model.get("read_only")) lock(this.root);
    else this.putDraftsBack(raws);
  }

  putDraftsBack(raws) {
    for (const [name, draft] of Object.entries(this.drafts.all())) {
      if (!this.fields.has(name)) continue;
      if (same(draft.raw, raws[name])) {
        this.drafts.clear(name);
        continue;
      }
      this.node(name).write(draft.raw);
      this.saver.revive(name, draft);
    }
    this.saver.flush();
  }

  tell(name, detail) {
    this.root.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: { form: this.schema.form, ...detail } }));
  }

  sayState(next = this.model.get("state")) {
    if (!next || next === this.state) return;
    this.state = next;
    this.tell("workbook:state", { state: next });
  }

  changed(path, { now = false } = {}) {
    const name = top(path);
    if (!this.saver.dirty.has(name) && same(this.node(name).read(), this.settled[name])) return;
    this.saver.touch(name);
    this.stay("");
    if (now) this.saver.flush();
  }

  left(path) {
    this.messages.leave(path);
    this.saver.flush();
    if (!this.saver.dirty.has(top(path))) setTimeout(() => this.adopt(), 0);
  }

  /** Asks Python whether another tab has saved something meanwhile. */
  look() {
    try {
      this.model.send({ type: "look" });
    } catch {
      // no connection: the next save tells
    }
  }

  /** Takes over what Python says is stored, except where something newer is typed or the focus is. */
  adopt() {
    const raws = this.model.get("raws") ?? {};
    for (const [name, { node }] of this.fields) {
      const stored = raws[name] ?? "";
      if (this.saver.dirty.has(name) || this.saver.quarrels.has(name)) continue;
      this.bases[name] = this.model.get("revisions")?.[name] ?? this.bases[name] ?? 0;
      if (same(stored, this.seen[name])) continue;
      if (!same(stored, this.settled[name])) {
        const hasParts = ["group", "grid"].includes(node.el.dataset.kind); // these leave their own focused part alone
        if (node.isFocused() && !hasParts) continue;
        node.write(stored);
        this.settled[name] = node.read();
      }
      this.seen[name] = stored;
    }
  }

  /** What else the last change changes, in one quiet line. */
  sayAlso() {
    const links = (this.model.get("also") ?? []).map(({ label, href }) => h("a", { href }, label));
    this.also.replaceChildren(...(links.length ? ["Also changes: ", ...links.flatMap((link, n) => (n ? [", ", link] : [link])), "."] : []));
  }

  /** How saving goes. */
  said({ status, at = null, text = "", asked = false }) {
    const sentence = status === "lost" ? text || LOST : "";
    if (status !== "saving" && this.trouble.textContent !== sentence) this.trouble.replaceChildren(...(sentence ? [h("p", { class: "wb-alert" }, sentence)] : []));
    if (asked) this.trouble.scrollIntoView({ block: "nearest" });
    this.tell("workbook:save", { status, at, text: sentence });
  }

  /** A confirmation from Python. */
  heard(message) {
    for (const [name, { node }] of this.fields) if (!this.saver.dirty.has(name)) this.settled[name] = node.read();
    this.messages.apply(message.messages);
    if (message.verdict) this.conclude();
    else if (this.problem.firstChild) this.refreshSummary();
    this.sayState(message.state);
  }

  blocking() {
    const labelOf = (name) => this.fields.get(name)?.spec.label ?? "";
    const open = [...this.saver.quarrels.keys()].map((name) => ({ path: name, text: `Choose the text to keep for “${labelOf(name)}”` }));
    return [...open, ...this.messages.blocking(labelOf)];
  }

  /** The verdict after Continue: what blocks, on top and with the focus, or on to what comes next. */
  conclude() {
    this.messages.reveal();
    const lines = this.blocking();
    this.problem.replaceChildren(...(lines.length ? [drawSummary(lines, (path) => this.go(path))] : []));
    if (lines.length) this.problem.firstChild.focus();
    else this.tell("workbook:continue", { again: Boolean(this.stays.textContent), stay: (sentence) => this.stay(sentence) });
  }

  /** Says beside the button why the page has not gone on; the next Continue does, unless an answer was changed meanwhile. */
  stay(sentence) {
    if (this.stays.textContent !== sentence) this.stays.textContent = sentence;
  }

  // The box on top follows what was mended, without taking the focus.
  refreshSummary() {
    const lines = this.blocking();
    const shown = [...this.problem.querySelectorAll("a")].map((link) => link.textContent);
    if (this.problem.contains(document.activeElement) || same(shown, lines.map((line) => line.text))) return;
    const box = lines.length ? drawSummary(lines, (path) => this.go(path)) : null;
    box?.removeAttribute("role"); // it was spoken once
    this.problem.replaceChildren(...(box ? [box] : []));
  }

  go(path) {
    const node = this.context.nodes.get(path) ?? this.context.nodes.get(top(path)) ?? [...this.fields.values()][0]?.node;
    node?.focus();
    node?.el.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }

  /** Another tab saved another text. */
  quarrel(name, stored) {
    const { spec, node } = this.fields.get(name);
    const box = drawConflict(spec, node.read(), stored, (which) => {
      if (which === "theirs") node.write(stored.raw);
      node.focus();
      this.saver.decide(name);
    });
    node.el.querySelector(":scope > .wb-conflict")?.remove();
    node.el.append(box);
  }

  /** `#step.field` in the address leads to the field. */
  followHash() {
    const [step, ...path] = decodeURIComponent(location.hash.slice(1)).split(".");
    const own = this.root.closest("[data-step]")?.dataset.step ?? this.schema.form.split(".").at(-1);
    if (step === own && this.context.nodes.has(path.join("."))) setTimeout(() => this.go(path.join(".")), 50);
  }

  /** A title that repeats the step's heading is not shown again. */
  hideRepeatedTitle() {
    const heading = this.root.closest("[data-step]")?.querySelector("h2")?.textContent ?? "";
    if (this.title && heading.toLowerCase().includes(this.schema.title.toLowerCase())) this.title.classList.add("wb-hidden");
  }
}
