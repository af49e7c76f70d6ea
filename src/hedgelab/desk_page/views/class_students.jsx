// The students of a class, a page at a time, each with what was decided of them.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { useAsked } from "../parts/asked.jsx";
import { Field, Tick } from "../parts/field.jsx";
import { Pages } from "../parts/pages.jsx";
import { sectionOptions } from "../parts/sections.js";

const PER_PAGE = 25;

/** @typedef {{ row: number, says: string, signed: string, on: string, whom: string }} Decided */
/** @typedef {{ id: string, name: string, email: string, sections: string[], decisions: Decided[] }} Student */

/** @param {ViewProps & { ticked: string[], onTicked: (ids: string[]) => void }} props */
export function StudentsPart(props) {
  const { own, ask, isBusy, isReadOnly, ticked, onTicked } = props;
  const [search, setSearch] = useState("");
  const [section, setSection] = useState("");
  const [decided, setDecided] = useState(false);
  const [from, setFrom] = useState(0);
  const asked = { search, section, decided, from, limit: PER_PAGE };
  const listed = useAsked(props, { do: "class.students", ...asked });
  const names = own.roster.sections.map((/** @type {any} */ it) => it.name);
  /** @param {() => void} change */
  const anew = (change) => {
    change();
    setFrom(0);
  };
  return (
    <section aria-labelledby="students">
      <h3 id="students">Students</h3>
      <div class="filters">
        <Field
          label="Find a name or an id"
          type="search"
          value={search}
          onValue={(value) => anew(() => setSearch(value))}
        />
        {names.length > 0 && (
          <Field
            label="Section"
            value={section}
            onValue={(value) => anew(() => setSection(value))}
            options={sectionOptions(names)}
          />
        )}
        <Tick
          label="Only those of whom something is decided"
          checked={decided}
          onChecked={(checked) => anew(() => setDecided(checked))}
        />
      </div>
      {listed && (
        <>
          <Students
            students={listed.students}
            {...{ ticked, onTicked, isReadOnly }}
            onTakeBack={(row) => ask({ do: "undecide", row })}
            isShut={isBusy || isReadOnly}
          />
          <Pages of={listed.of} from={listed.from ?? 0} perPage={PER_PAGE} onFrom={setFrom} />
        </>
      )}
    </section>
  );
}

/**
 * @param {object} props
 * @param {Student[]} props.students
 * @param {string[]} props.ticked
 * @param {(ids: string[]) => void} props.onTicked
 * @param {(row: number) => unknown} props.onTakeBack
 * @param {boolean} props.isShut
 */
function Students({ students, ticked, onTicked, onTakeBack, isShut }) {
  /** @param {string} id @param {boolean} on */
  const tick = (id, on) => onTicked(on ? [...ticked, id] : ticked.filter((it) => it !== id));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="The students">
      <table class="students">
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">Id</th>
            <th scope="col">Section</th>
            <th scope="col">Decided</th>
          </tr>
        </thead>
        <tbody>
          {students.map(({ id, name, sections, decisions }) => (
            <tr key={id}>
              <th scope="row">
                <label class="tick">
                  <input
                    type="checkbox"
                    checked={ticked.includes(id)}
                    disabled={isShut}
                    onInput={(event) => tick(id, event.currentTarget.checked)}
                  />
                  <span>{name || id}</span>
                </label>
              </th>
              <td>{id}</td>
              <td>{sections.join(", ")}</td>
              <td>
                <Decisions {...{ decisions, onTakeBack, isShut }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!students.length && <p class="quiet">Nobody fits.</p>}
    </div>
  );
}

/**
 * @param {{ decisions: Decided[], onTakeBack: (row: number) => unknown, isShut: boolean }} props
 */
function Decisions({ decisions, onTakeBack, isShut }) {
  return (
    <>
      {decisions.map(({ row, signed, on, whom }) => (
        <p key={row} class="decided">
          {on === "section" && `${whom}: `}
          {on === "class" && "The whole class: "}
          {signed}{" "}
          {on === "student" && (
            <button type="button" class="small" disabled={isShut} onClick={() => onTakeBack(row)}>
              Take back<span class="for-ears"> what was decided of {whom}</span>
            </button>
          )}
        </p>
      ))}
    </>
  );
}
