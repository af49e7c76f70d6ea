// The gradebook as the platform gave it: first what would change, cell by cell, and then filled.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field, Tick } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { Material } from "../parts/material.jsx";
import { Table } from "../parts/table.jsx";

/** @typedef {{ student: string, name: string, there: string, ours: string }} Cell */

const DO = "return.gradebook";

const CELLS = [
  { name: "student", title: "Student" },
  { name: "name", title: "Name" },
  {
    name: "there",
    title: "Stands there",
    draw: (/** @type {any} */ row) => row.there || "nothing",
  },
  { name: "ours", title: "Goes in", isNumber: true },
];
const LEFT = [...CELLS.slice(0, 3), { name: "ours", title: "Here", isNumber: true }];

/** @param {ViewProps & { sections: string[] }} props */
export function GradebookPart({ own, ask, shown, isBusy, download, sections, office }) {
  const [platform, setPlatform] = useState(likely(own));
  const [file, setFile] = useState(/** @type {DeskFile | null} */ (null));
  const [column, setColumn] = useState("");
  const [replace, setReplace] = useState(false);
  const chosen = own.gradebooks.find((/** @type {any} */ it) => it.id === platform);
  const dry = file && shown[DO];

  /** @param {DeskFile} given @param {object} [more] */
  const fill = (given, more = {}) =>
    ask({ do: DO, platform, column, replace, sections, ...more }, [given]);
  /** @param {DeskFile[]} given */
  const take = ([given]) => {
    setFile(given);
    setReplace(false);
    fill(given, { replace: false });
  };
  return (
    <section aria-labelledby="gradebook">
      <h3 id="gradebook">The grades into your gradebook</h3>
      <Field
        label="Platform"
        value={platform}
        onValue={setPlatform}
        options={own.gradebooks.map((/** @type {any} */ it) => [it.id, it.name])}
        hint="For another platform, take the table of grades below: it has id, e-mail and points."
      />
      <FileDrop
        label={`The gradebook as ${chosen?.name} gives it`}
        disabled={isBusy}
        onFiles={take}
      >
        {chosen?.from} Nothing in it changes but the grades, and you see each before.
      </FileDrop>
      <Material step="gradebook" {...{ office, ask, isBusy }} onFiles={take} />
      {file && (
        <>
          <Field
            label="Column"
            value={column}
            onValue={setColumn}
            hint="Empty for the one with the assignment’s name."
          />
          <Tick
            label="Replace other grades that stand there"
            checked={replace}
            onChecked={(checked) => {
              setReplace(checked);
              fill(file, { replace: checked });
            }}
          />
          <div class="buttons">
            <button type="button" disabled={isBusy} onClick={() => fill(file)}>
              See what would change
            </button>
            <button
              type="button"
              class="primary"
              disabled={isBusy || !dry?.filled}
              onClick={async () => download((await fill(file, { apply: true })).files)}
            >
              Save it filled
            </button>
          </div>
        </>
      )}
      {dry && <Cells {...dry} />}
      <div class="buttons">
        <button
          type="button"
          disabled={isBusy}
          onClick={async () => download((await ask({ do: "grade.tables", sections })).files)}
        >
          The tables of grades and of files
        </button>
      </div>
    </section>
  );
}

/** @param {{ column: string, same: number, changes: Cell[], kept: Cell[] }} props */
function Cells({ column, same, changes, kept }) {
  return (
    <>
      <p>
        Into the column <b>{column}</b>
        {same > 0 && `; ${same} grades stand there already`}.
      </p>
      <Table
        caption="What goes in"
        columns={CELLS}
        perPage={20}
        rows={changes}
        empty="No cell changes."
      />
      {kept.length > 0 && (
        <Table caption="Left, for another grade stands there" columns={LEFT} rows={kept} />
      )}
    </>
  );
}

/** @param {Record<string, any>} own */
function likely({ used, gradebooks }) {
  const ids = gradebooks.map((/** @type {any} */ it) => it.id);
  return used.find((/** @type {string} */ id) => ids.includes(id)) ?? "canvas";
}
