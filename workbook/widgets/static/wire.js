// The line to the page's kernel: Jupyter's messages over one websocket, with their binary parts.

const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const JSON_PARTS = ["header", "parent_header", "metadata", "content"];

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const bytes = (b) => (ArrayBuffer.isView(b) ? new Uint8Array(b.buffer, b.byteOffset, b.byteLength) : new Uint8Array(b));

/** A message as bytes: how many marks, where each part begins and the last ends, then channel, four parts of JSON and the binary ones. */
function pack(message) {
  const parts = [
    encoder.encode(message.channel),
    ...JSON_PARTS.map((part) => encoder.encode(JSON.stringify(message[part]))),
    ...(message.buffers ?? []).map(bytes),
  ];
  const marks = new DataView(new ArrayBuffer(8 * (parts.length + 2)));
  const mark = (place, number) => marks.setBigUint64(8 * place, BigInt(number), true);
  mark(0, parts.length + 1);
  let at = marks.byteLength;
  parts.forEach((part, i) => (mark(i + 1, at), (at += part.byteLength)));
  mark(parts.length + 1, at);
  const whole = new Uint8Array(at); // not a Blob, which a browser reads piece by piece before it sends it
  whole.set(new Uint8Array(marks.buffer));
  parts.reduce((place, part) => (whole.set(part, place), place + part.byteLength), marks.byteLength);
  return whole;
}

/** The message in what came over the websocket. */
function unpack(data) {
  const view = new DataView(data);
  const mark = (place) => Number(view.getBigUint64(8 * place, true));
  const parts = Array.from({ length: mark(0) - 1 }, (_, i) => new DataView(data, mark(i + 1), mark(i + 2) - mark(i + 1)));
  const message = { channel: decoder.decode(parts[0]), buffers: parts.slice(5) };
  JSON_PARTS.forEach((part, i) => (message[part] = JSON.parse(decoder.decode(parts[i + 1]))));
  return message;
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
    socket = new WebSocket(`${address}?session_id=${session}`, PROTOCOL);
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
