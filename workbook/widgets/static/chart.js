// A chart with its words: what is seen as a heading, what it says as text, the drawing, the data as a table, files.
import { h } from "./dom.js";
import { prepared } from "./drawing.js";
import { receiver, save } from "./files.js";
import { dataTable } from "./rows.js";
import { drawInto, fetchLater, isHere } from "./vega-page.js";
import { mount, press, prose, unique } from "./views.js";

const PAPER = 680; // px: the width of a drawing on paper
const FILE = 900; // px: the width of a drawing that is saved

class Chart {
  constructor(model, root) {
    Object.assign(this, { model, root, wanted: false, turn: 0, drawn: null, width: 0, place: h("div") });
    this.status = h("p", { class: "wb-status-text", role: "status" });
    this.incoming = receiver(model, (sentence) => (this.status.textContent = sentence));
    root.append(this.place, this.status);
    this.seen = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.want(), { rootMargin: "300px" });
    this.resized = new ResizeObserver(() => this.fit());
    this.scheme = window.matchMedia("(prefers-color-scheme: dark)");
    this.repaint = () => this.paint();
    this.print = () => this.toPaper();
    this.scheme.addEventListener("change", this.repaint);
    window.addEventListener("beforeprint", this.print);
    window.addEventListener("afterprint", this.repaint);
    this.seen.observe(root);
    this.resized.observe(root);
  }

  want() {
    if (this.wanted) return;
    this.wanted = true;
    this.seen.disconnect();
    this.paint();
  }

  fit() {
    if (!this.wanted || Math.abs(this.root.clientWidth - this.width) < 4 || window.matchMedia("print").matches) return;
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.paint(), 120);
  }

  draw() {
    const { title, summary, note } = this.model.get("words");
    this.root.removeAttribute("data-drawn");
    this.status.textContent = "";
    this.turn += 1;
    this.stage = null;
    if (!Object.keys(this.model.get("spec")).length) return this.drawWords(title, summary);
    fetchLater();
    const id = unique("chart");
    this.sheet = h("div"); // the library takes away role and label of the element it draws into
    this.stage = h("div", { class: "wb-stage", role: "img", "aria-label": spoken(title, summary) }, this.sheet);
    this.fallback = h("p", { class: "wb-note", hidden: true });
    this.data = this.details();
    const head = h("figcaption", {}, title ? h("h3", { id }, title) : null, ...prose(summary));
    const remark = note ? h("p", { class: "wb-note" }, note) : null;
    this.place.replaceChildren(h("figure", { "aria-labelledby": title ? id : null }, head, this.stage, this.fallback, remark, this.files(), this.data));
    if (this.wanted) this.paint();
  }

  /** Nothing to draw yet: what is missing, in words. */
  drawWords(title, summary) {
    const sentence = summary || this.model.get("empty");
    const words = sentence ? [h("p", { class: "wb-empty" }, sentence)] : [];
    this.place.replaceChildren(...(title ? [h("h3", {}, title)] : []), ...words);
  }

  details() {
    const table = this.model.get("table");
    if (!table.columns) return null;
    const label = `Data of the chart: ${this.model.get("words").title || "chart"}`;
    const details = h("details", { class: "wb-data", ontoggle: () => details.open && this.fill(details, table, label) }, h("summary", {}, "Show the data"));
    return details;
  }

  fill(details, table, label) {
    if (details.children.length < 2) details.append(dataTable({ ...table, first: 50 }, label));
  }

  files() {
    const picture = (kind) => press(kind.toUpperCase(), () => this.saveAs(kind), { kind: "quiet", drawing: "save" });
    const data = (label, type) => press(label, () => this.incoming.ask({ type }), { kind: "quiet", drawing: "save" });
    const sheets = this.model.get("table").columns ? [data("CSV", "csv"), data("Excel", "xlsx")] : [];
    return h("div", { class: "wb-tools-row", role: "group", "aria-label": "Save this chart" }, picture("png"), picture("svg"), ...sheets);
  }

  /** On paper every chart is drawn; until the library is there, its data stand in for it. */
  toPaper() {
    if (!isHere() && this.stage && this.data) this.data.open = true;
    this.paint(true);
  }

  async paint(paper = false) {
    if (!this.stage || !(this.wanted || paper)) return;
    const turn = ++this.turn;
    const width = paper ? PAPER : this.root.clientWidth || PAPER;
    try {
      const drawn = await this.drawing(this.sheet, width, paper);
      if (turn !== this.turn) return drawn.finalize();
      this.drawn?.finalize();
      this.drawn = drawn;
      this.width = width;
      this.fallback.hidden = true;
      this.root.setAttribute("data-drawn", paper ? "paper" : "screen");
    } catch (error) {
      console.error(error);
      this.failed();
    }
  }

  drawing(place, width, paper) {
    return drawInto(place, prepared(this.model.get("spec"), this.model.get("dark"), width, { paper }));
  }

  failed() {
    this.root.setAttribute("data-drawn", "failed");
    this.sheet.replaceChildren();
    this.fallback.hidden = false;
    this.fallback.textContent = this.data ? "The drawing could not be loaded. Its data stand below." : "The drawing could not be loaded. Reload the page to try again.";
    if (this.data) this.data.open = true;
  }

  /** Saves the drawing on white, with its title, in a width of its own. */
  async saveAs(kind) {
    const { title } = this.model.get("words");
    const place = h("div", { class: "wb-offstage", "aria-hidden": "true" });
    this.root.append(place);
    try {
      const spec = prepared(this.model.get("spec"), this.model.get("dark"), FILE, { paper: true });
      spec.config = { ...spec.config, background: "white", padding: 16 };
      if (title) spec.title = { text: title, fontSize: 18, offset: 14, anchor: "start" };
      const drawn = await drawInto(place, spec);
      const blob = kind === "svg" ? new Blob([await drawn.view.toSVG()], { type: "image/svg+xml" }) : await pixels(await drawn.view.toCanvas(2));
      drawn.finalize();
      save(blob, `${fileName(title)}.${kind}`);
      this.status.textContent = `${fileName(title)}.${kind} is in your downloads.`;
    } catch (error) {
      console.error(error);
      this.status.textContent = "The picture could not be made. Reload the page to try again.";
    }
    place.remove();
  }

  end() {
    this.seen.disconnect();
    this.resized.disconnect();
    this.scheme.removeEventListener("change", this.repaint);
    window.removeEventListener("beforeprint", this.print);
    window.removeEventListener("afterprint", this.repaint);
    this.incoming.end();
    this.drawn?.finalize();
  }
}

const spoken = (title, summary) => [title?.replace(/\.$/, ""), summary].filter(Boolean).join(". ") || "Chart";

const pixels = (canvas) => new Promise((resolve) => canvas.toBlob(resolve, "image/png"));

const fileName = (title) => (title || "chart").replace(/[\x00-\x1f<>:"/\\|?*]/g, "").slice(0, 100).trim() || "chart";

export default {
  render(context) {
    return mount(context, "chart", ["spec", "dark", "words", "table", "empty"], (root) => {
      const chart = new Chart(context.model, root);
      return { draw: () => chart.draw(), heard: chart.incoming.heard, end: () => chart.end() };
    });
  },
};
