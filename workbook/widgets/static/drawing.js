// A chart's specification made ready to be drawn here and now: width of its place, colours of the page, narrow screens.

const NARROW = 560;
const PARTS = ["hconcat", "vconcat", "concat"];

/** The settings of the page's colour scheme (`dark` is the theme's dark twin), or of paper; narrow places get their own. */
function settings(own, dark, width, { paper = false } = {}) {
  const night = !paper && window.matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = night ? { ...own, ...dark } : own;
  const small = { axis: { labelLimit: Math.round(width * 0.44) }, legend: { columns: 1, labelLimit: width - 40 } };
  return merged(theme, width < NARROW ? small : {});
}

function merged(under, over) {
  if (typeof under !== "object" || typeof over !== "object" || !under || !over || Array.isArray(over)) return over === undefined ? under : over;
  const all = { ...under };
  for (const [key, value] of Object.entries(over)) all[key] = merged(under[key], value);
  return all;
}

const isFacet = (spec) => Boolean(spec.facet || spec.repeat || spec.encoding?.facet || spec.encoding?.row || spec.encoding?.column);

/** One drawing takes the whole width; several beside each other stand below each other where it is narrow. */
function sized(spec, width) {
  const part = PARTS.find((name) => spec[name]);
  if (part) {
    const beside = part !== "vconcat" && width >= NARROW;
    const each = beside ? Math.floor(width / spec[part].length) : width;
    const { [part]: parts, ...rest } = spec;
    return { ...rest, [beside ? part : "vconcat"]: parts.map((child) => inner(child, each)) };
  }
  if (isFacet(spec)) return facets(spec, width);
  if (spec.width && typeof spec.width === "object") return spec; // a width per step is wanted
  return { ...spec, width, autosize: { type: "fit-x", contains: "padding" } };
}

/** A part of a combined drawing: room is left for its axis, because only single drawings can fit themselves. */
function inner(spec, width) {
  if (PARTS.some((name) => spec[name]) || isFacet(spec)) return sized(spec, width);
  return { ...spec, width: Math.max(120, width - 130) };
}

function facets(spec, width) {
  const most = spec.columns ?? spec.encoding?.facet?.columns ?? 3;
  const columns = Math.max(1, Math.min(most, Math.floor(width / 260)));
  const each = Math.max(120, Math.floor(width / columns) - 70);
  if (spec.encoding?.facet) return { ...spec, width: each, encoding: { ...spec.encoding, facet: { ...spec.encoding.facet, columns } } };
  if (spec.spec) return { ...spec, columns, spec: { ...spec.spec, width: each } };
  return spec;
}

/** The specification as it is drawn, `width` px wide. */
export function prepared(spec, dark, width, { paper = false } = {}) {
  const copy = sized(structuredClone(spec), Math.max(220, Math.floor(width)));
  delete copy.background;
  return { ...copy, config: settings(copy.config, dark, width, { paper }) };
}
