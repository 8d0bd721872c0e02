// A native file field and a drop zone; files go one after the other, each with its progress and its sentence.
import { h, randomName } from "./dom.js";
import { size } from "./files.js";
import { sender } from "./sender.js";
import { mount, press, sign, unique } from "./views.js";

/** The line of one file: name, progress, what became of it. */
function line(file, cancel, again) {
  const bar = h("progress", { max: file.size || 1, value: 0, "aria-label": `Upload of ${file.name}` });
  const text = h("span", { class: "wb-note" }, "Waiting for its turn…");
  const words = h("p", { class: "wb-outcome", role: "status" });
  const stop = press("Cancel", cancel, { kind: "quiet" });
  const retry = press("Try again", again, { kind: "quiet" });
  retry.hidden = true;
  const el = h("li", {}, h("div", { class: "wb-file-head" }, h("strong", {}, file.name), h("span", { class: "wb-note" }, size(file.size)), stop, retry), bar, text, words);
  const begun = { at: 0 };

  function speed(received) {
    begun.at ||= performance.now();
    const seconds = (performance.now() - begun.at) / 1000;
    return seconds > 1 ? `, ${size(received / seconds)} a second` : "";
  }
  function tell({ state, received, text: sentence }) {
    bar.value = received;
    const over = state === "done" || state === "failed";
    el.dataset.state = state;
    bar.hidden = over;
    stop.hidden = over || state === "reading";
    retry.hidden = state !== "failed";
    if (state === "sending") text.textContent = `${Math.floor((100 * received) / file.size)} % of ${size(file.size)}${speed(received)}`;
    if (state === "waiting") text.textContent = "The server does not answer. Trying again…";
    if (over) text.textContent = "";
    if (state === "reading") text.textContent = "";
    if (state === "reading") words.textContent = `${file.name} has arrived. Reading…`;
    if (over) words.replaceChildren(sign(state === "done" ? "good" : "bad"), h("span", {}, sentence));
  }
  return { el, tell };
}

class Queue {
  constructor(model, list) {
    Object.assign(this, { model, list, waiting: [], current: null });
  }

  add(files) {
    for (const file of files) {
      const job = { file, id: randomName(10) };
      job.line = line(file, () => this.cancel(job), () => this.repeat(job));
      this.list.append(job.line.el);
      this.waiting.push(job);
    }
    this.next();
  }

  next() {
    if (this.current || !this.waiting.length) return;
    const job = (this.current = this.waiting.shift());
    job.sender = sender(this.model, job.file, job.id, (news) => {
      job.line.tell(news);
      if (news.state === "done" || news.state === "failed") this.over(job);
    });
    job.sender.start();
  }

  over(job) {
    if (this.current === job) this.current = null;
    this.next();
  }

  cancel(job) {
    if (job.sender) return job.sender.cancel();
    this.waiting = this.waiting.filter((other) => other !== job);
    job.line.tell({ state: "failed", received: 0, text: "Cancelled. Nothing was sent." });
  }

  repeat(job) {
    job.line.el.remove();
    this.add([job.file]);
  }
}

function limits(model) {
  const accept = model.get("accept");
  const kinds = accept.length ? `${accept.join(", ")}; ` : "";
  return `${kinds}up to ${size(model.get("max_bytes"))} each.`;
}

function zone(model, queue) {
  const [id, described] = [unique("file"), unique("file-hint")];
  const accept = model.get("accept").join(",") || null;
  const input = h("input", { id, type: "file", multiple: true, accept, "aria-describedby": described, onchange: () => (queue.add([...input.files]), (input.value = "")) });
  const hint = h("p", { class: "wb-note", id: described }, [model.get("hint"), limits(model)].filter(Boolean).join(" "));
  const el = h("div", { class: "wb-drop" }, h("label", { for: id, class: "wb-label" }, model.get("label")), hint, input, h("p", { class: "wb-note wb-drop-words", "aria-hidden": "true" }, "or drop them here"));
  const over = (yes) => (event) => (event.preventDefault(), el.toggleAttribute("data-over", yes));
  for (const name of ["dragenter", "dragover"]) el.addEventListener(name, over(true));
  el.addEventListener("dragleave", (event) => el.contains(event.relatedTarget) || el.removeAttribute("data-over"));
  el.addEventListener("drop", (event) => (over(false)(event), queue.add([...event.dataTransfer.files])));
  return el;
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "upload", ["label", "hint", "accept", "max_bytes"], (root) => {
      const list = h("ul", { class: "wb-files" });
      const queue = new Queue(model, list);
      const place = h("div");
      root.append(place, list);
      return {
        heard: (message) => queue.current?.sender.heard(message),
        draw: () => place.replaceChildren(zone(model, queue)),
      };
    });
  },
};
