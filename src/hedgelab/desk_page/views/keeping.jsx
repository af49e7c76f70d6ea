// Where the class is, when it was kept last, its file, and how to delete it.

/** @import { Store } from "../store.js" */
import { useState } from "preact/hooks";
import { fileOf } from "../naming.js";

/** @param {{ store: Store, onClose: () => void }} props */
export function KeepingView({ store, onClose }) {
  const { engine, keeper, desk } = store;
  const [isSure, setSure] = useState(false);
  const name = fileOf(desk.office?.name ?? "");
  return (
    <section class="keeping" aria-label="Where the class is">
      <p>{engine.place}</p>
      <div class="buttons">
        <button type="button" onClick={store.save}>
          Save {name}
        </button>
        {engine.opensOthers && (
          <button type="button" onClick={onClose}>
            Another class
          </button>
        )}
        {keeper && desk.keptAt && !isSure && (
          <button type="button" onClick={() => setSure(true)}>
            Delete it from this browser
          </button>
        )}
      </div>
      {isSure && (
        <div class="notice is-wrong">
          <p>What this browser keeps of this class goes for good. Files that you saved stay.</p>
          <div class="buttons">
            <button
              type="button"
              onClick={async () => {
                await store.forgetKept();
                setSure(false);
              }}
            >
              Delete
            </button>
            <button type="button" onClick={() => setSure(false)}>
              Keep it
            </button>
          </div>
        </div>
      )}
    </section>
  );
}

/** @param {string | null} at @param {boolean} keepsItself */
export function keptTold(at, keepsItself) {
  if (keepsItself) return "Every step is kept as soon as it is done.";
  if (!at) return "Nothing is kept yet.";
  return `Kept at ${new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}.`;
}
