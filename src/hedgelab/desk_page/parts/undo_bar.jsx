// The last step back, and the undone one again.

/** @import { OfficeState } from "../engine.js" */

/**
 * @param {object} props
 * @param {OfficeState} props.office
 * @param {boolean} props.disabled
 * @param {() => unknown} props.onUndo
 * @param {() => unknown} props.onRedo
 */
export function UndoBar({ office: { undo, redo }, disabled, onUndo, onRedo }) {
  return (
    <div class="undo" role="group" aria-label="Undo and redo">
      <button type="button" disabled={disabled || !undo.length} onClick={onUndo}>
        {undo.length ? `Undo: ${undo[0]}` : "Undo"}
      </button>
      <button type="button" disabled={disabled || !redo.length} onClick={onRedo}>
        {redo.length ? `Redo: ${redo[0]}` : "Redo"}
      </button>
    </div>
  );
}
