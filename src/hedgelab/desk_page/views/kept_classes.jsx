// The classes that this browser keeps: go on with one, or delete it.

/** @import { From, KeptClass, Keeper } from "../engine.js" */
import { useEffect, useState } from "preact/hooks";

/**
 * @param {{ keeper: Keeper, isBusy: boolean,
 *   onOpen: (content: Blob, name: string, from: From) => void }} props
 */
export function KeptClasses({ keeper, isBusy, onOpen }) {
  const [kept, setKept] = useState(/** @type {KeptClass[]} */ ([]));
  const [doomed, setDoomed] = useState("");
  const look = async () => setKept(await keeper.kept());
  useEffect(() => void look(), [keeper]);
  if (!kept.length) return null;
  return (
    <>
      <h2>Go on with a class</h2>
      <p class="quiet">This browser keeps them on this device.</p>
      <ul class="kept-classes">
        {kept.map(({ id, name, at }) => (
          <li key={id}>
            <button
              type="button"
              disabled={isBusy}
              onClick={async () => onOpen(await keeper.take(id), name, { id })}
            >
              {name}
            </button>{" "}
            <span class="quiet">kept {momentTold(at)}</span>{" "}
            <button
              type="button"
              disabled={isBusy}
              onClick={async () => {
                if (doomed !== id) return setDoomed(id);
                await keeper.forget(id);
                await look();
              }}
            >
              {doomed === id ? `Yes, delete ${name} for good` : `Delete ${name}`}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** @param {string} at */
function momentTold(at) {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
