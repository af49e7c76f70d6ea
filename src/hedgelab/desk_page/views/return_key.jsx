// The key changed after a discussion: first who would move, then apply.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { FileDrop } from "../parts/file_drop.jsx";
import { Table } from "../parts/table.jsx";

const PREVIEW = "return.preview-regrade";

/** @param {any} row @param {"before" | "after"} side */
const points = (row, side) => row[side]?.toFixed(2) ?? "no grade";
const MOVES = [
  { name: "student", title: "Student" },
  { name: "name", title: "Name" },
  {
    name: "before",
    title: "Before",
    isNumber: true,
    draw: (/** @type {any} */ row) => points(row, "before"),
  },
  {
    name: "after",
    title: "After",
    isNumber: true,
    draw: (/** @type {any} */ row) => points(row, "after"),
  },
  { name: "why", title: "Why", draw: (/** @type {any} */ row) => row.why.join(" ") },
];

/** @param {ViewProps} props */
export function KeyPart({ own, ask, shown, isBusy, isReadOnly, go }) {
  const [file, setFile] = useState(/** @type {DeskFile[]} */ ([]));
  const moves = shown[PREVIEW]?.moves;
  return (
    <details open={own.key_changed}>
      <summary>
        <h3>The key changed</h3>
      </summary>
      <p>
        {own.key_changed
          ? "The assignment says something else now than the key by which it was graded."
          : "After a discussion you may give a reading its due: change the assignment, with a reason that students will read."}{" "}
        <button type="button" onClick={() => go("assignment")}>
          Assignment
        </button>
      </p>
      <FileDrop
        label={
          file.length ? `The new key: ${file[0].name}` : "Or a key.json that the command wrote"
        }
        accept=".json"
        disabled={isBusy}
        onFiles={setFile}
      />
      <div class="buttons">
        <button type="button" disabled={isBusy} onClick={() => ask({ do: PREVIEW }, file)}>
          See who would move
        </button>
        <button
          type="button"
          class="primary"
          disabled={isBusy || isReadOnly || !moves}
          onClick={() => ask({ do: "return.regrade" }, file)}
        >
          Apply the new key
        </button>
      </div>
      {moves && (
        <Table caption="Who would move" columns={MOVES} rows={moves} empty="Nobody would move." />
      )}
    </details>
  );
}
