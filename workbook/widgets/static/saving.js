// Sends changes to Python, one message at a time, until each is confirmed. Typing never waits for it.

import { same } from "./dom.js";

const PAUSE = 800; // ms after the last keystroke
const PATIENCE = 4000; // ms without an answer until the page says that the connection is lost
const RETRY = 3000; // ms between tries

/**
 * `read(field)` gives the raw text on the page, `bases` the revision each field grew from.
 * `heard(message, {dirty})` is called for each confirmation, `said({status, at, text})` for the status line,
 * `quarrel(field, stored)` when another tab saved another text.
 */
export function makeSaver({ send, read, bases, drafts, tab, heard, said, quarrel }) {
  const dirty = new Set();
  const quarrels = new Map(); // field → what is stored; nothing is sent for it until one text is chosen
  const flights = new Map(); // seq → {type, changes}
  const ours = new Set([tab]);
  let seq = Math.floor(Math.random() * 1e9) * 1000;
  let current = null;
  let asked = false; // a "continue" waits for the message before it
  let timer = 0;
  let watch = 0;

  const sendable = () => [...dirty].filter((field) => !quarrels.has(field));

  function launch(type) {
    clearTimeout(timer);
    const fields = sendable();
    if (type === "continue") asked = false;
    const changes = Object.fromEntries(fields.map((field) => [field, structuredClone(read(field))]));
    current = ++seq;
    flights.set(current, { type, changes });
    if (flights.size > 20) flights.delete(flights.keys().next().value);
    if (fields.length) said({ status: "saving" });
    clearTimeout(watch);
    watch = setTimeout(() => lost(), PATIENCE);
    try {
      send({ type, seq: current, changes, bases: Object.fromEntries(fields.map((field) => [field, bases[field] ?? 0])), tab });
    } catch {
      // no connection: the watch above tries again
    }
  }

  function lost(text = "") {
    const wanted = asked || flights.get(current)?.type === "continue";
    current = null;
    asked = false;
    said({ status: "lost", text, asked: wanted });
    clearTimeout(watch);
    watch = setTimeout(() => launch("save"), RETRY);
  }

  function settle(field, message, sent) {
    const stored = message.conflicts?.[field];
    bases[field] = message.revisions?.[field] ?? bases[field] ?? 0;
    if (stored) {
      const mine = read(field);
      if (same(stored.raw, mine) || ours.has(stored.writer)) {
        bases[field] = stored.revision; // our own earlier message, whose answer was lost
      } else {
        quarrels.set(field, stored);
        quarrel(field, stored);
        return;
      }
    }
    if (same(read(field), stored ? stored.raw : sent)) {
      dirty.delete(field);
      drafts.clear(field);
    }
  }

  function receive(message) {
    if (!flights.has(message.seq)) return;
    const { changes } = flights.get(message.seq);
    if (message.type === "not_saved") {
      if (message.seq === current) lost(message.text);
      return;
    }
    for (const field of Object.keys(changes)) settle(field, message, changes[field]);
    for (const old of flights.keys()) if (old <= message.seq) flights.delete(old);
    if (message.seq === current) {
      current = null;
      clearTimeout(watch);
    }
    heard(message, dirty);
    if (asked && !current) {
      launch("continue");
    } else if (!current && sendable().length) {
      timer = setTimeout(flush, 100);
    } else if (!dirty.size) {
      said({ status: "saved", at: message.at });
    }
  }

  /** The field's text has changed. */
  function touch(field) {
    dirty.add(field);
    drafts.keep(field, { raw: read(field), base: bases[field] ?? 0, tab });
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  /** Sends what has changed now, unless a message is still on its way. */
  function flush() {
    if (current === null && sendable().length) launch("save");
  }

  return {
    touch,
    flush,
    receive,
    /** Saves and asks for the verdict over the whole form. */
    proceed() {
      asked = true;
      if (current === null) launch("continue");
    },
    dirty,
    quarrels,
    /** A text that was kept in the browser by `draft.tab` is on the page again. */
    revive(field, draft) {
      if (draft.tab) ours.add(draft.tab);
      bases[field] = draft.base ?? bases[field] ?? 0;
      dirty.add(field);
    },
    /** One of two texts was chosen; the page shows it already. */
    decide(field) {
      bases[field] = quarrels.get(field).revision;
      quarrels.delete(field);
      touch(field);
      flush();
    },
    /** Stops all clocks. */
    close() {
      clearTimeout(timer);
      clearTimeout(watch);
    },
  };
}
