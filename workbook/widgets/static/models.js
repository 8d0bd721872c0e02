// The widgets' models: their state, as Python and the browser see it, and the module that draws each.

/** Puts binary parts back where they were taken out of a state. */
function filled(state, paths = [], buffers = []) {
  paths.forEach((path, i) => {
    const last = path.at(-1);
    path.slice(0, -1).reduce((at, key) => at[key], state)[last] = buffers[i];
  });
  return state;
}

/** One model, as anywidget describes it to a module: get, set, save_changes, on, off, send. */
class Model {
  constructor(id, state, say) {
    Object.assign(this, { id, state, say, changed: {}, listeners: new Map() });
  }

  get(key) {
    return this.state[key];
  }

  set(key, value) {
    for (const [name, next] of typeof key === "object" ? Object.entries(key) : [[key, value]]) {
      if (Object.is(this.state[name], next)) continue;
      this.state[name] = this.changed[name] = next;
      this.tell(`change:${name}`, this, next);
      this.tell("change", this);
    }
  }

  save_changes() {
    const state = this.changed;
    this.changed = {};
    if (Object.keys(state).length) this.say("comm_msg", { comm_id: this.id, data: { method: "update", state, buffer_paths: [] } });
  }

  send(content, callbacks, buffers = []) {
    this.say("comm_msg", { comm_id: this.id, data: { method: "custom", content } }, { buffers });
  }

  on(events, listener) {
    for (const event of events.split(/\s+/)) this.listeners.set(event, [...(this.listeners.get(event) ?? []), listener]);
  }

  off(events, listener) {
    const names = events ? events.split(/\s+/) : [...this.listeners.keys()];
    for (const event of names) this.listeners.set(event, listener ? (this.listeners.get(event) ?? []).filter((other) => other !== listener) : []);
  }

  tell(event, ...details) {
    for (const listener of this.listeners.get(event) ?? []) {
      try {
        listener(...details);
      } catch (error) {
        console.error(error);
      }
    }
  }

  /** Takes over what Python says, all of it before anybody hears of it; only what differs is told. */
  update(state, paths, buffers) {
    const differs = ([key, value]) => !(key in this.changed) && JSON.stringify(this.state[key]) !== JSON.stringify(value);
    const news = Object.entries(filled(state, paths, buffers)).filter(differs);
    Object.assign(this.state, Object.fromEntries(news));
    for (const [key, value] of news) this.tell(`change:${key}`, this, value);
    this.tell("change", this);
  }
}

/** All models of a page, by id. */
export class Models {
  constructor(say) {
    Object.assign(this, { say, all: new Map(), awaited: new Map() });
  }

  add(id, state) {
    const known = this.all.get(id);
    if (known) return known.update(state);
    const model = new Model(id, state, this.say);
    this.all.set(id, model);
    for (const resolve of this.awaited.get(id) ?? []) resolve(model);
    this.awaited.delete(id);
  }

  /** The model, now or as soon as it is there. */
  when(id) {
    const known = this.all.get(id);
    return known ? Promise.resolve(known) : new Promise((resolve) => this.awaited.set(id, [...(this.awaited.get(id) ?? []), resolve]));
  }

  /** What the kernel says about comms. */
  heard({ header, content, buffers = [] }) {
    if (header.msg_type === "comm_open" && content.target_name === "jupyter.widget") {
      this.add(content.comm_id, filled(content.data.state, content.data.buffer_paths, buffers));
    }
    if (header.msg_type === "comm_close") this.all.delete(content.comm_id);
    if (header.msg_type !== "comm_msg") return;
    const { method } = content.data;
    if (method === "update_states") return this.all_states(content.data, buffers);
    const model = this.all.get(content.comm_id);
    if (method === "update") model?.update(content.data.state, content.data.buffer_paths, buffers);
    if (method === "custom") model?.tell("msg:custom", content.data.content, buffers);
  }

  all_states({ states, buffer_paths: paths }, buffers) {
    for (const [id, { state }] of Object.entries(states)) {
      const own = paths.map((path, i) => [path, buffers[i]]).filter(([path]) => path[0] === id);
      this.add(id, filled(state, own.map(([path]) => path.slice(2)), own.map(([, buffer]) => buffer)));
    }
  }
}
