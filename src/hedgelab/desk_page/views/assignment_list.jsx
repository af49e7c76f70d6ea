// The events of the bank to choose from: where each stands, of which domain it is, and how hard.

/** @import { EventRow } from "../parts/choosing.js" */
import { useState } from "preact/hooks";
import { ALL, ORDERS, choicesOf, listed } from "../parts/choosing.js";
import { Field, Tick } from "../parts/field.jsx";
import { Pages } from "../parts/pages.jsx";
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
      <Filters {...{ events, positions, wanted, want }} />
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
      <Pages of={found.length} from={at} perPage={PER_PAGE} onFrom={setAt} />
    </>
  );
}

/**
 * @param {object} props
 * @param {EventRow[]} props.events
 * @param {{ value: string, label: string }[]} props.positions
 * @param {typeof ALL} props.wanted
 * @param {(change: Partial<typeof ALL>) => void} props.want
 */
function Filters({ events, positions, wanted, want }) {
  const places = positions.map(
    ({ value, label }) => /** @type {[string, string]} */ ([value, label]),
  );
  return (
    <div class="filters">
      <Field
        label="Find"
        type="search"
        value={wanted.search}
        onValue={(search) => want({ search })}
      />
      <Field
        label="Place"
        value={wanted.position}
        onValue={(position) => want({ position })}
        options={[["", "Any"], ...places]}
      />
      <Field
        label="Domain"
        value={wanted.domain}
        onValue={(domain) => want({ domain })}
        options={choicesOf(events, "domain")}
      />
      <Field
        label="Period"
        value={wanted.period}
        onValue={(period) => want({ period })}
        options={choicesOf(events, "period")}
      />
      <Field
        label="Order"
        value={wanted.order}
        onValue={(order) => want({ order })}
        options={ORDERS}
      />
      <Tick
        label="Only those ticked"
        checked={wanted.chosen}
        onChecked={(on) => want({ chosen: on })}
      />
    </div>
  );
}

/** @param {number} chosen @param {string} mode */
function toldChosen(chosen, mode) {
  if (mode !== "drawn") return `${chosen} ticked`;
  return chosen ? `Drawn from the ${chosen} ticked` : "None ticked: drawn from all that fit";
}
