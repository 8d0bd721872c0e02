// Views whose kernel is Python in the test: `window.toPython(id, content, buffers)` answers with what the widget sent.
const models = new Map();

const toText = (buffer) => {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
};
const toView = (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);

function makeModel(id, state) {
  const listeners = new Map();
  const model = {
    state,
    get: (name) => model.state[name],
    on: (name, heard) => listeners.set(name, [...(listeners.get(name) ?? []), heard]),
    off: (name, heard) => listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== heard)),
    fire: (name, ...more) => (listeners.get(name) ?? []).forEach((heard) => heard(...more)),
    async send(content, callbacks, buffers = []) {
      if (window.deaf) return;
      model.take(await window.toPython(id, content, buffers.map(toText)));
    },
    take(messages) {
      for (const { method, state: news = {}, content, buffers = [] } of messages) {
        Object.assign(model.state, news);
        for (const name of Object.keys(news)) model.fire(`change:${name}`);
        if (method === "custom") model.fire("msg:custom", content, buffers.map(toView));
      }
    },
  };
  return model;
}

window.take = (id, messages) => models.get(id).take(messages);
window.add = async (id, module, state) => {
  const el = document.createElement("div");
  el.id = id;
  document.querySelector("main").append(el);
  models.set(id, makeModel(id, state));
  const { default: widget } = await import(`/static/${module}.js`);
  await widget.render({ model: models.get(id), el });
};
document.documentElement.dataset.ready = "yes";
