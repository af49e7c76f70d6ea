// A place to drop files and folders on, with the browser's own choosing of files inside.

/** @import { ComponentChildren } from "preact" */
/** @import { DeskFile } from "../engine.js" */
import { useId, useState } from "preact/hooks";
import { chosen, dropped } from "./dropped.js";

const FOLDERS = { webkitdirectory: true };

/**
 * @param {object} props
 * @param {string} props.label what to drop: "The roster"
 * @param {(files: DeskFile[]) => unknown} props.onFiles
 * @param {string} [props.accept] endings of names, such as ".csv,.xlsx"
 * @param {boolean} [props.multiple]
 * @param {boolean} [props.folders] whether a folder may be chosen, too
 * @param {boolean} [props.disabled]
 * @param {ComponentChildren} [props.children] what is to be said of it
 */
export function FileDrop({ label, onFiles, accept, multiple, folders, disabled, children }) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [told, setTold] = useState("");
  /** @param {DeskFile[]} files */
  const take = (files) => {
    const isOne = !multiple && !folders && files.length > 1;
    setTold(isOne ? `One file is wanted here, so only ${files[0].name} was taken.` : "");
    if (files.length) onFiles(isOne ? files.slice(0, 1) : files);
  };
  /** @param {Error} error */
  const refuse = (error) => setTold(error.message);
  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  const choose = ({ currentTarget: input }) => {
    take(chosen(input.files ?? []));
    input.value = ""; // the same file can be chosen again
  };
  return (
    <div
      class={`drop${isOver ? " is-over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!disabled && event.dataTransfer) dropped(event.dataTransfer).then(take, refuse);
      }}
    >
      <label for={id}>{label}</label>
      {children && <p class="quiet">{children}</p>}
      <input id={id} type="file" {...{ accept, multiple, disabled }} onChange={choose} />
      {folders && (
        <label class="button">
          A folder
          <input type="file" class="for-ears" {...FOLDERS} disabled={disabled} onChange={choose} />
        </label>
      )}
      {told && (
        <p role="alert" class="notice is-wrong">
          {told}
        </p>
      )}
    </div>
  );
}
