// What was handed out, and what has changed since: other sheets, other rules, who joined.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Tick } from "../parts/field.jsx";

/** @param {ViewProps & { onGive: (more: object) => unknown, isShut: boolean }} props */
export function AgainPart({ own, ask, onGive, isShut }) {
  const [isSure, setSure] = useState(false);
  const { handed, changed, joined } = own;
  if (!handed) return null;
  const to = handed.students ? `to ${thousands(handed.students)} students` : "as one sheet for all";
  return (
    <section aria-label="What was handed out">
      <p>
        Handed out on {handed.when}, {to}.
      </p>
      {changed === "sheets" && (
        <div class="notice is-wrong">
          <p>
            The sheets have changed since. Students may have those of before, and the new key would
            not know them: what they hand in on them could not be graded. Undo the change under
            Assignment, or call the old sheets in and hand out again.
          </p>
          <Tick label="The old sheets are called in" checked={isSure} onChecked={setSure} />
          <button
            type="button"
            disabled={isShut || !isSure}
            onClick={() => {
              setSure(false);
              onGive({ replace: true });
            }}
          >
            Hand out other sheets
          </button>
        </div>
      )}
      {changed === "rules" && (
        <div class="notice">
          <p>
            The rules have changed since, and the sheets are the same: students need nothing new.
          </p>
          <button type="button" disabled={isShut} onClick={() => ask({ do: "handout.key" })}>
            Take the new rules into the key
          </button>
        </div>
      )}
      {changed !== "sheets" && joined > 0 && (
        <div class="notice">
          <p>
            {thousands(joined)} {joined === 1 ? "student has" : "students have"} joined since. They
            get sheets of their own, and nobody else’s changes.
          </p>
          <button type="button" disabled={isShut} onClick={() => onGive({ only_new: true })}>
            Hand out to those who joined
          </button>
        </div>
      )}
    </section>
  );
}
