// A file on its way to Python: pieces of a megabyte, a few of them under way at a time, each confirmed.

const PIECE = 2 ** 20;
const WINDOW = 4; // pieces under way
const PATIENCE = 15_000; // ms without a word, then everything unconfirmed is sent again
const ATTEMPTS = 8;

/** Sends one file; `tell({state, received, text})` hears how it goes. Call `heard` with each message of the model. */
export function sender(model, file, id, tell) {
  let sent = 0;
  let confirmed = 0;
  let failures = 0;
  let timer = 0;
  let over = false;
  let filling = false; // pieces leave one after the other, or they would arrive out of order

  function start() {
    model.send({ type: "start", id, name: file.name, size: file.size });
    wait();
  }
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(again, PATIENCE);
  }
  function again() {
    failures += 1;
    if (failures > ATTEMPTS) return finish("failed", "The connection was lost before the whole file had arrived. Upload it again when the page is connected.");
    tell({ state: "waiting", received: confirmed });
    sent = confirmed;
    if (confirmed === 0) start();
    else fill();
    wait();
  }
  async function fill() {
    if (filling) return;
    filling = true;
    while (!over && sent < file.size && sent < confirmed + WINDOW * PIECE) {
      const offset = sent;
      sent = Math.min(file.size, offset + PIECE);
      let piece;
      try {
        piece = await file.slice(offset, sent).arrayBuffer();
      } catch {
        cancel("The file could not be read on this computer. Close it in other programs, then upload it again.");
      }
      if (!over) model.send({ type: "piece", id, offset }, undefined, [piece]);
    }
    filling = false;
  }
  function finish(state, text) {
    over = true;
    clearTimeout(timer);
    tell({ state, received: confirmed, text });
  }
  function cancel(text = "Cancelled. Nothing was kept.") {
    if (over) return;
    model.send({ type: "cancel", id });
    finish("failed", text);
  }

  return {
    start,
    cancel,
    heard(message) {
      if (over || message.id !== id) return;
      failures = 0;
      if (message.type === "ack") {
        confirmed = Math.max(confirmed, message.received);
        tell({ state: "sending", received: confirmed });
        wait();
        fill();
      } else if (message.type === "unknown") {
        confirmed = sent = 0;
        start();
      } else if (message.type === "reading") {
        clearTimeout(timer);
        confirmed = file.size;
        tell({ state: "reading", received: confirmed });
      } else if (message.type === "done" || message.type === "failed") finish(message.type, message.text);
    },
  };
}
