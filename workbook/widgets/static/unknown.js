// What stands in the store for "I do not know yet". In a module of its own, which imports nothing: the kinds of fields import each other.
export const DONT_KNOW = "?";
