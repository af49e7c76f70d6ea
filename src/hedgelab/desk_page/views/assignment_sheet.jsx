// The sheet as a student sees it, and beside it what somebody earns who only guesses.

/** @import { ViewProps } from "../store.js" */
import { Framed } from "../parts/framed.jsx";
import { openApart } from "../parts/handing_over.js";

const DO = "assignment.preview";

/** @param {ViewProps} props */
export function SheetPart({ own, ask, shown, isBusy }) {
  const { stands } = own;
  if (!stands) return null;
  const preview = shown[DO];
  return (
    <section aria-labelledby="sheet">
      <h3 id="sheet">The sheet, and what a guesser would get</h3>
      <div class="beside">
        <div>
          <p>{toldSheet(stands)}</p>
          {stands.unsettled.length > 0 && (
            <p class="wrong">
              Nobody can earn all points: no reading earns full credit for{" "}
              {stands.unsettled.join(", ")}. Leave it out, or set a credit of your own.
            </p>
          )}
          {preview ? (
            <Preview {...preview} />
          ) : (
            <button type="button" disabled={isBusy} onClick={() => ask({ do: DO })}>
              Show the sheet
            </button>
          )}
        </div>
        <Guess guess={stands.guess} />
      </div>
    </section>
  );
}

/** @param {{ page: string, student: string }} props */
function Preview({ page, student }) {
  const content = new Blob([page]);
  return (
    <>
      <p class="buttons">
        <button type="button" onClick={() => openApart({ name: "sheet.html", content })}>
          In a window of its own
        </button>
      </p>
      <Framed title={`The sheet of ${student}`} html={page} hasScripts />
    </>
  );
}

/** @param {Record<string, any>} stands */
function toldSheet({ events, points, is_per_student: differ, differing, bound, is_public: known }) {
  const sheets = differ
    ? `${events} events, of which ${differing} can be others on another student’s sheet; the estimated difficulty of two sheets differs by ${bound} at most.`
    : `${events} events, the same for all.`;
  const where = known ? " They are in the book, with their readings." : "";
  return `${sheets} ${points} points in all.${where}`;
}

/** @param {{ guess: { limit: number, is_too_much: boolean, of: { who: string, earns: number, most?: number }[] } }} props */
function Guess({ guess }) {
  return (
    <div class="guess">
      <table>
        <caption>Share of the points for places</caption>
        <tbody>
          {guess.of.map(({ who, earns, most }) => (
            <tr key={who}>
              <th scope="row">{who}</th>
              <td class="number">
                {earns.toFixed(2)}
                {most !== undefined && most.toFixed(2) !== earns.toFixed(2) && (
                  <div class="quiet">at most {most.toFixed(2)}</div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {guess.is_too_much ? (
        <p class="wrong">
          Two questions earn more than {guess.limit}: take in events on which a guesser earns 0.
        </p>
      ) : (
        <p class="quiet">
          Two questions earn no more than {guess.limit}: whoever earns more has read.
        </p>
      )}
    </div>
  );
}
