// To turn the pages of a long list.

import { thousands } from "./counted.js";

/**
 * @param {object} props
 * @param {number} props.of how many rows there are
 * @param {number} props.from the number of the first that is shown, counted from 0
 * @param {number} props.perPage
 * @param {(from: number) => void} props.onFrom
 */
export function Pages({ of, from, perPage, onFrom }) {
  if (of <= perPage) return null;
  const last = Math.min(from + perPage, of);
  return (
    <div class="pages">
      <button type="button" disabled={from === 0} onClick={() => onFrom(from - perPage)}>
        Before
      </button>
      <span role="status">
        {thousands(from + 1)}–{thousands(last)} of {thousands(of)}
      </span>
      <button type="button" disabled={last >= of} onClick={() => onFrom(last)}>
        Next
      </button>
    </div>
  );
}
