// When the assignment is due: a day, a time and the zone in which they are meant.

import { useEffect, useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";

/** @typedef {{ day: string, time: string, zone: string }} Parts */

const END_OF_DAY = "23:59";

/**
 * @param {object} props
 * @param {Parts} props.value
 * @param {string[]} props.zones
 * @param {boolean} props.isShut
 * @param {string} props.error
 * @param {(to: Parts | null) => unknown} props.onKeep
 */
export function Moment({ value, zones, isShut, error, onKeep }) {
  const [parts, setParts] = useState(value);
  useEffect(() => setParts(value), [value.day, value.time, value.zone]);
  /** @param {Partial<Parts>} change what was just chosen, which the state may not have yet */
  const keep = (change) => {
    const chosen = { ...parts, ...change };
    onKeep(chosen.day ? whole(chosen) : null);
  };
  /** @param {keyof Parts} name @param {string} label @param {string} type @param {object} [more] */
  const part = (name, label, type, more = {}) => (
    <Field
      {...{ label, type }}
      value={parts[name]}
      disabled={isShut || (name !== "day" && !parts.day)}
      onValue={(to) => setParts({ ...parts, [name]: to })}
      more={{
        onChange: (/** @type {any} */ event) => keep({ [name]: event.currentTarget.value }),
        ...more,
      }}
    />
  );
  return (
    <fieldset class="moment">
      <legend>Due</legend>
      {part("day", "Day", "date")}
      {part("time", "Time", "time")}
      {part("zone", "Time zone", "text", { list: "zones" })}
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {error && <p class="wrong">{error}</p>}
    </fieldset>
  );
}

/** A day alone is due at its end, in the zone of this machine. @param {Parts} parts */
function whole({ day, time, zone }) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { day, time: time || END_OF_DAY, zone: zone || timeZone };
}
