// The whole page: the steps at the side, the one in hand beside them, and above it what was said.

/** @import { Store } from "./store.js" */
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { download } from "./parts/handing_over.js";
import { Notice, Progress } from "./parts/notice.jsx";
import { UndoBar } from "./parts/undo_bar.jsx";
import { STEPS, stepShown } from "./steps.js";
import { KeepingView, keptTold } from "./views/keeping.jsx";
import { StartView } from "./views/start.jsx";

/** @param {{ store: Store }} props */
export function App({ store }) {
  const [, changed] = useReducer((count) => count + 1, 0);
  const [isChoosing, setChoosing] = useState(false);
  useEffect(() => store.subscribe(() => changed(null)), [store]);
  const { desk } = store;
  const isOpen = desk.office !== null && !isChoosing;
  return (
    <div class="desk">
      <Head store={store} onClose={() => setChoosing(true)} isOpen={isOpen} />
      {isOpen && <Rail store={store} />}
      <main>
        {desk.isReadOnly && (
          <p class="notice">
            This class is open in another tab, which may change it; this one only reads. Close the
            other, and this page goes on.
          </p>
        )}
        <Notice desk={desk} onClose={store.dismiss} />
        {desk.keepingFailed && (
          <div class="notice is-wrong" role="alert">
            <p>{desk.keepingFailed} You can go on; so that nothing is lost, save the class now.</p>
            <button type="button" onClick={store.save}>
              Save the class to a file
            </button>
          </div>
        )}
        {desk.isStarting && !desk.busy && <p>The desk is opening…</p>}
        {desk.busy && <Progress busy={desk.busy} onCancel={store.cancel} />}
        {isOpen ? (
          <Current store={store} />
        ) : (
          store.engine.opensOthers &&
          !desk.isStarting && <StartView store={store} onOpened={() => setChoosing(false)} />
        )}
      </main>
    </div>
  );
}

/** @param {{ store: Store, isOpen: boolean, onClose: () => void }} props */
function Head({ store, isOpen, onClose }) {
  const { desk, engine } = store;
  return (
    <header>
      <h1>{desk.office?.name ?? "The desk"}</h1>
      {isOpen && desk.office && (
        <>
          <UndoBar
            office={desk.office}
            disabled={desk.busy !== null || desk.isReadOnly}
            onUndo={store.undo}
            onRedo={store.redo}
          />
          <details class="kept">
            <summary>{keptTold(desk.keptAt, engine.keepsItself)}</summary>
            <KeepingView store={store} onClose={onClose} />
          </details>
        </>
      )}
    </header>
  );
}

/** @param {{ store: Store }} props */
function Rail({ store }) {
  const { step, office } = store.desk;
  const shown = stepShown(step, office?.next);
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  // Where the steps are a strip that scrolls, the one in hand is in it.
  useEffect(
    () =>
      list.current
        ?.querySelector("[aria-current]")
        ?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    [shown],
  );
  return (
    <nav aria-label="Steps">
      <ol ref={list}>
        {STEPS.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === shown?.id ? "step" : undefined}
              onClick={() => store.go(id)}
            >
              {title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** @param {{ store: Store }} props */
function Current({ store }) {
  const { office, step, shown, busy, isReadOnly } = store.desk;
  const current = stepShown(step, office?.next);
  if (!office || !current) return null;
  const own = office[current.id] ?? {};
  const { next } = office;
  const coming = STEPS.find(({ id }) => id === next?.step);
  return (
    <>
      <h2>{current.title}</h2>
      {own.error ? (
        <p class="notice is-wrong">{own.error}</p>
      ) : (
        <current.View
          key={current.id}
          {...{ office, own, shown, isReadOnly, download }}
          ask={store.ask}
          go={store.go}
          isBusy={busy !== null}
        />
      )}
      {next && (
        <p class="next">
          <span class="quiet">What comes next:</span> {next.says}{" "}
          {coming && coming !== current && (
            <button type="button" class="primary" onClick={() => store.go(coming.id)}>
              {coming.title}
            </button>
          )}
        </p>
      )}
    </>
  );
}
