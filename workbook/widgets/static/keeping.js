// Lists that follow their data without being drawn anew: what has not changed keeps its element, with focus and opened details.

const CONTROLS = "button, input, select, textarea, summary, [tabindex]";

/** The new element takes over from the old one what the reader has done with it: what is open, and where the focus is. */
function succeed(old, el) {
  const opened = [...old.querySelectorAll("details"), ...(old.matches("details") ? [old] : [])].map((one) => one.open);
  [...el.querySelectorAll("details"), ...(el.matches("details") ? [el] : [])].forEach((one, i) => (one.open = opened[i] ?? false));
  const at = [...old.querySelectorAll(CONTROLS)].indexOf(document.activeElement);
  old.replaceWith(el);
  if (at >= 0) [...el.querySelectorAll(CONTROLS)][at]?.focus();
}

/**
 * The parts of `host` by name. `follow([{ key, data, draw, update }])` keeps the element of a part whose data are the same; changed data go to
 * `update(data)` of what `draw(data)` gave, `{ el, update }`, or the part is drawn again when `draw` gave an element alone.
 */
export function keeping(host) {
  const parts = new Map();

  function part({ key, data, draw }) {
    const text = JSON.stringify(data);
    const before = parts.get(key);
    if (before?.text === text) return before.el;
    if (before?.update) before.update(data);
    const made = before?.update ? before : draw(data);
    const now = { el: made.el ?? made, update: made.update ?? null, text };
    parts.set(key, now);
    if (before && before.el !== now.el) succeed(before.el, now.el);
    return now.el;
  }

  return {
    follow(wanted) {
      const keys = new Set(wanted.map(({ key }) => key));
      for (const [key, { el }] of [...parts].filter(([name]) => !keys.has(name))) {
        el.remove();
        parts.delete(key);
      }
      let next = host.firstElementChild;
      for (const one of wanted) {
        const was = parts.get(one.key)?.el;
        const isNext = Boolean(was) && was === next;
        const el = part(one);
        if (isNext) next = el.nextElementSibling;
        else host.insertBefore(el, next);
      }
    },
  };
}
