// Credits that an instructor sets, each with a reason that students read.

/** @import { Keep } from "./assignment_fields.jsx" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";

/** @typedef {{ event: string, position: string, credit: number | string, reason: string }} Override */

/** @param {{ own: any, form: any, keep: Keep, isShut: boolean }} props */
export function OverridesPart({ own, form, keep, isShut }) {
  /** @type {Override[]} */
  const held = own.values.overrides ?? [];
  const positions = form.positions.map((/** @type {any} */ it) => [it.value, it.label]);
  /** @type {Record<string, string>} */
  const names = Object.fromEntries(positions);
  const error = own.problem?.member.startsWith("overrides") ? own.problem.says : "";
  return (
    <details class="more" open={Boolean(error)}>
      <summary>Credits of your own ({held.length})</summary>
      <p class="quiet">
        Where you would give another credit for a place than the readings do. Students read why.
      </p>
      {error && <p class="wrong">{error}</p>}
      <ul>
        {held.map((one, at) => (
          <li key={at}>
            {one.event} at {names[one.position] ?? one.position}: {one.credit}. {one.reason}{" "}
            <button
              type="button"
              class="small"
              disabled={isShut}
              onClick={() => keep({ overrides: held.filter((_, other) => other !== at) })}
            >
              Take out
            </button>
          </li>
        ))}
      </ul>
      <NewOverride
        {...{ positions, isShut }}
        onAdd={(one) => keep({ overrides: [...held, one] })}
      />
    </details>
  );
}

/**
 * @param {object} props
 * @param {[string, string][]} props.positions
 * @param {boolean} props.isShut
 * @param {(one: Override) => unknown} props.onAdd
 */
function NewOverride({ positions, isShut, onAdd }) {
  const [event, setEvent] = useState("");
  const [position, setPosition] = useState(positions[0][0]);
  const [credit, setCredit] = useState("1");
  const [reason, setReason] = useState("");
  const isWhole = event.trim() && credit && reason.trim();
  return (
    <form
      onSubmit={(sent) => {
        sent.preventDefault();
        onAdd({ event: event.trim(), position, credit: Number(credit), reason: reason.trim() });
        setEvent("");
        setReason("");
      }}
    >
      <Field label="Event" value={event} onValue={setEvent} hint="Its id." disabled={isShut} />
      <Field
        label="Place"
        value={position}
        onValue={setPosition}
        options={positions}
        disabled={isShut}
      />
      <Field
        label="Credit"
        type="number"
        value={credit}
        onValue={setCredit}
        more={{ min: 0, max: 1, step: "any" }}
        disabled={isShut}
      />
      <Field label="Reason" value={reason} onValue={setReason} disabled={isShut} />
      <button type="submit" disabled={isShut || !isWhole}>
        Add
      </button>
    </form>
  );
}
