// Assistants: the texts are dealt out, each gets a page, and what they saved is dropped back.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Download } from "../parts/download.jsx";
import { Field, Tick } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";

const SHARES = /** @type {const} */ ([
  ["0", "each text to one marker"],
  ["10%", "10 % of the texts to two"],
  ["20%", "20 % of the texts to two"],
  ["50%", "half of the texts to two"],
  ["100%", "every text to two"],
]);

/** @param {ViewProps} props */
export function SharePart({ own, ask, isBusy, isReadOnly }) {
  const [markers, setMarkers] = useState(
    own.markers.map((/** @type {any} */ it) => it.name).join(", "),
  );
  const [second, setSecond] = useState("10%");
  const [calibrate, setCalibrate] = useState("0");
  const [wanted, setWanted] = useState(/** @type {string[]} */ ([]));
  const isIdle = isBusy || isReadOnly;
  const areSeveral = markers.split(",").filter((/** @type {string} */ it) => it.trim()).length > 1;
  const deal = (/** @type {Event} */ event) => {
    event.preventDefault();
    const several = { second, calibrate: Number.parseInt(calibrate, 10) || 0 };
    ask({ do: "mark.allot", markers, sections: wanted, ...(areSeveral ? several : {}) });
  };
  return (
    <section aria-labelledby="mark-share">
      <h3 id="mark-share">Share it with assistants</h3>
      <form onSubmit={deal}>
        <Field
          label="Who marks"
          value={markers}
          onValue={setMarkers}
          disabled={isReadOnly}
          hint="Names with commas between them, yours too if you mark."
        />
        {areSeveral && (
          <>
            <Field label="How" value={second} onValue={setSecond} options={SHARES} />
            <Field
              label="Texts with which all of them begin"
              type="number"
              value={calibrate}
              onValue={setCalibrate}
              more={{ min: 0, inputMode: "numeric" }}
              hint="So that they find a common measure; 0 for none."
            />
          </>
        )}
        {own.sections.length > 0 && (
          <fieldset>
            <legend>Only these sections, or none ticked for all</legend>
            {own.sections.map((/** @type {string} */ name) => (
              <Tick
                key={name}
                label={name}
                checked={wanted.includes(name)}
                onChecked={(isTicked) =>
                  setWanted(isTicked ? [...wanted, name] : wanted.filter((it) => it !== name))
                }
              />
            ))}
          </fieldset>
        )}
        <button type="submit" disabled={isIdle || !markers.trim()}>
          Deal the texts out
        </button>
      </form>
      {own.markers.length > 0 && <PagesPart {...{ own, ask, isIdle }} />}
    </section>
  );
}

/** @param {Pick<ViewProps, "own" | "ask"> & { isIdle: boolean }} props the pages, and their marks */
function PagesPart({ own, ask, isIdle }) {
  const [files, setFiles] = useState(/** @type {DeskFile[]} */ ([]));
  const packs = async () => setFiles((await ask({ do: "mark.packs" })).files);
  return (
    <>
      <Hands markers={own.markers} />
      <p>
        <button type="button" disabled={isIdle} onClick={packs}>
          Write a page for each
        </button>{" "}
        <span class="quiet">
          It opens by double-click, and holds the key: give each to its marker alone.
        </span>
      </p>
      {files.length > 0 && <Download files={files} />}
      <FileDrop
        label="What your assistants saved"
        accept=".json"
        multiple
        disabled={isIdle}
        onFiles={(files) => ask({ do: "mark.collect" }, files)}
      >
        Their files end in .marks.json. Drop them in any order, and again when there are newer ones:
        no mark replaces another’s.
      </FileDrop>
    </>
  );
}

/** @param {{ markers: { name: string, dealt: number, come: number }[] }} props */
function Hands({ markers }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Who has how many">
      <table>
        <caption>Who has how many</caption>
        <thead>
          <tr>
            <th scope="col">Marker</th>
            <th scope="col" class="number">
              Texts
            </th>
            <th scope="col" class="number">
              Marks that came
            </th>
          </tr>
        </thead>
        <tbody>
          {markers.map(({ name, dealt, come }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{dealt}</td>
              <td class="number">{come}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
