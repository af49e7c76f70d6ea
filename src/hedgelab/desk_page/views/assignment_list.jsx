// The events of the bank to choose from: where each stands, of which domain it is, and how hard.

/** @import { EventRow } from "../parts/choosing.js" */
import { useState } from "preact/hooks";
import { ALL, listed } from "../parts/choosing.js";
import { Pages } from "../parts/pages.jsx";
import { EventFilters } from "./assignment_filters.jsx";
import { EventRowView } from "./assignment_row.jsx";

const PER_PAGE = 10;

/**
 * @param {object} props
 * @param {EventRow[]} props.events
 * @param {string} props.power
 * @param {{ value: string, label: string }[]} props.positions
 * @param {string} props.mode
 * @param {boolean} props.isShut
 * @param {(events: string[], on: boolean) => unknown} props.tick
 */
export function EventList({ events, power, positions, mode, isShut, tick }) {
  const [wanted, setWanted] = useState(ALL);
  const [at, setAt] = useState(0);
  const found = listed(events, wanted);
  const chosen = events.filter((it) => it.chosen).length;
  /** @param {Partial<typeof ALL>} change */
  const want = (change) => {
    setWanted({ ...wanted, ...change });
    setAt(0);
  };
  return (
    <>
      <p>
        <b>{toldChosen(chosen, mode)}</b> of {events.length}.{" "}
        <span class="quiet">
          How hard is an estimate from the other readings that an event allows: the better they can
          be defended and the nearer they lie, the harder; 0 where there is none. Once your class
          has answered, the share of the points that it earned stands beside it. A guesser asks two
          questions only: {power ? `is ${power} in it, and ` : ""}which domain is it?
        </span>
      </p>
      <EventFilters {...{ events, positions, wanted, want }} />
      <div class="scroll" tabIndex={0} role="region" aria-label="The events">
        <table class="events">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Place of the key</th>
              <th scope="col">Domain</th>
              <th scope="col" class="number">
                How hard
              </th>
              <th scope="col" class="number">
                A guesser earns
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(at, at + PER_PAGE).map((event) => (
              <EventRowView key={event.id} {...{ event, mode, isShut, tick }} />
            ))}
          </tbody>
        </table>
      </div>
      {!found.length && <p class="quiet">Nothing fits.</p>}
      <TickAll {...{ found, isShut, tick }} />
      <Pages of={found.length} from={at} perPage={PER_PAGE} onFrom={setAt} />
    </>
  );
}

/**
 * To tick all that are listed, on every page of the list, or none of them.
 * @param {{ found: EventRow[], isShut: boolean, tick: (events: string[], on: boolean) => unknown }} props
 */
function TickAll({ found, isShut, tick }) {
  const open = found.filter((it) => !it.chosen).map(({ id }) => id);
  const ticked = found.filter((it) => it.chosen).map(({ id }) => id);
  return (
    <div class="buttons">
      <button
        type="button"
        class="small"
        disabled={isShut || !open.length}
        onClick={() => tick(open, true)}
      >
        Tick all that are listed
      </button>
      <button
        type="button"
        class="small"
        disabled={isShut || !ticked.length}
        onClick={() => tick(ticked, false)}
      >
        Untick them
      </button>
    </div>
  );
}

/** @param {number} chosen @param {string} mode */
function toldChosen(chosen, mode) {
  if (mode !== "drawn") return `${chosen} ticked`;
  return chosen ? `Drawn from the ${chosen} ticked` : "None ticked: drawn from all that fit";
}
