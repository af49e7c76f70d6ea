// A table of rows that are data, in pages where there are many, with a search where that helps.

/** @import { ComponentChildren } from "preact" */
import { useState } from "preact/hooks";
import { Pages } from "./pages.jsx";
import { matching, pageOf } from "./paging.js";

/**
 * A column: its member of each row, or what is drawn of one.
 * @typedef {object} Column
 * @property {string} name the member
 * @property {string} title
 * @property {(row: any) => ComponentChildren} [draw]
 * @property {boolean} [isNumber]
 */

/**
 * @param {object} props
 * @param {string} props.caption
 * @param {Column[]} props.columns the first names the row
 * @param {Record<string, any>[]} props.rows
 * @param {(row: any) => string} [props.keyOf] what tells rows apart; without it, the first column
 * @param {number} [props.perPage]
 * @param {string} [props.empty] what to say where there are no rows
 */
export function Table({ caption, columns, rows, keyOf, perPage = 50, empty = "Nothing yet." }) {
  const [at, setAt] = useState(0);
  const [wanted, setWanted] = useState("");
  const found = matching(rows, columns, wanted);
  const page = pageOf(found, at, perPage);
  return (
    <div class="table">
      {rows.length > perPage && (
        <label class="search">
          Find{" "}
          <input
            type="search"
            value={wanted}
            onInput={(event) => {
              setWanted(event.currentTarget.value);
              setAt(0);
            }}
          />
        </label>
      )}
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ name, title, isNumber }) => (
                <th key={name} scope="col" class={isNumber ? "number" : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr key={keyOf ? keyOf(row) : row[columns[0].name]}>
                {columns.map((column, number) => cell(column, row, number === 0))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!found.length && <p class="quiet">{rows.length ? "Nothing fits." : empty}</p>}
      <Pages
        of={found.length}
        from={page.at * perPage}
        perPage={perPage}
        onFrom={(from) => setAt(from / perPage)}
      />
    </div>
  );
}

/** @param {Column} column @param {Record<string, any>} row @param {boolean} isFirst */
function cell({ name, draw, isNumber }, row, isFirst) {
  const held = draw ? draw(row) : row[name];
  const look = isNumber ? "number" : undefined;
  return isFirst ? (
    <th key={name} scope="row" class={look}>
      {held}
    </th>
  ) : (
    <td key={name} class={look}>
      {held}
    </td>
  );
}
