// Imports the widget's module from the server of this page. HASH, SHEETS and NAME are filled in by stub.py.
const settings = document.getElementById("jupyter-config-data");
const base = settings ? (JSON.parse(settings.textContent).baseUrl ?? "/") : "/";
const folder = new URL(`${base.replace(/\/?$/, "/")}workbook/static/HASH/`, document.baseURI).href;

// JupyterLab's page does not link the style sheets; the app's template does.
function linkSheets() {
  if (document.querySelector('link[href$="/joined.css"]')) return;
  for (const name of SHEETS) {
    if (document.querySelector(`link[href*="workbook/static/"][href$="/${name}"]`)) continue;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: folder + name }));
  }
}

let loading;
export default {
  async render(context) {
    linkSheets();
    let module;
    try {
      module = globalThis.workbookModules?.["NAME"] ?? (await (loading ??= import(`${folder}NAME.js`)));
    } catch (error) {
      console.error(error);
      loading = undefined;
      const sentence = document.createElement("p");
      sentence.setAttribute("role", "alert");
      sentence.textContent = "This part of the page could not be loaded. Reload the page; what you have typed is kept.";
      context.el.append(sentence);
      return undefined;
    }
    return module.default.render(context);
  },
};
