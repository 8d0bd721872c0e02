// The drawing library, fetched once per page, and the one way in which a chart is drawn: no code is made from text.

let library = null;
let here = false;

/** Whether the library is there, so that a chart can be drawn before the print dialog opens. */
export const isHere = () => here;

/** Resolves to {embed}; a failed attempt may be repeated. */
export function vega() {
  library ??= import("./vega.js").then(
    (loaded) => ((here = true), loaded),
    (error) => {
      library = null;
      throw error;
    },
  );
  return library;
}

let planned = false;

/** Fetches the library when the page has come to rest, so that charts are there when the page is printed. */
export function fetchLater() {
  if (planned) return;
  planned = true;
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  setTimeout(() => idle(() => vega().catch(() => {})), 4000);
}

const SETTINGS = { mode: "vega-lite", actions: false, renderer: "svg", ast: true, defaultStyle: false, hover: false, tooltip: { disableDefaultStyle: true, id: "wb-tooltip" } };

/**
 * Draws into `place`; resolves to vega-embed's result, whose `finalize` ends the drawing. How the drawing fits its place is
 * told to Vega itself: Vega-Lite would remark on the console that bars of a fixed height cannot grow.
 */
export async function drawInto(place, { autosize, ...spec }) {
  const { embed } = await vega();
  return embed(place, spec, autosize ? { ...SETTINGS, patch: (compiled) => ({ ...compiled, autosize }) } : SETTINGS);
}
