// To decide something of students, of a section or of all: more time, excused, other points.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Field } from "../parts/field.jsx";

const ALL = "all";
const TICKED = "";

/** @param {ViewProps & { ticked: string[], onDecided: () => void }} props */
export function DecidePart({ own, ask, isBusy, isReadOnly, ticked, onDecided }) {
  const { kinds, decisions, roster } = own;
  const [whom, setWhom] = useState(TICKED);
  const [what, setWhat] = useState(kinds[0].what);
  const [value, setValue] = useState("");
  const [time, setTime] = useState("");
  const [reason, setReason] = useState("");
  const [who, setWho] = useState(decisions.who);
  const kind = kinds.find((/** @type {any} */ it) => it.what === what);
  const isShut = isBusy || isReadOnly;
  const decide = async () => {
    const students = whom === TICKED ? ticked : [whom];
    const told = `${kind.needs ? value : ""} ${kind.needs === "date" ? time : ""}`.trim();
    const { error } = await ask({ do: "decide", students, what, value: told, reason, who });
    if (error) return;
    setValue("");
    setTime("");
    setReason("");
    setWhom(TICKED);
    onDecided();
  };
  /** @type {[string, string][]} */
  const people = [
    [TICKED, toldTicked(ticked.length)],
    ...roster.sections.map((/** @type {any} */ { name }) => [`section:${name}`, name]),
    [ALL, "The whole class"],
  ];
  return (
    <section aria-labelledby="decide">
      <h3 id="decide">Decide</h3>
      <p class="quiet">
        More time, excused, other points: tick names in the list below, or choose a section. It is
        applied at every grading, beside what was computed, and can be taken back.
      </p>
      <form
        class="decide"
        onSubmit={(event) => {
          event.preventDefault();
          decide();
        }}
      >
        <Field label="Of whom" value={whom} onValue={setWhom} options={people} disabled={isShut} />
        <Field
          label="What"
          value={what}
          onValue={setWhat}
          options={kinds.map((/** @type {any} */ it) => [it.what, it.what])}
          hint={kind.says}
          disabled={isShut}
        />
        <Value {...{ kind, value, setValue, time, setTime, isShut }} />
        <Field
          label="Why"
          value={reason}
          onValue={setReason}
          hint="The student reads it, too."
          disabled={isShut}
        />
        <Field label="Who decides" value={who} onValue={setWho} disabled={isShut} />
        <div class="buttons">
          <button
            type="submit"
            class="primary"
            disabled={isShut || (whom === TICKED && !ticked.length)}
          >
            Decide
          </button>
        </div>
      </form>
      {decisions.told.map((/** @type {string} */ told) => (
        <p key={told} class="wrong">
          {told}
        </p>
      ))}
      <OnMany decisions={decisions.many} ask={ask} isShut={isShut} />
    </section>
  );
}

/** @param {{ decisions: any[], isShut: boolean } & Pick<ViewProps, "ask">} props */
function OnMany({ decisions, ask, isShut }) {
  return (
    <>
      {decisions.map(({ row, on, whom, signed }) => (
        <p key={row} class="decided">
          {on === "section" ? whom : "The whole class"}: {signed}{" "}
          <button
            type="button"
            class="small"
            disabled={isShut}
            onClick={() => ask({ do: "undecide", row })}
          >
            Take back
          </button>
        </p>
      ))}
    </>
  );
}

/** @param {Record<string, any>} props */
function Value({ kind, value, setValue, time, setTime, isShut }) {
  if (kind.needs === "points") {
    return (
      <Field
        label="Points"
        type="number"
        value={value}
        onValue={setValue}
        disabled={isShut}
        more={{ step: "any" }}
      />
    );
  }
  if (kind.needs !== "date") return null;
  return (
    <>
      <Field label="Until" type="date" value={value} onValue={setValue} disabled={isShut} />
      <Field
        label="At"
        type="time"
        value={time}
        onValue={setTime}
        hint="Left empty, to the end of the day."
        disabled={isShut}
      />
    </>
  );
}

/** @param {number} count */
function toldTicked(count) {
  if (!count) return "Those ticked in the list";
  return count === 1 ? "The one ticked in the list" : `The ${thousands(count)} ticked in the list`;
}
