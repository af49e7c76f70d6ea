// One file with all it says: why it waits, whose it may be, what it answers; and its settling.

/** @import { ViewProps } from "../store.js" */
import { useEffect, useRef } from "preact/hooks";
import { SettlePart } from "./grade_settle.jsx";
import { SignsPart } from "./grade_signs.jsx";
import { cameAt, Notes } from "./grade_words.jsx";

/**
 * @param {ViewProps & { look: Record<string, any>, open: (file: number | null) => unknown }} props
 */
export function HeldBackPart(props) {
  const { look, open, isBusy } = props;
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="held-back" aria-labelledby="held-back">
      <button type="button" onClick={() => open(null)}>
        ← All files
      </button>
      <h3 id="held-back" tabIndex={-1} ref={heading}>
        {look.title}
      </h3>
      <p class="path">{look.path}</p>
      <p class="why">{look.reason}</p>
      <Notes lines={look.notes} />
      <p class="quiet">{cameAt(look)}</p>
      <SignsPart look={look} />
      {look.others.length > 0 && (
        <>
          <h4>What else they handed in</h4>
          <ul class="others">
            {look.others.map((/** @type {any} */ it) => (
              <li key={it.file}>
                <button type="button" class="path" disabled={isBusy} onClick={() => open(it.file)}>
                  {it.path}
                </button>{" "}
                {it.student}: {it.counts ? "counts" : it.title.toLowerCase()}. {cameAt(it)}
              </li>
            ))}
          </ul>
        </>
      )}
      <Answers answers={look.answers} />
      <SettlePart {...props} />
    </section>
  );
}

/** @param {{ answers: any[] }} props */
function Answers({ answers }) {
  if (!answers.length) return <p>No answer could be read from it.</p>;
  return (
    <details>
      <summary>Its {answers.length === 1 ? "answer" : `${answers.length} answers`}</summary>
      <dl class="answers">
        {answers.map(({ event, title, place, confidence, words }) => (
          <div key={event}>
            <dt>{title}</dt>
            <dd>
              <strong>{place}</strong>
              {confidence ? ` · sureness ${confidence} of 3` : ""}
              {words && <p class="words">{words}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
