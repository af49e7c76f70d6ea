// What of the events is listed, and in which order.

/** @import { EventRow, Wanted } from "../parts/choosing.js" */
import { ORDERS, choicesOf } from "../parts/choosing.js";
import { Field, Tick } from "../parts/field.jsx";

/**
 * @param {object} props
 * @param {EventRow[]} props.events
 * @param {{ value: string, label: string }[]} props.positions
 * @param {Wanted} props.wanted
 * @param {(change: Partial<Wanted>) => void} props.want
 */
export function EventFilters({ events, positions, wanted, want }) {
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
