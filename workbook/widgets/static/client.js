// The page's client: takes what its cells show as they are run, and draws the widgets in it. It knows anywidgets; a page that
// shows other widgets is loaded again with Jupyter's own, much larger client.
import { Models } from "./models.js";
import { wire } from "./wire.js";

const OURS = new Set(["anywidget", "@jupyter-widgets/base"]);
const VIEW = "application/vnd.jupyter.widget-view+json";

const settings = JSON.parse(document.getElementById("jupyter-config-data").textContent);
const at = (path) => `${location.origin.replace(/^http/, "ws")}${settings.baseUrl}${path}`;

const models = new Models((type, content, more) => line.say(type, content, more));
const line = wire(at(`api/kernels/${settings.kernelId}/channels`), {
  heard: (message) => message.channel === "iopub" && models.heard(message),
  changed: (state) => document.dispatchEvent(new CustomEvent("workbook:line", { detail: { state } })),
});

/** The module of a widget, fetched once: a stub of ours names its file, any other brings its own text. */
const modules = new Map();
function moduleOf(text) {
  if (!modules.has(text)) modules.set(text, import(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))).then((m) => m.default));
  return modules.get(text);
}

async function begun(model) {
  model.definition ??= moduleOf(model.get("_esm")).then(async (found) => {
    const definition = typeof found === "function" ? await found() : found;
    await definition.initialize?.({ model, experimental: {} });
    return definition;
  });
  return model.definition;
}

function style(model) {
  const text = model.get("_css");
  if (!text || document.querySelector(`style[data-widget="${CSS.escape(model.get("_anywidget_id") ?? "")}"]`)) return;
  const sheet = Object.assign(document.createElement("style"), { textContent: text });
  sheet.dataset.widget = model.get("_anywidget_id") ?? "";
  document.head.append(sheet);
}

async function draw(place, id) {
  const model = await models.when(id);
  if (!OURS.has(model.get("_model_module"))) {
    whole();
    return new Promise(() => {}); // this page is being left
  }
  style(model);
  const definition = await begun(model);
  return definition.render?.({ model, el: place, experimental: {} });
}

const drawing = []; // every widget that was shown, until it is drawn
let loading = false; // a page asked for twice would be given two kernels, and leave one of them behind

/** Loads the page again with Jupyter's own client, where the server has it for its pages. */
function whole() {
  if (!settings.anyWidgets) throw new Error("Widgets of other makers are shown by a server that was started with --notebooks.");
  const address = new URL(location.href);
  if (address.searchParams.has("whole") || loading) return;
  loading = true;
  address.searchParams.set("whole", "");
  location.replace(address);
}

function show(cell, output) {
  cell.querySelector(".wb-preparing")?.remove();
  const place = document.createElement("div");
  cell.querySelector(".wb-output").append(place);
  const data = output.data ?? {};
  if (data[VIEW]) drawing.push(draw(place, data[VIEW].model_id).catch((error) => failed(place, error)));
  else if (data["text/html"]) place.innerHTML = [data["text/html"]].flat().join("");
  else if (data["image/svg+xml"]) place.innerHTML = [data["image/svg+xml"]].flat().join("");
  else if (data["image/png"]) place.append(Object.assign(new Image(), { src: `data:image/png;base64,${data["image/png"]}`, alt: [data["text/plain"] ?? ""].flat().join("") }));
  else if (data["text/plain"] ?? output.text) place.append(Object.assign(document.createElement("pre"), { textContent: [data["text/plain"] ?? output.text].flat().join("") }));
}

function failed(place, error) {
  console.error(error);
  const sentence = document.createElement("p");
  sentence.setAttribute("role", "alert");
  sentence.textContent = "This part of the page could not be shown. Load the page again; what you have typed is kept.";
  place.replaceChildren(sentence);
}

const run = new WebSocket(at(`voila/execution/${settings.kernelId}`));
run.onopen = () => run.send(JSON.stringify({ action: "execute", payload: { together: true } }));
run.onmessage = ({ data }) => {
  const { action, payload } = JSON.parse(data);
  if (action !== "execution_result") return;
  const cell = document.querySelector(`.wb-cell[cell-index="${payload.cell_index + 1}"]`);
  for (const output of payload.output_cell.outputs) if (cell) show(cell, output);
  if (cell && payload.output_cell.outputs.length) cell.dataset.shown = "";
  if (payload.total_cell > 0) {
    run.close();
    Promise.all(drawing).then(() => (document.documentElement.dataset.drawn = ""));
  }
};

// Said before the next page is asked for: this one's kernel counts no more where pages are counted.
addEventListener("beforeunload", () => {
  document.cookie = `workbook-leaving=${settings.kernelId}; path=${settings.baseUrl}; max-age=10; samesite=lax`;
});

addEventListener("pagehide", () => {
  const token = document.cookie.match(/(?:^|; )_xsrf=([^;]+)/)?.[1];
  const form = new FormData();
  if (token) form.set("_xsrf", decodeURIComponent(token));
  navigator.sendBeacon(`${settings.baseUrl}voila/api/shutdown/${settings.kernelId}`, form);
});
