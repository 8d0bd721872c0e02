// Texts the server has not confirmed yet, in the browser's own storage, so that a reload or a lost connection loses nothing.

/** The drafts of one form of one workbook; a full or forbidden storage is worked without. */
export function makeDrafts(workbook, form) {
  const prefix = `workbook:${workbook}:${form}:`;
  const safely = (action, otherwise) => {
    try {
      return action();
    } catch {
      return otherwise;
    }
  };
  return {
    /** Keeps a text with the revision it grew from and the tab that typed it. Returns whether it could. */
    keep: (field, draft) => safely(() => (localStorage.setItem(prefix + field, JSON.stringify({ ...draft, at: Date.now() })), true), false),
    clear: (field) => safely(() => localStorage.removeItem(prefix + field)),
    /** All drafts as {field: {raw, base, tab, at}}. */
    all() {
      return safely(() => {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
        return Object.fromEntries(keys.map((key) => [key.slice(prefix.length), JSON.parse(localStorage.getItem(key))]));
      }, {});
    },
  };
}

/** Whether texts of a form are kept that the server has not confirmed. */
export const hasDrafts = (workbook, form) => Object.keys(makeDrafts(workbook, form).all()).length > 0;
