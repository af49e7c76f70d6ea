// One event of the list: ticked or not, where it stands, how hard, and what happened.

/** @import { EventRow } from "../parts/choosing.js" */

/**
 * @param {{ event: EventRow, mode: string, isShut: boolean, tick: (events: string[], on: boolean) => unknown }} props
 */
export function EventRowView({ event, mode, isShut, tick }) {
  const { id, title, date, place, domain, hard, guessed, measured } = event;
  return (
    <tr>
      <th scope="row">
        <label class="tick">
          <input
            type="checkbox"
            checked={event.chosen}
            disabled={isShut}
            onInput={(change) => tick([id], change.currentTarget.checked)}
          />
          <span>
            {title}
            <br />
            <span class="quiet">
              {date}
              {event.is_unsettled && " · no reading earns all points"}
              {mode === "drawn" && event.drawn && !event.chosen && " · may be drawn"}
            </span>
          </span>
        </label>
        <details>
          <summary>What happened</summary>
          <p>{event.summary}</p>
          {event.others.length > 0 && (
            <p class="quiet">
              Also read as{" "}
              {event.others
                .map((it) => `${it.place} (${it.credit.toLocaleString("en-GB")})`)
                .join(", ")}
              .
            </p>
          )}
          {event.dispute && <p class="quiet">In dispute: {event.dispute}</p>}
        </details>
      </th>
      <td>{place}</td>
      <td>{domain}</td>
      <td class="number">
        {hard.toFixed(2)}
        {measured !== null && <div class="quiet">class {measured.toFixed(2)}</div>}
      </td>
      <td class="number">{guessed.toLocaleString("en-GB")}</td>
    </tr>
  );
}
