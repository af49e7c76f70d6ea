// Talk: the class report, and the seminar page for the projector.

/** @import { ViewProps } from "../store.js" */
import { useRef, useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Field } from "../parts/field.jsx";
import { Framed } from "../parts/framed.jsx";
import { openApart } from "../parts/handing_over.js";
import { sectionOptions, sectionsOf } from "../parts/sections.js";

const PAGES = [
  {
    page: "report",
    title: "Class report",
    says: "For you: where the class stands, act by act. It names who handed in, so keep it to yourself.",
  },
  {
    page: "seminar",
    title: "Seminar page",
    says: "To project: one act after another, before and after the reading is shown. Nobody is named; read the texts through first. Arrow keys or a presenter’s remote turn the page.",
  },
];

/** @param {ViewProps} props */
export function TalkView({ office, own, ask, shown, isBusy, download, go }) {
  const [section, setSection] = useState("");
  if (!own.ready) return <p>Here the class report and the seminar page stand once grades do.</p>;
  const drawn = shown["talk.page"];
  return (
    <>
      <p>
        {thousands(own.graded)} of {thousands(own.students)} students have a grade for{" "}
        <b>{own.title}</b>
        {own.provisional > 0 && (
          <>
            ; {thousands(own.provisional)} of these may still change, for reasons wait to be marked
          </>
        )}
        .
      </p>
      {own.sections.length > 1 && (
        <Field
          label="Of whom"
          value={section}
          onValue={setSection}
          options={sectionOptions(own.sections)}
        />
      )}
      <div class="cards">
        {PAGES.map(({ page, title, says }) => (
          <section key={page} aria-label={title}>
            <h3>{title}</h3>
            <p>{says}</p>
            <button
              type="button"
              class={page === "seminar" ? "primary" : ""}
              disabled={isBusy}
              onClick={() => ask({ do: "talk.page", page, sections: sectionsOf(section) })}
            >
              Show the {title.toLowerCase()}
            </button>
          </section>
        ))}
      </div>
      {drawn && <Shown {...drawn} download={download} />}
      {office.next?.step !== "return" && (
        <p class="next">
          <span class="quiet">When you have talked,</span> the grades and the feedback go back.{" "}
          <button type="button" onClick={() => go("return")}>
            Return
          </button>
        </p>
      )}
    </>
  );
}

/**
 * @param {{ page: string, name: string, which: string } & Pick<ViewProps, "download">} props
 */
function Shown({ page, name, which, download }) {
  /** @type {import("preact").RefObject<HTMLDivElement>} */
  const frame = useRef(null);
  const title = PAGES.find((one) => one.page === which)?.title ?? "";
  const content = new Blob([page]);
  const fill = () => {
    const shown = frame.current?.querySelector("iframe");
    shown?.requestFullscreen().then(
      () => shown.focus(),
      () => openApart({ name, content }),
    );
  };
  return (
    <section aria-label={`${title}, shown`} ref={frame}>
      <div class="buttons">
        <button type="button" class="primary" onClick={fill}>
          Full screen
        </button>
        <button type="button" onClick={() => openApart({ name, content })}>
          In a window of its own
        </button>
        <button type="button" onClick={() => download([{ name, content }])}>
          Save {name}
        </button>
      </div>
      <Framed title={title} html={page} hasScripts={which === "seminar"} fillsScreen />
    </section>
  );
}
