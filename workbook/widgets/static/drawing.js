// A chart's specification made ready to be drawn here and now: width of its place, colours of the page, narrow screens.

const NARROW = 560;
const PARTS = ["hconcat", "vconcat", "concat"];

/** The colours of the page, or with `paper` those of a printed one. */
export function palette(el, paper = false) {
  const style = getComputedStyle(el);
  const token = (name) => style.getPropertyValue(paper ? `--wb-paper-${name}` : `--wb-${name}`).trim();
  const series = Array.from({ length: 8 }, (_, i) => token(`series-${i + 1}`)).filter(Boolean);
  const ink = { ink: token("ink"), soft: token("ink-soft"), line: token("line"), card: token("card") };
  return { ...ink, accent: token("accent"), series, font: style.fontFamily };
}

/** Settings that follow the page, whatever the chart's own theme says. */
function settings(colours, width) {
  const narrow = width < NARROW;
  const words = { labelColor: colours.soft, titleColor: colours.ink, labelFont: colours.font, titleFont: colours.font };
  const lines = { gridColor: colours.line, domainColor: colours.line, tickColor: colours.line };
  return {
    background: null,
    font: colours.font,
    view: { stroke: null },
    axis: { ...words, ...lines, labelLimit: narrow ? Math.round(width * 0.38) : 220 },
    axisX: { labelOverlap: true },
    header: words,
    legend: { ...words, ...(narrow ? { orient: "bottom", direction: "vertical", titleAnchor: "start" } : {}) },
    title: { color: colours.ink, subtitleColor: colours.soft, font: colours.font, anchor: "start" },
    text: { color: colours.ink, font: colours.font },
    rule: { color: colours.soft },
    ...(colours.series.length ? { range: { category: colours.series } } : {}),
  };
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

/** The specification as it is drawn: `wide` px, in `colours`. */
export function prepared(spec, width, colours) {
  const copy = sized(structuredClone(spec), Math.max(220, Math.floor(width)));
  delete copy.background;
  return { ...copy, config: merged(copy.config ?? {}, settings(colours, width)) };
}
