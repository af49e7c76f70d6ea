// What a request said, what was wrong, and how far it is.

/** @import { Busy, Desk } from "../store.js" */

const MOST = 12; // sentences before the rest is folded

/**
 * @param {object} props
 * @param {Pick<Desk, "said" | "error">} props.desk
 * @param {() => void} props.onClose
 */
export function Notice({ desk: { said, error }, onClose }) {
  const lines = error ? error.says.split("\n") : said.flatMap((text) => text.split("\n"));
  return (
    <>
      <div role="status">
        {!error && lines.length > 0 && <Lines lines={lines} onClose={onClose} />}
      </div>
      <div role="alert">
        {error && <Lines lines={lines} onClose={onClose} isWrong={!error.cancelled} />}
      </div>
    </>
  );
}

/** @param {{ lines: string[], onClose: () => void, isWrong?: boolean }} props */
function Lines({ lines, onClose, isWrong = false }) {
  const others = lines.slice(MOST);
  return (
    <div class={`notice${isWrong ? " is-wrong" : ""}`}>
      {lines.slice(0, MOST).map((line, at) => (
        <p key={at}>{line}</p>
      ))}
      {others.length > 0 && (
        <details>
          <summary>{others.length.toLocaleString("en-GB")} more</summary>
          {others.map((line, at) => (
            <p key={at}>{line}</p>
          ))}
        </details>
      )}
      <button type="button" class="close" onClick={onClose}>
        Close
      </button>
    </div>
  );
}

/** @param {{ busy: Busy, onCancel: () => void }} props */
export function Progress({ busy: { done, of, what }, onCancel }) {
  const many = (/** @type {number} */ count) => count.toLocaleString("en-GB");
  const told = of ? `${many(done)} of ${many(of)}` : done ? many(done) : "";
  return (
    <div class="progress">
      <progress aria-label="How far it is" max={of || undefined} value={of ? done : undefined} />
      <span>{[told, what].filter(Boolean).join(" · ") || "One moment…"}</span>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
