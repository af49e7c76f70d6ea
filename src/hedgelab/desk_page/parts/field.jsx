// A control with its label, what is said of it, and what is wrong with it.

/** @import { ComponentChildren, JSX } from "preact" */
import { useId } from "preact/hooks";

/**
 * An input, a select (with `options`) or a textarea (with `rows`).
 * @param {object} props
 * @param {string} props.label
 * @param {string | number} props.value
 * @param {(value: string) => unknown} props.onValue
 * @param {string} [props.type] of an input
 * @param {readonly (readonly [value: string, title: string])[]} [props.options]
 * @param {number} [props.rows] of a textarea
 * @param {ComponentChildren} [props.hint]
 * @param {string} [props.error]
 * @param {boolean} [props.disabled]
 * @param {JSX.HTMLAttributes<any> & Record<string, any>} [props.more] attributes of the control
 */
export function Field({ label, value, onValue, hint, error, ...props }) {
  const id = useId();
  const { type = "text", options, rows, disabled, more = {} } = props;
  const said = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const shared = {
    id,
    value,
    disabled,
    "aria-describedby": said || undefined,
    "aria-invalid": error ? /** @type {const} */ ("true") : undefined,
    /** @param {{ currentTarget: { value: string } }} event */
    onInput: (event) => onValue(event.currentTarget.value),
    ...more,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {options ? (
        <select {...shared}>
          {options.map(([choice, title]) => (
            <option key={choice} value={choice}>
              {title}
            </option>
          ))}
        </select>
      ) : rows ? (
        <textarea rows={rows} {...shared} />
      ) : (
        <input type={type} {...shared} />
      )}
      {hint && (
        <p id={`${id}-hint`} class="quiet">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="wrong">
          {error}
        </p>
      )}
    </div>
  );
}

/**
 * A box to tick.
 * @param {object} props
 * @param {string} props.label
 * @param {boolean} props.checked
 * @param {(checked: boolean) => unknown} props.onChecked
 * @param {boolean} [props.disabled]
 */
export function Tick({ label, checked, onChecked, disabled }) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        {...{ checked, disabled }}
        onInput={(event) => onChecked(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
