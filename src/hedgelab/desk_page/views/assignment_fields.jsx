// The fields of the form, as Python tells them: each is kept as soon as it is left.

import { useEffect, useState } from "preact/hooks";
import { Field, Tick } from "../parts/field.jsx";
import { Moment } from "./assignment_moment.jsx";

/**
 * @typedef {object} FormField
 * @property {string} path
 * @property {string} group
 * @property {string} kind
 * @property {string} label
 * @property {string} help
 * @property {any} default
 * @property {string} example
 * @property {number} [least]
 * @property {number} [most]
 * @property {{ value: string, label: string }[]} [choices]
 */

/** @typedef {(values: Record<string, any>) => unknown} Keep */
/** @typedef {{ form: any, own: any, keep: Keep, isShut: boolean }} FieldsProps */

/**
 * The fields of a group, or some of them.
 * @param {FieldsProps & { group: string, only?: string[], without?: string[] }} props
 */
export function Fields({ form, own, keep, isShut, group, only, without = [] }) {
  /** @type {FormField[]} */
  const fields = form.fields.filter(
    (/** @type {FormField} */ it) =>
      it.group === group && !without.includes(it.path) && (!only || only.includes(it.path)),
  );
  const blamed = fields.find(({ path }) => isBlamed(path, own.problem?.member));
  return (
    <div class="fields">
      {fields.map((field) => (
        <FormControl
          key={field.path}
          {...{ field, keep, isShut, form }}
          value={field.kind === "moment" ? own.due : own.values[field.path]}
          error={field === blamed ? own.problem.says : ""}
        />
      ))}
    </div>
  );
}

/** @param {string} path @param {string} [member] a field, or the group that it is in */
function isBlamed(path, member) {
  return Boolean(member) && (path === member || path.startsWith(`${member}.`));
}

/**
 * @param {{ field: FormField, value: any, keep: Keep, isShut: boolean, form: any, error: string }}
 *   props
 */
function FormControl({ field, value, keep, isShut, form, error }) {
  const { path, kind, label, choices } = field;
  /** @param {any} to */
  const put = (to) => keep({ [path]: to });
  if (kind === "moment") {
    return <Moment {...{ value, isShut, error }} zones={form.zones} onKeep={put} />;
  }
  if (kind === "yes") {
    const checked = Boolean(value ?? field.default);
    return <Tick label={label} checked={checked} onChecked={put} disabled={isShut} />;
  }
  if (kind === "words" && choices) {
    const held = /** @type {string[]} */ (value ?? []);
    return <Choices {...{ field, held, isShut }} onKeep={put} />;
  }
  if (kind === "choice") {
    const options = (choices ?? []).map(
      (it) => /** @type {[string, string]} */ ([it.value, it.label]),
    );
    const chosen = String(value ?? field.default ?? "");
    // What the file says wrongly is shown as it is, and told.
    if (!options.some(([it]) => it === chosen)) options.push([chosen, chosen]);
    return (
      <Field
        {...{ label, options, error }}
        value={chosen}
        onValue={put}
        hint={field.help}
        disabled={isShut}
      />
    );
  }
  return <Written {...{ field, value, isShut, error }} onKeep={put} />;
}

/** @param {{ field: FormField, value: any, isShut: boolean, error: string, onKeep: (to: any) => unknown }} props */
function Written({ field, value, isShut, error, onKeep }) {
  const { kind, label, help, least, most, example } = field;
  const held = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  const [written, setWritten] = useState(held);
  useEffect(() => setWritten(held), [held]);
  const isNumber = kind === "whole" || kind === "number";
  /** @param {{ currentTarget: { value: string } }} event */
  const keep = ({ currentTarget: { value: typed } }) =>
    typed.trim() !== held && onKeep(meant(typed.trim(), kind));
  const missing = field.default ?? "";
  return (
    <Field
      {...{ label, error }}
      value={written}
      onValue={setWritten}
      type={isNumber ? "number" : "text"}
      rows={kind === "paragraph" ? 4 : undefined}
      hint={help}
      disabled={isShut}
      more={{
        onChange: keep,
        placeholder: String(missing || example),
        ...(isNumber && { min: least, max: most, step: kind === "whole" ? 1 : "any" }),
      }}
    />
  );
}

/** @param {string} text @param {string} kind */
function meant(text, kind) {
  if (kind === "words" || kind === "events") return text.split(/\s*,\s*/).filter(Boolean);
  const isNumber = kind === "whole" || kind === "number";
  return isNumber && text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** @param {{ field: FormField, held: string[], isShut: boolean, onKeep: (to: any) => unknown }} props */
function Choices({ field, held, isShut, onKeep }) {
  return (
    <fieldset class="ticks">
      <legend>{field.label}</legend>
      {field.choices?.map(({ value, label }) => (
        <Tick
          key={value}
          label={label}
          checked={held.includes(value)}
          disabled={isShut}
          onChecked={(on) => onKeep(on ? [...held, value] : held.filter((it) => it !== value))}
        />
      ))}
      <p class="quiet">{field.help}</p>
    </fieldset>
  );
}
