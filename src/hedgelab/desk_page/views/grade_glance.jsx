// The class at a glance: how many students and files stand where, by section, each count a list.

import { thousands } from "../parts/counted.js";
import { ListPart } from "./grade_list.jsx";

/**
 * @typedef {object} Props
 * @property {Record<string, any>} own
 * @property {(request: any) => Promise<any>} ask
 * @property {Record<string, any>} shown
 * @property {boolean} isBusy
 * @property {(file: number) => unknown} open
 */

/** @param {Props} props */
export function GlancePart(props) {
  const { own, ask, shown, isBusy } = props;
  const listed = shown["grade.list"];
  return (
    <section aria-labelledby="glance">
      <h3 id="glance">The class at a glance</h3>
      <div class="glances">
        <Counts what="students" title="Students" {...{ own, ask, isBusy }} />
        <Counts what="files" title="Files" {...{ own, ask, isBusy }} />
      </div>
      {listed && listed.what !== "look" && <ListPart {...props} listed={listed} />}
    </section>
  );
}

/** @param {{ what: string, title: string } & Pick<Props, "own" | "ask" | "isBusy">} props */
function Counts({ what, title, own, ask, isBusy }) {
  const { rows, of } = own[what];
  /** @type {string[]} */
  const sections = own.sections;
  const columns = what === "students" ? sections : [];
  /** @param {string} status @param {string} [section] */
  const list = (status, section) => ask({ do: "grade.list", what, status, section });
  /** @param {number} count @param {string} told @param {() => unknown} show */
  const count = (count, told, show) =>
    count ? (
      <button type="button" class="count" aria-label={told} disabled={isBusy} onClick={show}>
        {thousands(count)}
      </button>
    ) : (
      <span class="quiet">0</span>
    );
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table class="glance">
        <caption>
          {title}: {thousands(of)} in all
        </caption>
        <thead>
          <tr>
            <th scope="col">What became of them</th>
            <th scope="col" class="number">
              All
            </th>
            {columns.map((section) => (
              <th key={section} scope="col" class="number">
                {section || "In none"}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((/** @type {any} */ row) => (
            <tr key={row.status} class={row.needs ? "needs" : undefined}>
              <th scope="row">{row.title}</th>
              <td class="number">
                {count(row.count, `${row.title}: list ${thousands(row.count)}`, () =>
                  list(row.status),
                )}
              </td>
              {columns.map((section, at) => (
                <td key={section} class="number">
                  {count(
                    row.sections[at],
                    `${row.title}, ${section || "in no section"}: list ${thousands(row.sections[at])}`,
                    () => list(row.status, section),
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
