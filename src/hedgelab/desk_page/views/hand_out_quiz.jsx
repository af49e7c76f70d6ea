// The assignment as questions that a learning platform asks by itself.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";

/** @param {ViewProps & { isShut: boolean }} props */
export function QuizPart({ own, ask, download, isShut }) {
  const options = own.quizzes.map((/** @type {any} */ it) => [it.value, it.label]);
  const [format, setFormat] = useState(options[0][0]);
  const write = async () => {
    const { files, error } = await ask({ do: "handout.quiz", format });
    if (!error) download(files);
  };
  return (
    <details class="more">
      <summary>Or as a quiz of the platform’s own</summary>
      <p class="quiet">
        One question with seven answers for each event. The platform then asks and counts by itself;
        Hedging Lab grades nothing of it.
      </p>
      <Field label="For" value={format} onValue={setFormat} options={options} />
      <button type="button" disabled={isShut} onClick={write}>
        Save the quiz
      </button>
    </details>
  );
}
