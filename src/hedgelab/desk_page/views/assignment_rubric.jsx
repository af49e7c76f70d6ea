// What judges the reasons: a rubric that comes along, or one's own, written here.

/** @import { ViewProps } from "../store.js" */
import { useEffect, useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { Criteria } from "./assignment_criteria.jsx";

const NONE = "";
const OWN = "own";

/** @typedef {{ points: number | string, says: string }} Level */
/** @typedef {{ id?: string, title: string, levels: Level[] }} Criterion */
/** @typedef {{ title: string, criteria: Criterion[] }} Rubric */

/** @type {Rubric} */
const EMPTY = {
  title: "The reasons given for a place",
  criteria: [
    {
      title: "",
      levels: [
        { points: 0, says: "" },
        { points: 1, says: "" },
      ],
    },
  ],
};

/** @param {ViewProps & { form: any, isShut: boolean }} props */
export function RubricPart({ own, ask, form, isShut }) {
  const [isWriting, setWriting] = useState(false);
  const { rubric } = own;
  const shipped = form.rubrics.map((/** @type {any} */ it) => [it.name, it.title]);
  const named = String(own.values.rubric ?? "");
  const chosen = named
    ? (shipped.find((/** @type {any} */ [it]) => named.endsWith(it))?.[0] ?? OWN)
    : NONE;
  /** @param {string} wanted */
  const choose = (wanted) => {
    setWriting(wanted === OWN);
    if (wanted !== OWN) ask({ do: "assignment.use-rubric", rubric: wanted });
  };
  return (
    <>
      <Field
        label="Rubric for the reasons"
        value={isWriting && !rubric ? OWN : chosen}
        onValue={choose}
        options={[[NONE, "None: reasons earn nothing"], ...shipped, [OWN, "One of my own"]]}
        error={own.problem?.member === "rubric" ? own.problem.says : ""}
        disabled={isShut}
      />
      {(rubric || isWriting) && (
        <details class="more" open={isWriting}>
          <summary>
            {rubric
              ? `${rubric.title}: ${rubric.criteria.length} criteria, ${rubric.most} points`
              : "Your rubric"}
          </summary>
          <RubricForm
            rubric={rubric ?? EMPTY}
            isShut={isShut}
            onKeep={async (/** @type {Rubric} */ written) => {
              const { error } = await ask({ do: "assignment.keep-rubric", rubric: written });
              if (!error) setWriting(false);
            }}
          />
          <FileDrop
            label="Or drop a rubric (.yml)"
            accept=".yml,.yaml"
            disabled={isShut}
            onFiles={(files) => ask({ do: "assignment.keep-rubric" }, files)}
          />
        </details>
      )}
    </>
  );
}

/** @param {{ rubric: Rubric, isShut: boolean, onKeep: (rubric: Rubric) => unknown }} props */
function RubricForm({ rubric, isShut, onKeep }) {
  const [written, setWritten] = useState(rubric);
  const held = JSON.stringify(rubric);
  useEffect(() => setWritten(rubric), [held]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(written);
      }}
    >
      <Field
        label="Title of the rubric"
        value={written.title}
        onValue={(title) => setWritten({ ...written, title })}
        disabled={isShut}
      />
      <Criteria
        criteria={written.criteria}
        isShut={isShut}
        onCriteria={(criteria) => setWritten({ ...written, criteria })}
      />
      <button type="submit" disabled={isShut || JSON.stringify(written) === held}>
        Keep the rubric
      </button>
    </form>
  );
}
