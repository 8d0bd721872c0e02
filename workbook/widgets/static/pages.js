// The pages of a document: a strip of small ones; each opens in full, and each is fetched when it comes into view.
import { h } from "./dom.js";
import { mount, press } from "./views.js";

/** A picture of the page that arrived packed. */
async function unpacked(buffer) {
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  return URL.createObjectURL(new Blob([await new Response(stream).arrayBuffer()], { type: "image/svg+xml" }));
}

/** One page in full, with the way to the ones beside it. */
function reader(picture, fetch) {
  const image = h("img", { class: "wb-pages__full" });
  const where = h("p", { class: "wb-pages__where", role: "status" });
  const [back, on] = [press("Previous page", () => open(at - 1)), press("Next page", () => open(at + 1))];
  const box = h("dialog", { class: "wb-pages__reader", "aria-label": "Page in full" },
    h("div", { class: "wb-pages__bar" }, back, where, on, press("Close", () => box.close(), { kind: "main" })), image);
  let [at, count] = [0, 0];
  box.addEventListener("click", (event) => event.target === box && box.close());
  box.addEventListener("keydown", ({ key }) => key === "ArrowRight" ? open(at + 1) : key === "ArrowLeft" ? open(at - 1) : null);

  function open(number, of = count) {
    if (number < 0 || number >= of) return;
    [at, count] = [number, of];
    [back.disabled, on.disabled] = [at === 0, at === count - 1];
    where.textContent = `Page ${at + 1} of ${count}`;
    draw(at);
    fetch(at);
    if (!box.open) box.showModal();
    box.scrollTop = 0;
  }

  function draw(number) {
    if (number !== at) return;
    image.alt = `Page ${at + 1} of ${count} as it will be printed. Its words stand in the text of the plan.`;
    if (picture(at)) image.src = picture(at);
    else image.removeAttribute("src");
  }
  return { box, open, draw };
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "pages", ["pages"], (root) => {
      const urls = new Map();
      const asked = new Set();
      let edition = -1;
      const ask = (page) => {
        if (asked.has(page)) return;
        asked.add(page);
        model.send({ type: "page", page });
      };
      const full = reader((page) => urls.get(page), ask);
      const strip = h("ol", { class: "wb-pages__strip", tabindex: "0", role: "list" });
      const seen = new IntersectionObserver((entries) => entries.forEach((one) => one.isIntersecting && ask(Number(one.target.dataset.page))), { rootMargin: "200px" });
      root.append(strip, full.box);

      function forget() {
        urls.forEach((url) => URL.revokeObjectURL(url));
        urls.clear();
        asked.clear();
        seen.disconnect();
      }

      function small(page, count) {
        const image = h("img", { alt: "" });
        const button = h("button", { type: "button", class: "wb-pages__page", "aria-label": `Page ${page + 1} of ${count}, in full`, onclick: () => full.open(page, count) }, image, h("span", { "aria-hidden": "true" }, String(page + 1)));
        const item = h("li", { "data-page": String(page) }, button);
        seen.observe(item);
        return item;
      }

      return {
        draw() {
          const { title = "", count = 0, edition: now = 0, width = 210, height = 297 } = model.get("pages") ?? {};
          root.hidden = !count;
          if (now === edition) return;
          edition = now;
          forget();
          root.style.setProperty("--page", `${width} / ${height}`);
          strip.setAttribute("aria-label", `${title}: ${count} pages as they will be printed`);
          while (strip.children.length > count) strip.lastChild.remove();
          [...strip.children].forEach((item, page) => {
            item.firstChild.setAttribute("aria-label", `Page ${page + 1} of ${count}, in full`);
            seen.observe(item);
          });
          for (let page = strip.children.length; page < count; page++) strip.append(small(page, count));
          if (full.box.open) full.box.close();
        },
        async heard(content, buffers) {
          if (content.type !== "page" || content.edition !== edition) return;
          const url = await unpacked(buffers[0]);
          if (content.edition !== edition) return URL.revokeObjectURL(url);
          urls.set(content.page, url);
          const image = strip.children[content.page]?.querySelector("img");
          if (image) image.src = url;
          full.draw(content.page);
        },
        end: forget,
      };
    });
  },
};
