// A notebook's shortcuts, which are not for what is typed in a control of ours: but for saving.

const MARK = "data-lm-suppress-shortcuts";

/** @param {KeyboardEvent} event whether it is Ctrl+S or ⌘S */
export function isSavingKey({ key, code, ctrlKey, metaKey, altKey }) {
  return (ctrlKey || metaKey) && !altKey && (code === "KeyS" || key.toLowerCase() === "s");
}

/**
 * Keep a control's keys from JupyterLab, which would take arrow keys, digits and letters for
 * commands to the notebook. It asks the focused element itself; a mark on something around it
 * comes too late.
 * @param {HTMLElement} control
 */
export function keepKeysIn(control) {
  control.setAttribute(MARK, "");
  letSavingBy();
}

let isListening = false;

function letSavingBy() {
  if (isListening) return;
  isListening = true;
  // Before JupyterLab, which listens at the document.
  globalThis.addEventListener?.(
    "keydown",
    (event) => {
      const [target] = event.composedPath();
      if (!isSavingKey(event) || !(target instanceof Element)) return;
      const control = target.closest(`[${MARK}]`);
      if (!control) return;
      control.removeAttribute(MARK);
      setTimeout(() => control.setAttribute(MARK, ""));
    },
    true,
  );
}
