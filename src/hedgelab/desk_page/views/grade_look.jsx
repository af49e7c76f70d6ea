// The files that need a person: each opens.

import { thousands } from "../parts/counted.js";
import { Notes } from "./grade_words.jsx";

/**
 * @param {object} props
 * @param {Record<string, any>} props.own
 * @param {(request: any) => Promise<any>} props.ask
 * @param {Record<string, any>} props.shown
 * @param {boolean} props.isBusy
 * @param {(file: number) => unknown} props.open
 */
export function LookPart({ own, ask, shown, isBusy, open }) {
  const listed = shown["grade.list"];
  const rows = listed?.what === "look" ? listed.rows : own.look.rows;
  const { of } = own.look;
  return (
    <section aria-labelledby="look">
      <h3 id="look" tabIndex={-1}>
        To look at
      </h3>
      <Notes lines={own.told} />
      {of === 0 ? (
        <p>Nothing: every file was understood, or is settled.</p>
      ) : (
        <>
          <p class="quiet">
            {of === 1 ? "One file needs you." : `${thousands(of)} files need you.`} Open one to see
            what it says, and decide.
          </p>
          <ul class="look">
            {rows.map((/** @type {any} */ row) => (
              <li key={row.file}>
                <button type="button" disabled={isBusy} onClick={() => open(row.file)}>
                  <span class="look-title">{row.title}</span>
                  <span class="look-whose">
                    {row.student ? `${row.name || row.student} (${row.student})` : "Nobody’s yet"}
                  </span>
                  <span class="look-path">{row.path}</span>
                  <span class="look-reason">{row.reason}</span>
                </button>
              </li>
            ))}
          </ul>
          {rows.length < of && (
            <button
              type="button"
              disabled={isBusy}
              onClick={() => ask({ do: "grade.list", what: "look", limit: 500 })}
            >
              Show all {thousands(of)}
            </button>
          )}
        </>
      )}
    </section>
  );
}
