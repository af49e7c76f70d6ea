// Whatever says whose a file is, and whom that means.

import { called } from "./grade_words.jsx";

const KINDS = /** @type {Record<string, string>} */ ({
  id: "id",
  name: "name",
  group: "group",
  path: "file’s name",
});

/** @param {{ look: Record<string, any> }} props */
export function SignsPart({ look }) {
  return (
    <>
      <h4>What says whose it is</h4>
      <div class="scroll" tabIndex={0} role="region" aria-label="What says whose it is">
        <table class="signs">
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">It says</th>
              <th scope="col">On the roster</th>
            </tr>
          </thead>
          <tbody>
            {look.signs.map((/** @type {any} */ { source, kind, says, students }) => (
              <tr key={`${source} ${kind} ${says}`}>
                <th scope="row">
                  {kind === "path" ? "The file’s name" : `${upper(source)}, ${KINDS[kind]}`}
                </th>
                <td class="says">{says}</td>
                <td>{students.length ? students.map(called).join(" or ") : "nobody"}</td>
              </tr>
            ))}
            {look.drawn_for.length > 0 && (
              <tr>
                <th scope="row">The sheet it answers</th>
                <td>was drawn for</td>
                <td>{look.drawn_for.map(called).join(" or ")}</td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** @param {string} text */
function upper(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
