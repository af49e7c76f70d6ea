// Mark: the reasons by the rubric, by oneself, with assistants, or in a table.

/** @import { ViewProps } from "../store.js" */
import { useEffect, useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Field } from "../parts/field.jsx";
import { Material } from "../parts/material.jsx";
import { ApartPart } from "./mark_apart.jsx";
import { OwnMarking } from "./mark_own.jsx";
import { SharePart } from "./mark_share.jsx";
import { TablePart } from "./mark_table.jsx";

/** @param {ViewProps} props */
export function MarkView(props) {
  const { office, own, ask, go, isBusy, isReadOnly } = props;
  const [marker, setMarker] = useState(own.who ?? "");
  const [pack, setPack] = useState(/** @type {any} */ (null));
  const isUndone = office.redo.length > 0;
  useEffect(() => {
    // What was undone is not on the open page: it is drawn anew from what is kept.
    if (isUndone) setPack(null);
  }, [isUndone]);
  useEffect(() => {
    if (own.behind && !isReadOnly) ask({ do: "mark.keep", done: true }, [], { isQuiet: true });
  }, []);
  if (!own.graded) {
    return (
      <section>
        <p>Reasons are marked once they came in: grade first.</p>
        <button type="button" class="primary" onClick={() => go("grade")}>
          To Grade
        </button>
      </section>
    );
  }
  if (!own.rubric) {
    return (
      <p>
        This assignment has no rubric, so there is nothing to mark. Name one in the step Assignment
        if reasons are to earn points.
      </p>
    );
  }
  if (pack) return <OwnMarking pack={pack} ask={ask} onDone={() => setPack(null)} />;
  const markOwn = async () => {
    const { shown, error } = await ask({ do: "mark.own", marker });
    if (!error) setPack(shown.pack);
  };
  const waiting = thousands(own.waiting);
  return (
    <>
      <p class="lead">
        {own.waiting ? (
          <>
            <strong>{waiting}</strong> {own.waiting === 1 ? "reason waits" : "reasons wait"} for a
            mark, by “{own.rubric.title}”.
          </>
        ) : own.has_marks ? (
          "Every reason is marked."
        ) : (
          "Nobody gave a reason, so there is nothing to mark."
        )}
      </p>
      <Field
        label="Your name"
        value={marker}
        onValue={setMarker}
        disabled={isReadOnly}
        hint="Each mark is kept with who gave it."
      />
      <section aria-labelledby="mark-own">
        <h3 id="mark-own">Mark yourself</h3>
        <p>
          One text after another, without names; texts in the same words are shown once. Each mark
          is kept as you give it. It works by touch and by keys.
        </p>
        <button
          type="button"
          class="primary"
          disabled={isBusy || isReadOnly || !marker.trim()}
          onClick={markOwn}
        >
          {own.waiting ? "Go through the texts" : "Look at my marks"}
        </button>
      </section>
      <SharePart {...props} />
      <Material
        step="mark"
        {...{ office, ask, isBusy }}
        onFiles={(files) => ask({ do: "mark.collect" }, files)}
      />
      <ApartPart {...props} marker={marker} />
      <TablePart {...props} marker={marker} />
    </>
  );
}
