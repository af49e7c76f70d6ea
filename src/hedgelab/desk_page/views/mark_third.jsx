// One text on which markers differ: what each gave, and the levels to choose from.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";

/** @param {ViewProps & { marker: string, apart: Record<string, any> }} props */
export function ThirdLook({ apart, own, ask, marker, isBusy, isReadOnly }) {
  const [points, setPoints] = useState(/** @type {Record<string, number>} */ ({}));
  const [comment, setComment] = useState("");
  const { criteria } = own.rubric;
  const isWhole = criteria.every((/** @type {any} */ { id }) => id in points);
  const settle = (/** @type {Event} */ event) => {
    event.preventDefault();
    ask({ do: "mark.third", code: apart.code, event: apart.event, points, comment, marker });
  };
  return (
    <form class="third" onSubmit={settle}>
      <h4>{apart.title}</h4>
      <p class="quiet">
        Placed at {apart.place} · {apart.code}
      </p>
      <blockquote>{apart.words}</blockquote>
      {criteria.map((/** @type {any} */ { id, title, levels }) => (
        <fieldset key={id} disabled={isReadOnly}>
          <legend>{title}</legend>
          {levels.map((/** @type {any} */ level) => (
            <label key={level.points} class="tick">
              <input
                type="radio"
                name={id}
                checked={points[id] === level.points}
                onInput={() => setPoints({ ...points, [id]: level.points })}
              />
              <span>
                {level.says} <span class="quiet">({level.points})</span>
                {whoGave(apart.marks, id, level.points)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      {apart.marks.some((/** @type {any} */ mark) => mark.comment) && (
        <ul class="notes">
          {apart.marks.map(
            (/** @type {any} */ mark) =>
              mark.comment && (
                <li key={mark.marker}>
                  {mark.marker}: “{mark.comment}”
                </li>
              ),
          )}
        </ul>
      )}
      <Field
        label="A word to the student"
        value={comment}
        onValue={setComment}
        rows={3}
        disabled={isReadOnly}
      />
      <button
        type="submit"
        class="primary"
        disabled={isBusy || isReadOnly || !isWhole || !marker.trim()}
      >
        This mark counts
      </button>
      {!marker.trim() && <p class="quiet">Write your name at the top first.</p>}
    </form>
  );
}

/** @param {any[]} marks @param {string} criterion @param {number} points */
function whoGave(marks, criterion, points) {
  const names = marks.filter((it) => it.points[criterion] === points).map((it) => it.marker);
  return names.length > 0 && <strong class="gave"> {names.join(" and ")} gave this</strong>;
}
