// Ctrl+S in a notebook: the file is to hold the last letter typed here, so saving waits until
// Python has it.

import { isSavingKey } from "../shared/shortcuts.js";

/**
 * @import { Board } from "./board.js"
 * @import { Kernel } from "./kernel.js"
 */

const LONGEST = 3000; // ms that saving waits

/**
 * @param {Board} board @param {Kernel} kernel @param {HTMLElement} root
 * @returns {() => void} listen no more
 */
export function holdSavingBack(board, kernel, root) {
  const passed = new WeakSet();
  const listen = async (/** @type {KeyboardEvent} */ event) => {
    const [target] = event.composedPath();
    if (passed.has(event) || !isSavingKey(event) || !root.contains(/** @type {Node} */ (target))) {
      return;
    }
    board.keepIfPending();
    if (kernel.isHeard || kernel.isLost) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { key, code, keyCode, ctrlKey, metaKey, shiftKey } = event;
    await kernel.untilHeard(LONGEST);
    const again = new KeyboardEvent("keydown", {
      ...{ key, code, keyCode, which: keyCode, ctrlKey, metaKey, shiftKey },
      ...{ bubbles: true, cancelable: true, composed: true },
    });
    passed.add(again);
    target.dispatchEvent(again);
  };
  addEventListener("keydown", listen, true);
  return () => removeEventListener("keydown", listen, true);
}
