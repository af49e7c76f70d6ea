// How a grade came about, the record of a year, and who is to be forgotten.

/** @import { DeskFile } from "../engine.js" */
/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field, Tick } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";

/** @param {ViewProps & { sections: string[] }} props */
export function ReceiptsPart({ ask, shown, isBusy, download, sections }) {
  const [student, setStudent] = useState("");
  const told = shown["return.receipts"]?.receipt;
  return (
    <details>
      <summary>
        <h3>Explain a grade</h3>
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask({ do: "return.receipts", student });
        }}
      >
        <Field
          label="The student’s id"
          value={student}
          onValue={setStudent}
          hint="The receipt names the file, the key and the rule, every mark and decision, and adds the points up anew."
        />
        <div class="buttons">
          <button type="submit" disabled={isBusy || !student.trim()}>
            Show the receipt
          </button>
          <button
            type="button"
            disabled={isBusy}
            onClick={async () => download((await ask({ do: "return.receipts", sections })).files)}
          >
            Save everybody’s
          </button>
        </div>
      </form>
      {told && <pre class="receipt">{told}</pre>}
    </details>
  );
}

/** @param {ViewProps} props */
export function RecordPart({ ask, isBusy, download }) {
  const [nameless, setNameless] = useState(false);
  const [texts, setTexts] = useState(false);
  const [added, setAdded] = useState(/** @type {DeskFile[]} */ ([]));
  return (
    <details>
      <summary>
        <h3>Keep the record</h3>
      </summary>
      <p>
        One zip for the years that your university keeps grades: the gradebook, all receipts, pages
        and tables, and what was handed in, each file with its digest.
      </p>
      <Tick
        label="For research: codes instead of names"
        checked={nameless}
        onChecked={setNameless}
      />
      {nameless ? (
        <Tick
          label="With the texts that students wrote; read them before you pass them on"
          checked={texts}
          onChecked={setTexts}
        />
      ) : (
        <FileDrop
          label={
            added.length
              ? `Put in, too: ${added.map(({ name }) => name).join(", ")}`
              : "Anything else to put in"
          }
          multiple
          disabled={isBusy}
          onFiles={setAdded}
        />
      )}
      <div class="buttons">
        <button
          type="button"
          disabled={isBusy}
          onClick={async () => {
            const request = {
              do: "return.archive",
              without_names: nameless,
              texts: nameless && texts,
            };
            download((await ask(request, nameless ? [] : added)).files);
          }}
        >
          Save the archive
        </button>
      </div>
      <FileDrop
        label="Is an archive still as it was written? Drop it here."
        accept=".zip"
        disabled={isBusy}
        onFiles={(files) => ask({ do: "return.check-archive" }, files)}
      />
    </details>
  );
}

/** @param {ViewProps} props */
export function ForgetPart({ ask, isBusy, isReadOnly }) {
  const [student, setStudent] = useState("");
  const [sure, setSure] = useState("");
  const isSure = student.trim() !== "" && sure === student;
  return (
    <details>
      <summary>
        <h3>Forget a student</h3>
      </summary>
      <p>
        Takes their files, answers, marks and grade, their row in the roster, their sheet and their
        page out of the class, and leaves the rest as it is. This alone cannot be undone, and
        nothing before it can be undone after it.
      </p>
      <Field label="The student’s id" value={student} onValue={setStudent} />
      <Field label="The same id again" value={sure} onValue={setSure} />
      <button
        type="button"
        disabled={isBusy || isReadOnly || !isSure}
        onClick={async () => {
          const { error } = await ask({ do: "return.forget", student });
          if (!error) setSure("");
        }}
      >
        Forget {isSure ? student : "them"}
      </button>
    </details>
  );
}
