// The drawing library, fetched once per page, and the one way in which a chart is drawn: no code is made from text.

let library = null;

/** Resolves to {embed, vega, vegaLite}; a failed attempt may be repeated. */
export function vega() {
  library ??= import("./vega.js").catch((error) => {
    library = null;
    throw error;
  });
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

/** Draws into `place`; resolves to vega-embed's result, whose `finalize` ends the drawing. */
export async function drawInto(place, spec) {
  const { embed } = await vega();
  return embed(place, spec, { actions: false, renderer: "svg", ast: true, defaultStyle: false, hover: false, logLevel: 1, tooltip: { disableDefaultStyle: true, id: "wb-tooltip" } });
}
