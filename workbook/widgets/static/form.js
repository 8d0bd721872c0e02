// The form widget: one view per place where the form is shown, listening to Python and to the page.

import { followAlert } from "./dom.js";
import { FormView } from "./form-view.js";

function listenToPage(view, signal) {
  view.root.addEventListener("submit", (event) => (event.preventDefault(), view.saver.proceed()), { signal });
  addEventListener("pagehide", view.saver.flush, { signal });
  addEventListener("hashchange", () => view.followHash(), { signal });
  document.addEventListener("visibilitychange", () => (document.hidden ? view.saver.flush() : view.look()), { signal });
}

function render({ model, el }) {
  const view = new FormView(model);
  const heard = {
    "msg:custom": (message) => view.saver.receive(message),
    "change:raws": () => view.adopt(),
    "change:messages": () => view.messages.apply(model.get("messages")),
    "change:state": () => view.sayState(),
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
