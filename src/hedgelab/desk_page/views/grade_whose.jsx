// Whose a file is: one of those whom its signs mean, or anybody of the class.

import { useState } from "preact/hooks";
import { called } from "./grade_words.jsx";

/** @typedef {{ id: string, name: string, email?: string }} Person */

/**
 * @param {object} props
 * @param {Person[]} props.candidates
 * @param {Person | null} props.whose
 * @param {(person: Person) => void} props.onWhose
 * @param {(request: any) => Promise<any>} props.ask
 * @param {boolean} props.isBusy
 */
export function WhosePart({ candidates, whose, onWhose, ask, isBusy }) {
  const [search, setSearch] = useState("");
  const [found, setFound] = useState(/** @type {Person[] | null} */ (null));
  const find = async () => {
    const { shown } = await ask({ do: "grade.list", what: "students", search, limit: 20 });
    setFound((shown.rows ?? []).map(person));
  };
  const known = new Set(candidates.map(({ id }) => id));
  const people = [...candidates, ...(found ?? []).filter(({ id }) => !known.has(id))];
  return (
    <fieldset class="whose">
      <legend>Whose it is</legend>
      {people.map((it) => (
        <label key={it.id} class="tick">
          <input
            type="radio"
            name="whose"
            checked={whose?.id === it.id}
            onInput={() => onWhose(it)}
          />
          <span>{called(it)}</span>
        </label>
      ))}
      {found && !found.length && <p class="quiet">Nobody in the class fits.</p>}
      <div class="find">
        <label>
          Somebody else: a name or an id{" "}
          <input
            type="search"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              find();
            }}
          />
        </label>
        <button type="button" disabled={isBusy || !search.trim()} onClick={find}>
          Find
        </button>
      </div>
    </fieldset>
  );
}

/** @param {any} row @returns {Person} */
function person({ student, name, email }) {
  return { id: student, name, email };
}
