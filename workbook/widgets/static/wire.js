// The line to the page's kernel: Jupyter's messages over one websocket, with their binary parts.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A message as bytes: how many parts, where each begins, then the parts; the first part is the JSON. */
export function pack(message) {
  const { buffers = [], ...rest } = message;
  if (!buffers.length) return JSON.stringify(rest);
  const parts = [encoder.encode(JSON.stringify(rest)), ...buffers.map((b) => new Uint8Array(b.buffer ?? b, b.byteOffset ?? 0, b.byteLength))];
  const head = new DataView(new ArrayBuffer(4 * (parts.length + 1)));
  head.setUint32(0, parts.length);
  let at = head.byteLength;
  parts.forEach((part, i) => (head.setUint32(4 * (i + 1), at), (at += part.byteLength)));
  return new Blob([head, ...parts]);
}

/** The message in what came over the websocket. */
export function unpack(data) {
  if (typeof data === "string") return JSON.parse(data);
  const view = new DataView(data);
  const begins = Array.from({ length: view.getUint32(0) }, (_, i) => view.getUint32(4 * (i + 1)));
  const part = (i) => new DataView(data, begins[i], (begins[i + 1] ?? data.byteLength) - begins[i]);
  return { ...JSON.parse(decoder.decode(part(0))), buffers: begins.slice(1).map((_, i) => part(i + 1)) };
}

const name = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

/** A line to a kernel. `heard(message)` gets what the kernel says; `changed("open" | "lost")` how the line is. It is mended by itself. */
export function wire(address, { heard, changed }) {
  const session = name();
  const waiting = [];
  let socket = null;
  let tries = 0;
  let closed = false;

  function connect() {
    socket = new WebSocket(`${address}?session_id=${session}`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      tries = 0;
      changed("open");
      waiting.splice(0).forEach((message) => socket.send(pack(message)));
    };
    socket.onmessage = (event) => heard(unpack(event.data));
    socket.onclose = () => {
      if (closed) return;
      changed("lost");
      setTimeout(connect, Math.min(500 * 2 ** tries++, 5000));
    };
  }
  connect();
  addEventListener("pagehide", () => (closed = true));
  addEventListener("pageshow", (event) => event.persisted && ((closed = false), connect()));

  return {
    /** Says something to the kernel; what cannot be sent now is sent when the line is back. */
    say(type, content, { buffers = [], metadata = {} } = {}) {
      const header = { msg_id: name(), msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString() };
      const message = { header, parent_header: {}, metadata, content, channel: "shell", buffers };
      if (socket?.readyState === WebSocket.OPEN) socket.send(pack(message));
      else waiting.push(message);
      return header.msg_id;
    },
  };
}
