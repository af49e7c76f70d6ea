// How far the markers agree, and the texts on which they differ: a third look settles each.

/** @import { ViewProps } from "../store.js" */
import { ThirdLook } from "./mark_third.jsx";

const FEW = 6; // lines that need no folding

/** @param {ViewProps & { marker: string }} props */
export function ApartPart(props) {
  const { own, ask, shown, isBusy } = props;
  if (own.markers.length < 2) return null;
  const stand = shown["mark.third"] ?? shown["mark.collect"] ?? shown["mark.stand"];
  return (
    <section aria-labelledby="mark-apart">
      <h3 id="mark-apart">Where your markers stand</h3>
      {stand ? (
        <Stand {...props} stand={stand} />
      ) : (
        <button type="button" disabled={isBusy} onClick={() => ask({ do: "mark.stand" })}>
          See where they differ and how far they agree
        </button>
      )}
    </section>
  );
}

/** @param {ViewProps & { marker: string, stand: Record<string, any> }} props */
function Stand({ stand, ...props }) {
  const { apart, flagged, unlike, agreement } = stand;
  /** @type {[string, number][]} */
  const waiting = Object.entries(stand.waiting);
  const late = waiting.filter(([, count]) => count > 0);
  return (
    <>
      <p>
        {late.length
          ? `Still to come: ${late.map(([name, count]) => `${name} ${count}`).join(", ")}.`
          : "Every text has come in."}
      </p>
      {apart.length > 0 ? (
        <>
          <p>
            On {apart.length === 1 ? "one text" : `${apart.length} texts`} they differ. Yours is the
            mark that counts.
          </p>
          <ThirdLook key={`${apart[0].code} ${apart[0].event}`} {...props} apart={apart[0]} />
        </>
      ) : (
        <p>On no text do two of them differ.</p>
      )}
      {agreement.map((/** @type {any} */ { title, lines }) => (
        <Lines key={title} title={title.replace(/:$/, "")} lines={lines} />
      ))}
      <Lines title="A second look is asked for" lines={flagged} />
      <Lines title="The same words at the same place have other points" lines={unlike} />
    </>
  );
}

/** @param {{ title: string, lines: string[] }} props */
function Lines({ title, lines }) {
  if (!lines.length) return null;
  const list = (
    <ul class="notes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
  if (lines.length <= FEW) {
    return (
      <>
        <h4>{title}</h4>
        {list}
      </>
    );
  }
  return (
    <details>
      <summary>
        {title} ({lines.length})
      </summary>
      {list}
    </details>
  );
}
