// What was decided of files, each to be taken back.

/**
 * @param {object} props
 * @param {Record<string, any>} props.own
 * @param {(request: any) => Promise<any>} props.ask
 * @param {boolean} props.isBusy
 * @param {boolean} props.isReadOnly
 */
export function DecidedPart({ own, ask, isBusy, isReadOnly }) {
  /** @type {{ row: number, student: string, signed: string }[]} */
  const decided = own.decided;
  if (!decided.length) return null;
  return (
    <section aria-labelledby="decided">
      <h3 id="decided">Settled by you</h3>
      <ul class="settled">
        {decided.map(({ row, student, signed }) => (
          <li key={row}>
            <span>
              {student && <strong>{student}: </strong>}
              {signed}
            </span>
            <button
              type="button"
              disabled={isBusy || isReadOnly}
              aria-label={`Take back: ${student} ${signed}`}
              onClick={() => ask({ do: "undecide", row })}
            >
              Take back
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
