// To begin an assignment: with an exercise that comes along, with a file, or with a title.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";
import { FileDrop } from "../parts/file_drop.jsx";

/** @param {ViewProps & { form: any }} props */
export function BeginPart({ ask, form, isBusy, isReadOnly }) {
  const isShut = isBusy || isReadOnly;
  const [exercise, setExercise] = useState(form.exercises[0].name);
  const [title, setTitle] = useState("");
  return (
    <div class="cards">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask({ do: "assignment.begin", exercise });
        }}
      >
        <h3>With an exercise</h3>
        <Field
          label="Exercise"
          value={exercise}
          onValue={setExercise}
          options={form.exercises.map((/** @type {any} */ it) => [it.name, it.title])}
          hint="The last has a bank and a rubric of its own, on a made-up state."
          disabled={isShut}
        />
        <button type="submit" class="primary" disabled={isShut}>
          Begin with it
        </button>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask({ do: "assignment.begin", title });
        }}
      >
        <h3>With nothing but a title</h3>
        <Field label="Title" value={title} onValue={setTitle} disabled={isShut} />
        <button type="submit" disabled={isShut || !title.trim()}>
          Begin
        </button>
      </form>
      <section aria-label="With a file of yours">
        <h3>With a file of yours</h3>
        <FileDrop
          label="The assignment (.yml)"
          accept=".yml,.yaml,.csv,.zip"
          multiple
          folders
          disabled={isShut}
          onFiles={(files) => ask({ do: "assignment.take" }, files)}
        >
          With its rubric and its bank, if it has any: several files, their folder, or a zip.
        </FileDrop>
      </section>
    </div>
  );
}
