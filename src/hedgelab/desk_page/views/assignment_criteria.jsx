// The criteria of a rubric, each with levels from the fewest points to the most.

/** @import { Criterion, Level } from "./assignment_rubric.jsx" */
import { Field } from "../parts/field.jsx";

/**
 * @param {object} props
 * @param {Criterion[]} props.criteria
 * @param {boolean} props.isShut
 * @param {(criteria: Criterion[]) => void} props.onCriteria
 */
export function Criteria({ criteria, isShut, onCriteria }) {
  /** @param {number} at @param {Partial<Criterion>} change */
  const put = (at, change) =>
    onCriteria(criteria.map((it, other) => (other === at ? { ...it, ...change } : it)));
  return (
    <>
      {criteria.map((criterion, at) => (
        <fieldset key={at} class="criterion">
          <legend>Criterion {at + 1}</legend>
          <Field
            label="What it looks for"
            value={criterion.title}
            onValue={(title) => put(at, { title })}
            disabled={isShut}
          />
          <Levels
            {...{ isShut }}
            levels={criterion.levels}
            onLevels={(levels) => put(at, { levels })}
          />
          {criteria.length > 1 && (
            <button
              type="button"
              class="small"
              disabled={isShut}
              onClick={() => onCriteria(criteria.filter((_, other) => other !== at))}
            >
              Take out criterion {at + 1}
            </button>
          )}
        </fieldset>
      ))}
      <p>
        <button
          type="button"
          disabled={isShut}
          onClick={() => onCriteria([...criteria, { title: "", levels: [level(0), level(1)] }])}
        >
          Another criterion
        </button>
      </p>
    </>
  );
}

/**
 * @param {object} props
 * @param {Level[]} props.levels
 * @param {boolean} props.isShut
 * @param {(levels: Level[]) => void} props.onLevels
 */
function Levels({ levels, isShut, onLevels }) {
  /** @param {number} at @param {Partial<Level>} change */
  const put = (at, change) =>
    onLevels(levels.map((it, other) => (other === at ? { ...it, ...change } : it)));
  return (
    <>
      {levels.map(({ points, says }, at) => (
        <div key={at} class="level">
          <Field
            label="Points"
            type="number"
            value={points}
            onValue={(to) => put(at, { points: to === "" ? "" : Number(to) })}
            more={{ min: 0, max: 100, step: "any" }}
            disabled={isShut}
          />
          <Field
            label="What work at this level looks like"
            value={says}
            rows={2}
            onValue={(to) => put(at, { says: to })}
            disabled={isShut}
          />
          {levels.length > 2 && (
            <button
              type="button"
              class="small"
              disabled={isShut}
              onClick={() => onLevels(levels.filter((_, other) => other !== at))}
            >
              Take out<span class="for-ears"> level {at + 1}</span>
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        class="small"
        disabled={isShut}
        onClick={() => onLevels([...levels, level(Number(levels.at(-1)?.points ?? 0) + 1)])}
      >
        Another level
      </button>
    </>
  );
}

/** @param {number} points @returns {Level} */
function level(points) {
  return { points, says: "" };
}
