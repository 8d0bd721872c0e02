// What stands on the screen, whichever server has sent it: fields, sentences and drawings are looked for in shadow roots too, and words
// drawn on a canvas are noted when they are drawn.
(() => {
  const drawn = new Map(); // words → the canvases they were drawn on, with the time
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (words, ...more) {
    const places = drawn.get(words) ?? new Map();
    drawn.set(String(words), places.set(this.canvas, performance.now()));
    return fill.call(this, words, ...more);
  };

  function* everything(root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
    }
  }

  const visible = (element) => element.getClientRects().length > 0;
  const isField = (element) => element.matches("input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea") && !element.disabled;

  /** How many fields can be typed into, whether the sentence is to be read, and how many drawings carry the words (or are found by `selector`). */
  function look({ sentence, words, selector }) {
    const found = { fields: 0, sentence: false, drawings: 0 };
    for (const element of everything(document)) {
      if (isField(element)) found.fields += visible(element);
      else if (element instanceof SVGTextElement) found.drawings += element.textContent === words && visible(element);
      else if (element instanceof HTMLCanvasElement) found.drawings += drawn.get(words)?.has(element) ?? false;
      else if (!found.sentence) found.sentence = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.includes(sentence)) && visible(element);
    }
    if (selector) found.drawings = [...document.querySelectorAll(selector)].filter(visible).length;
    return found;
  }

  /** What the places that a selector finds are like now; two answers with the same result would look the same. */
  const picture = (selector) => [...document.querySelectorAll(selector)].filter(visible).map((element) => element.outerHTML);

  /** Whether the first place that each selector finds differs from what it was. */
  function compare(before) {
    const differs = ([selector, was]) => picture(selector).some((now, i) => was[i] !== undefined && now !== was[i]);
    const all = Object.entries(before).every(differs);
    return { fields: 0, sentence: all, drawings: Number(all) };
  }

  const times = { fields: 0, sentence: 0, drawings: 0 };
  let wanted = null;

  function watch() {
    if (wanted) {
      const found = wanted.before ? compare(wanted.before) : look(wanted);
      const now = performance.now();
      times.fields ||= found.fields >= wanted.fields && now;
      times.sentence ||= found.sentence && now;
      times.drawings ||= found.drawings >= wanted.drawings && now;
      if (times.fields && times.sentence && times.drawings) wanted = null;
    }
    requestAnimationFrame(watch);
  }
  requestAnimationFrame(watch);

  window.benchmark = {
    /** From now on look for these in every frame; `times` says when each was first there. */
    want(what) {
      wanted = what;
      Object.assign(times, { fields: 0, sentence: 0, drawings: 0 });
    },
    /** From now on wait until something has changed in the places that each of the selectors finds. */
    wantChange(...selectors) {
      this.want({ fields: 0, drawings: 1, before: Object.fromEntries(selectors.map((selector) => [selector, picture(selector)])) });
    },
    times: () => (wanted === null ? times : null),
    readable: () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
    look,
  };

  /** The moment a field is left, which is when every one of the servers hears of it at the latest. */
  addEventListener("keydown", (event) => event.key === "Tab" && (window.benchmark.left = performance.now()), true);
})();
