// Each student's feedback, packed the way it goes, and who was sent what.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Download } from "../parts/download.jsx";
import { Field, Tick } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";
import { Table } from "../parts/table.jsx";

const WAYS = /** @type {Record<string, string>} */ ({
  folders: "A folder for each student",
  mail: "A draft of a mail to each",
});
const SENT = [
  { name: "student", title: "Student" },
  { name: "when", title: "Sent", draw: (/** @type {any} */ row) => whenTold(row.when) },
  { name: "way", title: "By" },
  { name: "points", title: "Points", isNumber: true },
  {
    name: "now",
    title: "Now",
    draw: (/** @type {any} */ row) => row.changed && "says something else",
  },
];

/** @param {string} when */
function whenTold(when) {
  if (!when) return "not yet";
  return new Date(when).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}

/** @param {ViewProps & { sections: string[] }} props */
export function FeedbackPart({ own, ask, shown, isBusy, isReadOnly, sections }) {
  const [way, setWay] = useState(
    own.used.find((/** @type {string} */ id) =>
      own.ways.some((/** @type {any} */ it) => it.id === id),
    ) ?? "folders",
  );
  const [told, setTold] = useState(/** @type {DeskFile[]} */ ([]));
  const [isKept, setKept] = useState(true);
  const [all, setAll] = useState(false);
  const [files, setFiles] = useState(/** @type {DeskFile[]} */ ([]));
  const keeps = isKept && !isReadOnly;
  const { name, told_by } = own.ways.find((/** @type {any} */ it) => it.id === way) ?? {};

  const pack = async () => {
    const request = keeps ? "return.release" : "return.pack";
    const given = told_by ? told : [];
    setFiles((await ask({ do: request, way, all, sections }, given)).files);
  };
  return (
    <section aria-labelledby="feedback">
      <h3 id="feedback">The feedback to its owners</h3>
      <p>
        {thousands(own.sent)} of {thousands(own.students)} students were sent their page.
      </p>
      <Field
        label="Which way"
        value={way}
        onValue={setWay}
        options={own.ways.map((/** @type {any} */ it) => [
          it.id,
          WAYS[it.id] ?? `The zip that ${it.name} takes back`,
        ])}
      />
      {told_by && (
        <FileDrop
          label={told.length ? `${name}’s names: ${told[0].name}` : `If you have it: ${told_by}`}
          disabled={isBusy}
          onFiles={setTold}
        >
          It tells how {name} calls those whose work came another way.
        </FileDrop>
      )}
      <Tick
        label="Keep who was sent what, and pack only pages that say something new"
        checked={keeps}
        disabled={isReadOnly}
        onChecked={setKept}
      />
      {keeps && <Tick label="Unchanged pages, too" checked={all} onChecked={setAll} />}
      <div class="buttons">
        <button type="button" class="primary" disabled={isBusy} onClick={pack}>
          Pack the feedback
        </button>
        <button type="button" disabled={isBusy} onClick={() => ask({ do: "return.sent" })}>
          Who was sent what
        </button>
      </div>
      {files.length > 0 && <Download files={files} />}
      {shown["return.sent"] && (
        <Table
          caption="Who was sent what"
          columns={SENT}
          perPage={20}
          rows={shown["return.sent"].sent}
        />
      )}
    </section>
  );
}
