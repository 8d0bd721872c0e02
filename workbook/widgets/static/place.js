// Where the reader is on the page, kept over a reload: the field with the focus, and how far the page was scrolled.

const NAME = "workbook:place";
const PATIENCE = 30_000; // ms until the field must be there again

let last = "";
document.addEventListener("focusin", ({ target }) => {
  if (target.id && target.closest("main")) last = target.id;
});

/** Loads the page again and leads back to where the reader is; the step stands in the address, the texts in the browser's storage. */
export function reload() {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ page: location.pathname, field: last, top: window.scrollY }));
  } catch {
    // a full or forbidden storage: the page opens at its top
  }
  location.reload();
}

/** After such a reload: puts focus and page back as soon as the field is drawn, unless the reader has begun something else. */
export function putBack() {
  const { page, field, top } = taken();
  if (page !== location.pathname || !field) return;
  const found = () => {
    const control = document.getElementById(field);
    if (!control || control.offsetParent === null) return false;
    if (document.activeElement === document.body) {
      control.focus({ preventScroll: true });
      window.scrollTo({ top });
    }
    return true;
  };
  if (found()) return;
  const watching = new MutationObserver(() => found() && watching.disconnect());
  watching.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watching.disconnect(), PATIENCE);
}

function taken() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME) ?? "{}");
    sessionStorage.removeItem(NAME);
    return kept;
  } catch {
    return {};
  }
}
