// Grade: what was handed in goes in here, and how the class stands comes out.

/** @import { ViewProps } from "../store.js" */
import { useEffect, useRef, useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { FileDrop } from "../parts/file_drop.jsx";
import { Material } from "../parts/material.jsx";
import { DecidedPart } from "./grade_decided.jsx";
import { GlancePart } from "./grade_glance.jsx";
import { HeldBackPart } from "./grade_held_back.jsx";
import { LookPart } from "./grade_look.jsx";
import { TablesPart } from "./grade_tables.jsx";

/** @param {ViewProps} props */
export function GradeView(props) {
  const { office, own, ask, go, shown, isBusy, isReadOnly } = props;
  const [file, setFile] = useState(/** @type {number | null} */ (null));
  const wasOpen = useRef(false);
  useEffect(() => {
    // Back to the list from a file: not to the top of the page.
    if (file === null && wasOpen.current) document.getElementById("look")?.focus();
    wasOpen.current = file !== null;
  }, [file]);
  if (!own.has_sheets && !own.graded) {
    return (
      <section>
        <p>What comes back is graded by the key of the sheets: write these first.</p>
        <button type="button" class="primary" onClick={() => go("handout")}>
          To Hand out
        </button>
      </section>
    );
  }
  /** @param {number | null} number */
  const open = async (number) => {
    if (number !== null) await ask({ do: "grade.look", file: number });
    setFile(number);
  };
  const look = shown["grade.look"];
  if (file !== null && look?.file === file) {
    return <HeldBackPart key={file} {...props} look={look} open={open} />;
  }
  return (
    <>
      <FileDrop
        label={own.graded ? "More that was handed in" : "What your students handed in"}
        multiple
        folders
        disabled={isBusy || isReadOnly}
        onFiles={(files) => ask({ do: "grade.files" }, files)}
      >
        Zips as the platform gives them, folders, single files, and its list or worksheet, which
        tells who handed in when. Nothing that was handed in is ever run. The same file twice counts
        once.
      </FileDrop>
      <Material
        step="grade"
        {...{ office, ask, isBusy }}
        onFiles={(files) => ask({ do: "grade.files" }, files)}
      />
      {own.handed_in.length > 0 && <Came names={own.handed_in} />}
      {own.graded && (
        <>
          <Lead own={own} />
          <GlancePart own={own} ask={ask} shown={shown} isBusy={isBusy} open={open} />
          <LookPart own={own} ask={ask} shown={shown} isBusy={isBusy} open={open} />
          <DecidedPart own={own} ask={ask} isBusy={isBusy} isReadOnly={isReadOnly} />
          <TablesPart {...props} />
        </>
      )}
    </>
  );
}

/**
 * What came so far; its list, which may have thousands of names, is drawn for who opens it.
 * @param {{ names: string[] }} props
 */
function Came({ names }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {names.length === 1 ? "1 file or folder" : `${thousands(names.length)} files or folders`}{" "}
        came so far
      </summary>
      {isOpen && (
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </details>
  );
}

/** @param {{ own: Record<string, any> }} props */
function Lead({ own }) {
  const { with_grade: graded, enrolled, provisional, has_roster: hasRoster } = own;
  return (
    <p class="lead">
      <strong>
        {thousands(graded)} of {thousands(enrolled)}
      </strong>{" "}
      students have a grade.{" "}
      {provisional > 0 && `${thousands(provisional)} of them lack marks for their reasons. `}
      {!hasRoster && "No roster says who the students are, so nobody can be missing."}
    </p>
  );
}
