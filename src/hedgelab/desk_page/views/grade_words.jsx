// Words that several parts of Grade share.

/** What a list of the platform's, or a file's own clock, tells of when it came. */
const CLOCKS = /** @type {Record<string, string>} */ ({
  platform: "by the platform’s clock",
  file: "by the student’s own clock",
});

/** @param {{ lines: string[] }} props what is to be said of decisions or of a file */
export function Notes({ lines }) {
  if (!lines.length) return null;
  return (
    <ul class="notes">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** @param {Record<string, any>} told when a file came, and by which clock */
export function cameAt({ received, clock, saved = "" }) {
  if (!received && !saved) return "Nothing tells when it came.";
  const told = (received || saved).replace("T", " ").replace(/(Z|\+00:00)$/, " UTC");
  if (!received) return `It was saved at ${told}, by the student’s own clock.`;
  return `It came at ${told}, ${CLOCKS[clock] ?? "by its name"}.`;
}

/** @param {{ id: string, name: string }} who */
export function called({ id, name }) {
  return name ? `${name} (${id})` : id;
}
