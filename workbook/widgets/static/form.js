// The form widget: one view per place where the form is shown, listening to Python and to the page.

import { followAlert, h } from "./dom.js";
import { hasDrafts } from "./drafts.js";
import { FormView } from "./form-view.js";
import { askNow, whenDrawn } from "./seen.js";

function listenToPage(view, signal) {
  view.root.addEventListener("submit", (event) => (event.preventDefault(), view.saver.proceed()), { signal });
  addEventListener("pagehide", view.saver.flush, { signal });
  addEventListener("hashchange", () => view.followHash(), { signal });
  document.addEventListener("visibilitychange", () => (document.hidden ? view.saver.flush() : view.look()), { signal });
}

/** The form as soon as it is there: Python tells the questions once somebody looks; how far the form is, it tells at once. */
function render({ model, el }) {
  const root = h("div", { class: "wb-form-place" });
  el.append(root);
  let end = null;
  const sayState = () => root.dispatchEvent(new CustomEvent("workbook:state", { bubbles: true, detail: { form: model.get("form"), state: model.get("state") } }));
  const begin = () => {
    model.off("change:state", sayState);
    end = drawn({ model, el: root });
  };
  if (model.get("awaited")) {
    model.on("change:state", sayState);
    setTimeout(sayState, 0);
  }
  const stop = whenDrawn(model, root, begin);
  if (model.get("awaited") && hasDrafts(model.get("workbook") ?? "", model.get("form"))) askNow(root); // they are still to be saved
  return () => {
    stop();
    model.off("change:state", sayState);
    end?.();
  };
}

function drawn({ model, el }) {
  const view = new FormView(model);
  const heard = {
    "msg:custom": (message) => view.saver.receive(message),
    "change:raws": () => view.adopt(),
    "change:messages": () => view.messages.apply(model.get("messages")),
    "change:state": () => view.sayState(),
    "change:also": () => view.sayAlso(),
  };
  for (const [name, hear] of Object.entries(heard)) model.on(name, hear);
  const unfollow = followAlert(model, view.root);
  const page = new AbortController();
  listenToPage(view, page.signal);
  el.append(view.root);
  setTimeout(() => {
    view.hideRepeatedTitle();
    view.sayState();
    view.followHash();
  }, 0);
  return () => {
    view.saver.flush();
    view.saver.close();
    page.abort();
    unfollow();
    for (const [name, hear] of Object.entries(heard)) model.off(name, hear);
  };
}

export default { render };
