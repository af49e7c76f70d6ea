// To turn the pages of a long list.

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
        {(from + 1).toLocaleString("en-GB")}–{last.toLocaleString("en-GB")} of{" "}
        {of.toLocaleString("en-GB")}
      </span>
      <button type="button" disabled={last >= of} onClick={() => onFrom(last)}>
        Next
      </button>
    </div>
  );
}
