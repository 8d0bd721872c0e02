// Short numbers that follow each other stand side by side where there is room; on a narrow page one below the other.

import { h } from "./dom.js";

const KINDS = ["number", "count", "money", "rate", "date"];
const MOST = 3; // in a row

const isShort = (spec) => KINDS.includes(spec.kind) && ["xs", "s"].includes(spec.width);

// As few rows as possible, and no row that is left with one: 4 are 2 and 2, 5 are 3 and 2.
const acrossOf = (count) => Math.ceil(count / Math.ceil(count / MOST));

/** The elements of fields ([{spec, el}]) in their order, short ones gathered in rows. */
export function sideBySide(fields) {
  const runs = [];
  for (const field of fields) {
    const last = runs.at(-1);
    if (last && isShort(field.spec) && isShort(last[0].spec)) last.push(field);
    else runs.push([field]);
  }
  return runs.map((run) => (run.length < 2 ? run[0].el : h("div", { class: "wb-short", "data-across": acrossOf(run.length) }, run.map((field) => field.el))));
}
