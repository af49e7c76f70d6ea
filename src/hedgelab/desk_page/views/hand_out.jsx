// Hand out: every student's sheet, the way it goes to them. The key stays in the class.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { sectionOptions, sectionsOf } from "../parts/sections.js";
import { AgainPart } from "./hand_out_again.jsx";
import { FileTypes, Forms } from "./hand_out_forms.jsx";
import { QuizPart } from "./hand_out_quiz.jsx";

/** @typedef {{ value: string, label: string, needs: string, then: string, closed: string,
 *   for_all: boolean, has_forms: boolean }} Way */

/** @param {ViewProps} props */
export function HandOutView(props) {
  const { office, own, ask, download, go, isBusy, isReadOnly } = props;
  const open = own.ways.filter((/** @type {Way} */ it) => !it.closed);
  const ready = open.find((/** @type {Way} */ it) => !it.needs);
  const [wanted, setWanted] = useState(own.handed?.way ?? ready?.value);
  const [forms, setForms] = useState(own.forms.map((/** @type {any} */ it) => it.value));
  const [section, setSection] = useState("");
  const [told, setTold] = useState(/** @type {DeskFile[]} */ ([]));
  if (own.problem) {
    const isNext = office.next?.step === "assignment";
    return (
      <>
        <p>{own.problem}</p>
        {!isNext && (
          <button type="button" class="primary" onClick={() => go("assignment")}>
            Assignment
          </button>
        )}
      </>
    );
  }
  const isShut = isBusy || isReadOnly;
  /** @type {Way | undefined} */
  const way = open.find((/** @type {Way} */ it) => it.value === wanted) ?? open[0];
  /** @param {object} [more] */
  const give = async (more = {}) => {
    const sections = sectionsOf(section);
    const { files, error } = await ask(
      { do: "handout.give", way: way?.value, forms, sections, ...more },
      way?.needs ? told : [],
    );
    if (!error) download(files);
  };
  return (
    <>
      <AgainPart {...props} onGive={give} isShut={isShut} />
      <Ways ways={own.ways} chosen={way?.value} onChoice={setWanted} isShut={isShut} />
      {!way && (
        <button type="button" class="primary" onClick={() => go("class")}>
          Class
        </button>
      )}
      {way && (
        <>
          {way.needs && (
            <FileDrop
              label={`What tells its own numbers: ${way.needs}`}
              disabled={isShut}
              onFiles={setTold}
            >
              {told.length
                ? `${told[0].name} will be asked.`
                : "Not needed where your list of students came as that worksheet."}
            </FileDrop>
          )}
          {own.sections.length > 0 && !way.for_all && (
            <Field
              label="Of whom"
              value={section}
              onValue={setSection}
              options={sectionOptions(own.sections)}
              disabled={isShut}
            />
          )}
          {way.has_forms && <Forms {...{ forms, isShut }} all={own.forms} onForms={setForms} />}
          <button
            type="button"
            class="primary"
            disabled={isShut || !forms.length || own.changed === "sheets"}
            onClick={() => give()}
          >
            {own.handed ? "Hand out again" : "Hand out"}
          </button>
          <p class="quiet">Then: {way.then}</p>
        </>
      )}
      <FileTypes told={own.file_types} />
      <QuizPart {...props} isShut={isBusy} />
    </>
  );
}

/**
 * @param {object} props
 * @param {Way[]} props.ways
 * @param {string | undefined} props.chosen
 * @param {boolean} props.isShut
 * @param {(value: string) => void} props.onChoice
 */
function Ways({ ways, chosen, isShut, onChoice }) {
  return (
    <fieldset class="choice">
      <legend>Which way</legend>
      {ways.map(({ value, label, closed }) => (
        <label key={value} class="tick">
          <input
            type="radio"
            name="way"
            checked={value === chosen}
            disabled={isShut || Boolean(closed)}
            onInput={() => onChoice(value)}
          />
          <span>
            {label}
            {closed && <span class="quiet"> · {closed}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
