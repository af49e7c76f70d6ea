// The tables of grades and of files, for the class or for a section.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";
import { sectionOptions, sectionsOf } from "../parts/sections.js";

/** @param {ViewProps} props */
export function TablesPart({ own, ask, download, isBusy, isReadOnly }) {
  const [section, setSection] = useState("");
  /** @type {string[]} */
  const sections = own.sections.filter(Boolean);
  /** @param {string} name */
  const save = async (name) => {
    const { files } = await ask({ do: "grade.tables", sections: sectionsOf(section) });
    download(files.filter((file) => file.name === name));
  };
  return (
    <section aria-labelledby="tables">
      <h3 id="tables">As tables</h3>
      <p class="quiet">
        grades.csv has a row for each student, intake.csv one for each file and for whoever is
        missing.
      </p>
      {sections.length > 0 && (
        <Field
          label="Of whom"
          value={section}
          onValue={setSection}
          options={sectionOptions(sections)}
        />
      )}
      <div class="buttons">
        {["grades.csv", "intake.csv"].map((name) => (
          <button key={name} type="button" disabled={isBusy} onClick={() => save(name)}>
            Save {name}
          </button>
        ))}
        <button
          type="button"
          disabled={isBusy || isReadOnly || !own.handed_in.length}
          onClick={() => ask({ do: "grade.again" })}
        >
          Grade everything anew
        </button>
      </div>
    </section>
  );
}
