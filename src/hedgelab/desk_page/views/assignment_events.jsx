// Which events a sheet holds: the book's or those of a bank of one's own, named or drawn.

/** @import { FieldsProps } from "./assignment_fields.jsx" */
/** @import { ViewProps } from "../store.js" */
import { useAsked } from "../parts/asked.jsx";
import { Fields } from "./assignment_fields.jsx";
import { EventList } from "./assignment_list.jsx";

const BOOK = "tables";
const OWN = "bank";

/** @type {[string, string, string][]} */
const MODES = [
  ["named", "I name them", "Every student gets the same events."],
  ["drawn", "They are drawn", "From all that fit, or from those you tick; for each student, too."],
];
/** @type {[string, string, string][]} */
const BANKS = [
  [BOOK, "The book’s", "For practice: they can be looked up in the book, with their readings."],
  [OWN, "A bank of my own", "For what counts towards a mark. It stays in this class."],
];
const DRAWN_FIRST = ["draw.count", "draw.per_student", "draw.balanced"];
const DRAWN_ALSO = [
  ...["draw.periods", "draw.domains", "draw.positions", "draw.keyed_by"],
  ...["draw.leave_out", "draw.seed"],
];

/** @param {ViewProps & { form: any, fields: FieldsProps, isShut: boolean }} props */
export function EventsPart(props) {
  const { own, ask, form, fields, isShut } = props;
  const found = useAsked(props, { do: "assignment.events" });
  /** @param {string[]} events @param {boolean} on */
  const tick = (events, on) => ask({ do: "assignment.tick", events, on }, [], { isQuiet: true });
  return (
    <section aria-labelledby="events">
      <h3 id="events">Events</h3>
      <div class="cards">
        <Choice
          legend="Whose"
          choices={BANKS}
          chosen={own.own_bank ? OWN : BOOK}
          isShut={isShut}
          onChoice={(bank) => ask({ do: "assignment.bank", bank }, [], { isQuiet: true })}
        />
        <Choice
          legend="Which"
          choices={MODES}
          chosen={own.mode}
          isShut={isShut}
          onChoice={(mode) => ask({ do: "assignment.mode", mode }, [], { isQuiet: true })}
        />
      </div>
      {own.mode === "drawn" && (
        <>
          <Fields group="events" only={DRAWN_FIRST} {...fields} />
          <details class="more">
            <summary>More about the draw</summary>
            <Fields group="events" only={DRAWN_ALSO} {...fields} />
          </details>
        </>
      )}
      {found && found.events.length > 0 && (
        <EventList {...found} positions={form.positions} mode={own.mode} {...{ isShut, tick }} />
      )}
    </section>
  );
}

/**
 * One of few, each with what it means.
 * @param {object} props
 * @param {string} props.legend
 * @param {[value: string, label: string, says: string][]} props.choices
 * @param {string} props.chosen
 * @param {boolean} props.isShut
 * @param {(value: string) => unknown} props.onChoice
 */
function Choice({ legend, choices, chosen, isShut, onChoice }) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {choices.map(([value, label, says]) => (
        <label key={value} class="tick">
          <input
            type="radio"
            name={legend}
            checked={value === chosen}
            disabled={isShut}
            onInput={() => onChoice(value)}
          />
          <span>
            {label}
            <br />
            <span class="quiet">{says}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
