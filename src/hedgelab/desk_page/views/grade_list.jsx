// The list behind a number: students or files, a page at a time.

import { useEffect, useRef } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Pages } from "../parts/pages.jsx";

/** What a page has where no other number was asked for, as `desk/office/request.py` says. */
const PER_PAGE = 50;

/**
 * @param {object} props
 * @param {Record<string, any>} props.listed as `grade.list` shows it
 * @param {Record<string, any>} props.own
 * @param {(request: any) => Promise<any>} props.ask
 * @param {boolean} props.isBusy
 * @param {(file: number) => unknown} props.open
 */
export function ListPart({ listed, own, ask, isBusy, open }) {
  const { what, rows, of, from } = listed;
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  const { asked } = listed;
  useEffect(() => heading.current?.focus(), [listed]);
  /** @param {number} start */
  const turn = (start) => ask({ do: "grade.list", ...asked, from: start });
  const [first] = rows;
  const all = rows.length
    ? `${thousands(from + 1)}–${thousands(from + rows.length)} of ${thousands(of)}`
    : "none";
  return (
    <div class="listed">
      <h4 tabIndex={-1} ref={heading}>
        {asked.status ? first?.title : what === "students" ? "All students" : "All files"}
        {asked.section !== undefined && `, ${asked.section || "in no section"}`}{" "}
        <span class="quiet">({all})</span>
      </h4>
      <div class="scroll" tabIndex={0} role="region" aria-label="The list">
        <table>
          {what === "students" ? (
            <Students rows={rows} points={own.points} />
          ) : (
            <Files rows={rows} isBusy={isBusy} open={open} />
          )}
        </table>
      </div>
      <Pages of={of} from={from} perPage={asked.limit ?? PER_PAGE} onFrom={turn} />
    </div>
  );
}

/** @param {{ rows: any[], points: number }} props */
function Students({ rows, points }) {
  return (
    <>
      <thead>
        <tr>
          <th scope="col">Student</th>
          <th scope="col">Id</th>
          <th scope="col">Section</th>
          <th scope="col" class="number">
            Points of {points}
          </th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.student}>
            <th scope="row">{row.name || row.student}</th>
            <td>{row.student}</td>
            <td>{row.sections.join(", ")}</td>
            <td class="number">
              {row.points ?? "—"}
              {row.to_mark > 0 && <span class="quiet"> + {row.to_mark} to mark</span>}
            </td>
            <td>{[...row.decided, row.late, ...row.notes].filter(Boolean).join(" ")}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}

/** @param {{ rows: any[], isBusy: boolean, open: (file: number) => unknown }} props */
function Files({ rows, isBusy, open }) {
  return (
    <>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Whose</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.file}>
            <th scope="row">
              <button type="button" class="path" disabled={isBusy} onClick={() => open(row.file)}>
                {row.path}
              </button>
            </th>
            <td>{row.name || row.student || "nobody’s"}</td>
            <td>{row.reason}</td>
          </tr>
        ))}
      </tbody>
    </>
  );
}
