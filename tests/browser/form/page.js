// A page with one form whose kernel is `window.kernel`: a function in Python, or a small stand-in here.
import form from "/static/form.js";

function makeModel(state) {
  const listeners = new Map();
  const model = {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      model.fire(`change:${name}`);
    },
    on: (name, heard) => listeners.set(name, [...(listeners.get(name) ?? []), heard]),
    off: (name, heard) => listeners.set(name, (listeners.get(name) ?? []).filter((one) => one !== heard)),
    fire: (name, ...more) => (listeners.get(name) ?? []).forEach((heard) => heard(...more)),
    async send(content) {
      window.sent.push(content);
      const answers = await (window.toPython ? window.toPython(content) : standIn(content));
      for (const [name, value] of Object.entries(answers.traits ?? {})) model.set(name, value);
      for (const message of answers.messages ?? []) model.fire("msg:custom", message);
    },
  };
  return model;
}

// Answers like the kernel: keeps what it gets; `window.kernel` says what is different in a test.
function standIn(content) {
  const { silent, conflicts = {}, says = {}, refuses } = window.kernel;
  if (silent) return new Promise(() => {});
  if (refuses) return { messages: [{ type: "not_saved", seq: content.seq, text: refuses }] };
  const revisions = {};
  for (const [field, raw] of Object.entries(content.changes)) {
    if (conflicts[field]) continue;
    revisions[field] = (content.bases[field] ?? 0) + 1;
    window.kernel.kept[field] = raw;
  }
  const open = Object.fromEntries(Object.keys(content.changes).filter((field) => conflicts[field]).map((field) => [field, conflicts[field]]));
  window.kernel.conflicts = {};
  const message = { type: "saved", seq: content.seq, at: "2026-09-30T14:02:00+00:00", revisions, conflicts: open, messages: says, state: "in_progress" };
  return { messages: [{ ...message, verdict: content.type === "continue" }] };
}

window.sent = [];
window.heard = [];
window.kernel = { kept: {}, says: {}, conflicts: {} };
for (const name of ["workbook:save", "workbook:state", "workbook:continue"]) addEventListener(name, (event) => window.heard.push({ name, ...event.detail }));

window.draw = (state) => {
  window.model = makeModel({ raws: {}, revisions: {}, messages: {}, state: "not_started", saved_at: "", alert: "", workbook: "w1", ...state });
  document.getElementById("here").replaceChildren();
  window.undraw = form.render({ model: window.model, el: document.getElementById("here") });
};
window.ready = true;
