// The letter that asks a student for another file: to copy, or in the mail program.

import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";

/**
 * @param {object} props
 * @param {{ subject: string, text: string }} props.asking
 * @param {{ id: string, name: string, email?: string } | null} props.whose
 */
export function AskAgain({ asking, whose }) {
  const name = whose?.name ?? "";
  const letter = `Dear ${name || "student"},\n\n${asking.text}\n`;
  const [changed, setChanged] = useState(/** @type {string | null} */ (null));
  const text = changed ?? letter;
  const mail = new URLSearchParams({ subject: asking.subject, body: text });
  return (
    <div class="asking">
      <Field label="What you may write" value={text} onValue={setChanged} rows={7} />
      <p class="buttons">
        {whose?.email && (
          <a
            class="button"
            href={`mailto:${encodeURIComponent(whose.email)}?${mail.toString().replaceAll("+", "%20")}`}
          >
            Write to {whose.email}
          </a>
        )}
        <button type="button" onClick={() => navigator.clipboard?.writeText(text)}>
          Copy it
        </button>
      </p>
    </div>
  );
}
