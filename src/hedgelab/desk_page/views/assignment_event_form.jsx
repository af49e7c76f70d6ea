// One event of a bank of one's own, with its readings: the fields are those of the bank's tables.

/** @import { Cells, OwnEvent } from "./assignment_own.jsx" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";

/**
 * @typedef {object} BankField
 * @property {string} name
 * @property {string} label
 * @property {string} help
 * @property {string} example
 * @property {boolean} is_needed
 * @property {{ value: string, label: string }[]} choices
 */

const LONG = ["summary", "reason", "dispute"];

/**
 * @param {object} props
 * @param {OwnEvent} props.event
 * @param {{ events: BankField[], readings: BankField[] }} props.fields
 * @param {boolean} props.isShut
 * @param {(event: OwnEvent) => unknown} props.onKeep
 * @param {() => void} props.onLeave
 */
export function EventForm({ event, fields, isShut, onKeep, onLeave }) {
  const [cells, setCells] = useState(event.cells);
  const [readings, setReadings] = useState(event.readings);
  return (
    <form
      onSubmit={(sent) => {
        sent.preventDefault();
        onKeep({ cells, readings });
      }}
    >
      <BankFields fields={fields.events} cells={cells} onCells={setCells} isShut={isShut} />
      {readings.map((reading, at) => (
        <fieldset key={at} class="criterion">
          <legend>{at === 0 ? "The key" : `Another reading that can be defended (${at})`}</legend>
          <BankFields
            fields={fields.readings}
            cells={reading}
            isShut={isShut}
            onCells={(it) =>
              setReadings(readings.map((other, number) => (number === at ? it : other)))
            }
          />
          {at > 0 && (
            <button
              type="button"
              class="small"
              disabled={isShut}
              onClick={() => setReadings(readings.filter((_, number) => number !== at))}
            >
              Take out this reading
            </button>
          )}
        </fieldset>
      ))}
      <div class="buttons">
        <button
          type="button"
          disabled={isShut}
          onClick={() => setReadings([...readings, { credit: "0.5" }])}
        >
          Another reading
        </button>
        <button type="submit" class="primary" disabled={isShut}>
          Keep the event
        </button>
        <button type="button" onClick={onLeave}>
          Leave it as it was
        </button>
      </div>
    </form>
  );
}

/**
 * @param {object} props
 * @param {BankField[]} props.fields
 * @param {Cells} props.cells
 * @param {(cells: Cells) => void} props.onCells
 * @param {boolean} props.isShut
 */
function BankFields({ fields, cells, onCells, isShut }) {
  return (
    <div class="fields">
      {fields.map(({ name, label, help, example, is_needed: isNeeded, choices }) => (
        <Field
          key={name}
          label={isNeeded ? label : `${label} (may be empty)`}
          value={cells[name] ?? ""}
          onValue={(value) => onCells({ ...cells, [name]: value })}
          rows={LONG.includes(name) ? 3 : undefined}
          options={
            choices.length
              ? [
                  ["", "Choose"],
                  ...choices.map((it) => /** @type {[string, string]} */ ([it.value, it.label])),
                ]
              : undefined
          }
          hint={help}
          disabled={isShut}
          more={{ placeholder: example }}
        />
      ))}
    </div>
  );
}
