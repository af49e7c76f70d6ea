// Assignment: which events, by which rules, for how many points, until when. The form shows what
// its file says; each field is kept as soon as it is left.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useAsked } from "../parts/asked.jsx";
import { BeginPart } from "./assignment_begin.jsx";
import { EventsPart } from "./assignment_events.jsx";
import { Fields } from "./assignment_fields.jsx";
import { OverridesPart } from "./assignment_overrides.jsx";
import { OwnBankPart } from "./assignment_own.jsx";
import { RubricPart } from "./assignment_rubric.jsx";
import { SheetPart } from "./assignment_sheet.jsx";

/** @param {ViewProps} props */
export function AssignmentView(props) {
  const { own, ask, isBusy, isReadOnly } = props;
  const form = useAsked(props, { do: "assignment.form" }, { stays: true });
  if (!form) return <p class="quiet">One moment…</p>;
  if (!own.file) return <BeginPart {...props} form={form} />;
  const isShut = isBusy || isReadOnly;
  /** @param {Record<string, any>} values */
  const keep = (values) => ask({ do: "assignment.keep", values }, [], { isQuiet: true });
  const fields = { form, own, keep, isShut: isReadOnly };
  return (
    <>
      <FilePart {...props} form={form} />
      {own.problem && (
        <p class="notice is-wrong" role="status">
          Not in order yet: {own.problem.says}
        </p>
      )}
      <section aria-labelledby="sheet-fields">
        <h3 id="sheet-fields">What students see</h3>
        <Fields group="sheet" {...fields} />
      </section>
      <EventsPart {...props} form={form} fields={fields} isShut={isShut} />
      {own.own_bank && <OwnBankPart {...props} isShut={isShut} />}
      <section aria-labelledby="points">
        <h3 id="points">Points</h3>
        <Fields group="points" without={["rubric"]} {...fields} />
        <RubricPart {...props} form={form} isShut={isShut} />
      </section>
      <section aria-labelledby="rules">
        <h3 id="rules">How a place earns credit</h3>
        <Fields group="rules" without={["overrides"]} {...fields} />
        <OverridesPart own={own} form={form} keep={keep} isShut={isShut} />
      </section>
      <section aria-labelledby="time">
        <h3 id="time">When it is due</h3>
        <Fields group="time" {...fields} />
      </section>
      <details class="more">
        <summary>Names and addresses</summary>
        <Fields group="names" {...fields} />
      </details>
      <SheetPart {...props} />
    </>
  );
}

/** @param {ViewProps & { form: any }} props */
function FilePart(props) {
  const { own, ask, download, isBusy } = props;
  /** @param {boolean} whole */
  const save = async (whole) => {
    const { files } = await ask({ do: "assignment.file", whole });
    download(/** @type {DeskFile[]} */ (files));
  };
  return (
    <section aria-label="The file">
      <p>
        This form is the file <b>{own.file}</b>, as the command has it; each field is kept as soon
        as you leave it.
      </p>
      <div class="buttons">
        <button type="button" disabled={isBusy} onClick={() => save(false)}>
          Save {own.file}
        </button>
        {(own.rubric || own.own_bank) && (
          <button type="button" disabled={isBusy} onClick={() => save(true)}>
            Save it with all it needs
          </button>
        )}
      </div>
      <details class="more">
        <summary>Take another file, or begin anew</summary>
        <BeginPart {...props} />
      </details>
    </section>
  );
}
