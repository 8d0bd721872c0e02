// A table with its title, its note and its files.
import { h } from "./dom.js";
import { receiver } from "./files.js";
import { dataTable } from "./rows.js";
import { mount, press } from "./views.js";

function files(ask) {
  return h("div", { class: "wb-tools-row" },
    press("CSV", () => ask({ type: "csv" }), { kind: "quiet", drawing: "save" }),
    press("Excel", () => ask({ type: "xlsx" }), { kind: "quiet", drawing: "save" }));
}

export default {
  render(context) {
    const { model } = context;
    return mount(context, "table", ["table"], (root) => {
      const place = h("div");
      const status = h("p", { class: "wb-status-text", role: "status" });
      const incoming = receiver(model, (sentence) => (status.textContent = sentence));
      root.append(place, status);
      return {
        heard: incoming.heard,
        end: incoming.end,
        draw() {
          const table = model.get("table");
          status.textContent = "";
          if (!table.columns) return place.replaceChildren();
          place.replaceChildren(
            h("div", { class: "wb-table-head" }, table.title ? h("h3", {}, table.title) : null, files(incoming.ask)),
            table.rows.length ? dataTable(table, table.title || "Table") : h("p", { class: "wb-empty" }, "There are no rows yet."),
            ...(table.note ? [h("p", { class: "wb-note" }, table.note)] : []));
        },
      };
    });
  },
};
