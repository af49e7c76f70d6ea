// In the made-up course: the files that a term would bring to a step, to take in at a click.

/** @import { DeskFile, OfficeState } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */

/**
 * @param {object} props
 * @param {string} props.step where in the work they are wanted
 * @param {OfficeState} props.office
 * @param {ViewProps["ask"]} props.ask
 * @param {boolean} [props.isBusy]
 * @param {(files: DeskFile[]) => unknown} [props.onFiles] takes them in, as if they were dropped
 */
export function Material({ step, office, ask, isBusy, onFiles }) {
  /** @type {{ step: string, path: string, name: string, says: string }[]} */
  const all = office.play?.material ?? [];
  const here = all.filter((one) => one.step === step);
  if (!here.length) return null;
  return (
    <div class="material">
      <p>
        <b>Made up</b> – what this step would get in a term:
      </p>
      <ul>
        {here.map(({ path, name, says }) => (
          <li key={says}>
            {path && (
              <button
                type="button"
                disabled={isBusy}
                onClick={async () => {
                  const { files, error } = await ask({ do: "play.file", path });
                  if (!error) onFiles?.(files);
                }}
              >
                Take {name}
              </button>
            )}{" "}
            {says}
          </li>
        ))}
      </ul>
    </div>
  );
}
