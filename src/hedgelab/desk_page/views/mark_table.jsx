// Marks in a table, for who prefers a spreadsheet: out, and back.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field, Tick } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { Material } from "../parts/material.jsx";
import { sectionOptions, sectionsOf } from "../parts/sections.js";

/** @param {ViewProps & { marker: string }} props */
export function TablePart({ office, own, ask, download, marker, isBusy, isReadOnly }) {
  const [overrule, setOverrule] = useState(false);
  const [section, setSection] = useState("");
  /** @type {string[]} */
  const sections = own.sections;
  const save = async () => {
    const { files } = await ask({ do: "mark.export", sections: sectionsOf(section) });
    download(files);
  };
  const isIdle = isBusy || isReadOnly;
  return (
    <section aria-labelledby="mark-table">
      <h3 id="mark-table">In a table</h3>
      <p>
        A row for each text, without names, to mark in Excel or another spreadsheet. Write points in
        the rubric’s columns, and leave the last two columns as they are.
      </p>
      {sections.length > 0 && (
        <Field
          label="Whose texts"
          value={section}
          onValue={setSection}
          options={sectionOptions(sections, "The whole class’s")}
        />
      )}
      <button type="button" disabled={isIdle} onClick={save}>
        Save the table
      </button>
      <FileDrop
        label="The table, marked"
        accept=".csv,.xlsx"
        disabled={isIdle || !marker.trim()}
        onFiles={(files) => ask({ do: "mark.import", marker, overrule }, files)}
      >
        {marker.trim()
          ? "A mark on record that is newer than the table stays, and is told."
          : "Write your name at the top first: each mark is kept with who gave it."}
      </FileDrop>
      {marker.trim() && (
        <Material
          step="mark-table"
          {...{ office, ask, isBusy }}
          onFiles={(files) => ask({ do: "mark.import", marker, overrule }, files)}
        />
      )}
      <Tick
        label="The table counts, also where a mark on record is newer"
        checked={overrule}
        disabled={isReadOnly}
        onChecked={setOverrule}
      />
    </section>
  );
}
