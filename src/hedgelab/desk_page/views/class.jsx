// Class: who is in it, in which section, and what was decided of whom.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Field } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { Material } from "../parts/material.jsx";
import { DecidePart } from "./class_decide.jsx";
import { StudentsPart } from "./class_students.jsx";

const ROSTERS = ".csv,.txt,.tsv,.xlsx,.xls";

/** @param {ViewProps} props */
export function ClassView(props) {
  const { office, own, ask, isBusy, isReadOnly } = props;
  const [ticked, setTicked] = useState(/** @type {string[]} */ ([]));
  const { roster } = own;
  const isShut = isBusy || isReadOnly;
  /** @param {DeskFile[]} files */
  const take = (files) => ask({ do: "class.roster" }, files);
  return (
    <>
      <NameField key={office.name} name={office.name} ask={ask} disabled={isReadOnly} />
      {!roster ? (
        <FileDrop
          label="The list of your students"
          accept={ROSTERS}
          onFiles={take}
          disabled={isShut}
        >
          As your platform gives it: the gradebook that Canvas, Blackboard or Brightspace exports,
          Moodle’s grading worksheet or its participants, Gradescope’s roster, or a table of your
          own with a column “Student ID”. CSV or Excel.
        </FileDrop>
      ) : (
        <>
          <RosterTold roster={roster} />
          <details class="more">
            <summary>Take another list</summary>
            <FileDrop label="The new list" accept={ROSTERS} onFiles={take} disabled={isShut}>
              It takes the place of this one. What was decided of somebody stays.
            </FileDrop>
          </details>
        </>
      )}
      <Material step="class" {...{ office, ask, isBusy }} onFiles={take} />
      {roster && (
        <>
          <DecidePart {...props} ticked={ticked} onDecided={() => setTicked([])} />
          <StudentsPart {...props} ticked={ticked} onTicked={setTicked} />
        </>
      )}
    </>
  );
}

/**
 * @param {{ name: string, disabled: boolean } & Pick<ViewProps, "ask">} props
 */
function NameField({ name, ask, disabled }) {
  const [written, setWritten] = useState(name);
  return (
    <Field
      label="What the class is called"
      value={written}
      disabled={disabled}
      onValue={setWritten}
      more={{
        onChange: (/** @type {any} */ event) =>
          ask({ do: "name", name: event.currentTarget.value }),
      }}
    />
  );
}

/** @param {{ roster: Record<string, any> }} props */
function RosterTold({ roster }) {
  const { file, students, sections, notes, without_email: without } = roster;
  return (
    <section aria-label="The list">
      <p>
        <b>{thousands(students)} students</b> from {file}
        {sections.length > 0 && (
          <>
            , in {sections.length} sections:{" "}
            {sections
              .map((/** @type {any} */ it) => `${it.name} (${thousands(it.students)})`)
              .join(", ")}
          </>
        )}
        .
      </p>
      {without > 0 && without < students && (
        <p class="quiet">{thousands(without)} of them have no e-mail address.</p>
      )}
      {notes.length > 0 && (
        <details>
          <summary>What was odd about the list ({notes.length})</summary>
          <ul>
            {notes.map((/** @type {string} */ note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
