// What keys do: numbers give points, letters the rest, and none of them while something is typed.

/**
 * @typedef {{key: string, ctrlKey?: boolean, metaKey?: boolean, altKey?: boolean}} Pressed
 * @typedef {"level" | "back" | "next" | "open" | "previous" | "comment" | "flag" | "same" | "undo" |
 *   "leave"} Action
 */

/** @type {[string, string][]} each key with what it does, for those who ask */
export const KEYS = [
  ["1 – 9", "give this level for the criterion that is marked, and go to the next"],
  ["Backspace", "go back to the criterion before"],
  ["Enter or N", "next text"],
  ["O", "next text without a mark"],
  ["P", "the text before"],
  ["C", "write a comment; Esc leaves it, Ctrl+Enter goes to the next text"],
  ["F", "flag for a second look"],
  ["S", "same mark as the alike text has"],
  ["U or Ctrl+Z", "take the last change back"],
];

/** @type {Record<string, Action>} */
const LETTERS = {
  n: "next",
  o: "open",
  p: "previous",
  c: "comment",
  f: "flag",
  s: "same",
  u: "undo",
  Backspace: "back",
};

/**
 * @param {Pressed} pressed
 * @param {"typing" | "control" | "page"} where whether letters are typed, or Enter and Backspace
 *   have a meaning of their own, where the focus is
 * @returns {{action: Action, level: number} | null}
 */
export function meaning({ key, ctrlKey, metaKey, altKey }, where) {
  const act = (/** @type {Action} */ action, level = 0) => ({ action, level });
  if (where === "typing") {
    if (key === "Escape") return act("leave");
    return key === "Enter" && (ctrlKey || metaKey) ? act("next") : null;
  }
  if (key.toLowerCase() === "z" && (ctrlKey || metaKey)) return act("undo");
  if (ctrlKey || metaKey || altKey) return null;
  if (/^[1-9]$/.test(key)) return act("level", Number(key));
  if (key === "Enter") return where === "control" ? null : act("next");
  const action = LETTERS[key.length === 1 ? key.toLowerCase() : key];
  return action ? act(action) : null;
}
