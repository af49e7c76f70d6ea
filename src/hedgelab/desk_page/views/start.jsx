// Before a class is open: begin one, or open one that is kept or its file.

/** @import { From } from "../engine.js" */
/** @import { Store } from "../store.js" */
import { useState } from "preact/hooks";
import { FileDrop } from "../parts/file_drop.jsx";
import { Field } from "../parts/field.jsx";
import { nameOf } from "../naming.js";
import { KeptClasses } from "./kept_classes.jsx";

/** @param {{ store: Store, onOpened?: () => void }} props */
export function StartView({ store, onOpened = () => {} }) {
  const [name, setName] = useState("");
  const { keeper } = store;
  /** @param {Blob | null} content @param {string} called @param {From} [from] */
  const open = async (content, called, from = {}) => {
    const { error } = await store.open(content, called, from);
    if (!error) onOpened();
  };
  const choose = async () => {
    const chosen = await keeper?.choose?.();
    if (chosen) open(chosen.content, nameOf(chosen.name), { file: chosen.file });
  };
  const play = async () => {
    const { error } = await store.open(null, "Made-up course");
    if (error) return;
    onOpened();
    await store.ask({ do: "play-demo" });
  };
  const isBusy = store.desk.busy !== null;
  return (
    <section class="start">
      {keeper && (
        <KeptClasses keeper={keeper} isBusy={isBusy || store.desk.isReadOnly} onOpen={open} />
      )}
      <h2>Begin a class</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open(null, nameOf(name));
        }}
      >
        <Field
          label="What is the class called?"
          value={name}
          onValue={setName}
          hint="Its file is called so, too: such as Baku 2026."
        />
        <button type="submit" class="primary" disabled={isBusy}>
          Begin
        </button>
      </form>
      <h2>Or try it first</h2>
      <p>
        A made-up course of eighty, with all that a term brings to each step. You can do nothing
        wrong in it.
      </p>
      <button type="button" disabled={isBusy} onClick={play}>
        Play with a made-up course
      </button>
      <h2>Open a class from its file</h2>
      {keeper?.choose && (
        <p>
          <button type="button" disabled={isBusy} onClick={choose}>
            Choose its file
          </button>{" "}
          <span class="quiet">Each step is then saved in it, too.</span>
        </p>
      )}
      <FileDrop
        label="Drop NAME.hedgelab here, or choose it"
        accept=".hedgelab"
        disabled={isBusy}
        onFiles={([file]) => open(file.content, nameOf(file.name))}
      />
    </section>
  );
}
