// A bank of one's own: its events are pasted from a spreadsheet, dropped as tables, or written here.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { useAsked } from "../parts/asked.jsx";
import { Field, Tick } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { EventForm } from "./assignment_event_form.jsx";

/** @typedef {Record<string, string>} Cells */
/** @typedef {{ cells: Cells, readings: Cells[] }} OwnEvent */

const COLUMNS = "Title, Date, Summary, Actors, Domain, Position, Credit, Reason";

/** @param {ViewProps & { isShut: boolean }} props */
export function OwnBankPart(props) {
  const { own, ask, isShut, download } = props;
  const bank = useAsked(props, { do: "bank.own" });
  const [edited, setEdited] = useState(/** @type {OwnEvent | null} */ (null));
  if (!bank) return null;
  const save = async () => download((await ask({ do: "bank.file" })).files);
  return (
    <section aria-labelledby="own-bank">
      <h3 id="own-bank">Your bank</h3>
      {edited ? (
        <EventForm
          key={edited.cells.event_id}
          event={edited}
          fields={bank.fields}
          isShut={isShut}
          onKeep={async (written) => {
            const { error } = await ask({
              do: "bank.keep",
              ...written,
              was: edited.cells.event_id ?? "",
            });
            if (!error) setEdited(null);
          }}
          onLeave={() => setEdited(null)}
        />
      ) : (
        <>
          <OwnEvents
            events={bank.events}
            isShut={isShut}
            onEdit={setEdited}
            onRemove={(event) => ask({ do: "bank.remove", event })}
          />
          <div class="buttons">
            <button
              type="button"
              disabled={isShut}
              onClick={() => setEdited({ cells: {}, readings: [{ credit: "1" }] })}
            >
              Write an event
            </button>
            {own.has_tables && (
              <button type="button" disabled={isShut} onClick={save}>
                Save the bank’s tables
              </button>
            )}
          </div>
          <PastePart {...props} count={bank.events.length} />
        </>
      )}
    </section>
  );
}

/**
 * @param {object} props
 * @param {OwnEvent[]} props.events
 * @param {boolean} props.isShut
 * @param {(event: OwnEvent) => void} props.onEdit
 * @param {(event: string) => unknown} props.onRemove
 */
function OwnEvents({ events, isShut, onEdit, onRemove }) {
  return (
    <ul class="own-events">
      {events.map((event) => (
        <li key={event.cells.event_id}>
          {event.cells.title || event.cells.event_id}{" "}
          <button type="button" class="small" disabled={isShut} onClick={() => onEdit(event)}>
            Change<span class="for-ears"> {event.cells.title}</span>
          </button>{" "}
          <button
            type="button"
            class="small"
            disabled={isShut}
            onClick={() => onRemove(event.cells.event_id)}
          >
            Take out<span class="for-ears"> {event.cells.title}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** @param {ViewProps & { isShut: boolean, count: number }} props */
function PastePart({ ask, isShut, count }) {
  const [text, setText] = useState("");
  const [replace, setReplace] = useState(false);
  const paste = async () => {
    const { error } = await ask({ do: "bank.paste", text, replace });
    if (!error) setText("");
  };
  return (
    <>
      <Field
        label="Paste rows from Excel"
        rows={5}
        value={text}
        onValue={setText}
        hint={`The first row has the titles: ${COLUMNS}. A further reading of an event stands in the next row, with the position, the credit and the reason alone.`}
        disabled={isShut}
        more={{ spellcheck: false, wrap: "off" }}
      />
      {count > 0 && (
        <Tick
          label="In place of all that are there"
          checked={replace}
          onChecked={setReplace}
          disabled={isShut}
        />
      )}
      <button type="button" class="primary" disabled={isShut || !text.trim()} onClick={paste}>
        Take these rows
      </button>
      <FileDrop
        label="Or drop a table, or events.csv and readings.csv together"
        accept=".csv,.tsv,.txt,.xlsx"
        multiple
        disabled={isShut}
        onFiles={(files) => ask({ do: "bank.paste", replace }, files)}
      />
    </>
  );
}
