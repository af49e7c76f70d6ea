// The marking page for oneself: the one that assistants get, in the desk, which keeps each mark.

/** @import { Pack } from "../../widgets/marking/pack.js" */
/** @import { ViewProps } from "../store.js" */
import { useEffect, useRef } from "preact/hooks";
import { fileName, marksFile } from "../../widgets/marking/file.js";
import { drawMarking } from "../../widgets/marking/view.js";
import { Work } from "../../widgets/marking/work.js";
import { timestamp } from "../../widgets/shared/moments.js";

const SOON = 800; // milliseconds without another mark, before the last ones are kept

/** @param {{ pack: Pack, ask: ViewProps["ask"], onDone: () => void }} props */
export function OwnMarking({ pack, ask, onDone }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const heading = useRef(/** @type {HTMLHeadingElement | null} */ (null));
  useEffect(() => {
    if (!place.current) return undefined;
    const work = new Work(pack);
    const ended = new AbortController();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let soon;
    let kept = marksFile(work, "");
    const keep = (/** @type {boolean} */ done) => {
      clearTimeout(soon);
      const now = marksFile(work, "");
      const content = new Blob([marksFile(work, timestamp())]);
      const files = now === kept ? [] : [{ name: fileName(pack), content }];
      kept = now;
      if (files.length || done) ask({ do: "mark.keep", done }, files, { isQuiet: !done });
    };
    const keeper = {
      keep: () => {
        clearTimeout(soon);
        soon = setTimeout(keep, SOON, false);
      },
      save: () => keep(false),
    };
    const shades = shadesOf(pack);
    document.adoptedStyleSheets.push(shades);
    drawMarking(work, place.current, keeper, ended.signal);
    heading.current?.focus();
    addEventListener("pagehide", () => keep(false), { signal: ended.signal });
    return () => {
      ended.abort();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((it) => it !== shades);
      keep(true);
    };
  }, [pack, ask]);
  return (
    <section class="own-marking" aria-labelledby="own-marking">
      <h3 id="own-marking" tabIndex={-1} ref={heading}>
        Your marks
      </h3>
      <p>
        <button type="button" class="primary" onClick={onDone}>
          Done for now
        </button>{" "}
        <span class="quiet">Tables and feedback then show what you gave.</span>
      </p>
      <div class="marking" ref={place} />
    </section>
  );
}

/** @param {Pack} pack the colours of the places, for the classes that the marking gives them */
function shadesOf({ positions }) {
  const sheet = new CSSStyleSheet();
  const pair = (/** @type {string} */ light, /** @type {string} */ dark) =>
    `light-dark(${light}, ${dark})`;
  sheet.replaceSync(
    positions
      .map(
        (it) =>
          `.own-marking .at-${it.id} { --shade: ${pair(it.light, it.dark)}; ` +
          `--on-shade: ${pair(it.on_light, it.on_dark)}; }`,
      )
      .join("\n"),
  );
  return sheet;
}
