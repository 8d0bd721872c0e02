// A file on its way from Python: asked for piece by piece, put together here, and saved under its name.
import { h } from "./dom.js";

const PATIENCE = 10_000; // ms without a piece, then it is asked for again
const ATTEMPTS = 6;

/** Saves a blob under a name, as if a link to it had been clicked. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A number of bytes as a person says it. */
export function size(bytes) {
  const units = [["GB", 2 ** 30], ["MB", 2 ** 20], ["KB", 2 ** 10]];
  const [unit, each] = units.find(([, least]) => bytes >= least) ?? ["bytes", 1];
  return `${Number((bytes / each).toFixed(1))} ${unit}`;
}

/**
 * `ask(message)` requests a file, `heard(message, buffers)` takes what comes; `say(sentence, done)` is told how it goes.
 * A view that did not ask ignores files meant for another view of the same widget.
 */
export function receiver(model, say) {
  let waiting = false;
  let file = null;
  let timer = 0;

  function stop(sentence) {
    clearTimeout(timer);
    waiting = false;
    file = null;
    say(sentence, true);
  }
  function more() {
    clearTimeout(timer);
    if (file.failures > ATTEMPTS) return stop("The connection was lost before the file was complete. Try again when the page is connected.");
    model.send({ type: "more", name: file.name, offset: file.received });
    timer = setTimeout(() => ((file.failures += 1), more()), PATIENCE);
  }
  function finish() {
    const { name, mime, pieces, received } = file;
    save(new Blob(pieces, { type: mime }), name);
    model.send({ type: "got", name });
    stop(`${name} (${size(received)}) is in your downloads.`);
  }
  function next() {
    if (file.received >= file.size) return finish();
    if (file.received > 0) say(`Receiving ${file.name}: ${Math.round((100 * file.received) / file.size)} %`, false);
    more();
  }

  return {
    ask(message) {
      if (waiting) return;
      waiting = true;
      say("Making the file…", false);
      timer = setTimeout(() => say("Still making the file…", false), PATIENCE);
      model.send(message);
    },
    heard(message, buffers) {
      if (!waiting) return;
      if (message.type === "failed") stop(message.text);
      if (message.type === "file") {
        file = { ...message, pieces: [], received: 0, failures: 0 };
        next();
      }
      if (message.type === "piece" && file && message.name === file.name && message.offset === file.received) {
        file.pieces.push(buffers[0]);
        file.received += buffers[0].byteLength;
        file.failures = 0;
        next();
      }
    },
    end: () => clearTimeout(timer),
  };
}
