// The forms in which a sheet is handed out, and which types of file a platform should allow.

import { Tick } from "../parts/field.jsx";

/**
 * @param {object} props
 * @param {{ value: string, label: string }[]} props.all
 * @param {string[]} props.forms
 * @param {boolean} props.isShut
 * @param {(forms: string[]) => void} props.onForms
 */
export function Forms({ all, forms, isShut, onForms }) {
  return (
    <fieldset class="ticks">
      <legend>Each sheet as</legend>
      {all.map(({ value, label }) => (
        <Tick
          key={value}
          label={label}
          checked={forms.includes(value)}
          disabled={isShut}
          onChecked={(on) => onForms(on ? [...forms, value] : forms.filter((it) => it !== value))}
        />
      ))}
    </fieldset>
  );
}

/** @param {{ told: { name: string, says: string }[] }} props */
export function FileTypes({ told }) {
  return (
    <details class="more">
      <summary>Which file types your platform should allow</summary>
      <ul>
        {told.map(({ name, says }) => (
          <li key={name}>{says}</li>
        ))}
      </ul>
    </details>
  );
}
