// A click settles a file: whose it is, whether it counts, ask again, nobody's; with a reason.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { Field } from "../parts/field.jsx";
import { AskAgain } from "./grade_ask.jsx";
import { WhosePart } from "./grade_whose.jsx";
import { called } from "./grade_words.jsx";

const COUNTS = "this file counts";
const THEIRS = "this file is theirs";
const LEFT_OUT = "this file is left out";

/** @typedef {"counts" | "theirs" | "ask" | "out"} Way */

/**
 * @param {ViewProps & { look: Record<string, any>, open: (file: number | null) => unknown }} props
 */
export function SettlePart({ look, own, ask, open, isBusy, isReadOnly }) {
  const [way, setWay] = useState(/** @type {Way | ""} */ (look.can_count ? "counts" : "ask"));
  const { candidates } = look;
  const [whose, setWhose] = useState(candidates.length === 1 ? candidates[0] : null);
  const [reason, setReason] = useState(look.can_count ? "" : toldAsking(whose));
  const [who, setWho] = useState(own.who);
  const hasOthers = look.others.some((/** @type {any} */ it) => it.counts || it.needs);
  const needsWhose = way === "counts" || way === "theirs";

  /** @param {Way} chosen */
  const choose = (chosen) => {
    setWay(chosen);
    if (chosen === "ask" && !reason) setReason(toldAsking(whose));
    if (chosen !== "ask" && reason === toldAsking(whose)) setReason("");
  };
  /** @param {any} person */
  const mean = (person) => {
    if (reason && reason === toldAsking(whose)) setReason(toldAsking(person));
    setWhose(person);
  };
  const settle = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const { error } = await ask({
      do: "grade.settle",
      file: look.file,
      what: way === "counts" ? COUNTS : way === "theirs" ? THEIRS : LEFT_OUT,
      student: needsWhose ? (whose?.id ?? "") : "",
      reason,
      who,
    });
    if (!error) open(null);
  };
  /** @param {Way} id @param {string} label */
  const choice = (id, label) => (
    <label class="tick">
      <input type="radio" name="way" value={id} checked={way === id} onInput={() => choose(id)} />
      <span>{label}</span>
    </label>
  );
  return (
    <form class="settle" onSubmit={settle}>
      <h4>What is to become of it</h4>
      <fieldset disabled={isReadOnly}>
        <legend class="for-ears">What is to become of it</legend>
        {look.can_count && choice("counts", "It counts for the student named below")}
        {look.can_count &&
          hasOthers &&
          choice("theirs", "It is theirs; which of their files counts, the assignment’s rule says")}
        {choice("ask", "I ask for another file; until that comes, this one is left out")}
        {choice("out", "It is nobody’s, or a mistake: it is left out")}
      </fieldset>
      {way !== "out" && <WhosePart {...{ candidates, whose, ask, isBusy }} onWhose={mean} />}
      {way === "ask" && <AskAgain asking={look.asking} whose={whose} />}
      <Field
        label="Why"
        value={reason}
        onValue={setReason}
        disabled={isReadOnly}
        hint="It is kept with the decision. The student reads it, too."
      />
      <Field label="Who decides" value={who} onValue={setWho} disabled={isReadOnly} />
      <button
        type="submit"
        class="primary"
        disabled={isBusy || isReadOnly || !reason.trim() || (needsWhose && !whose)}
      >
        {needsWhose && whose ? `Decide: it is ${called(whose)}` : "Decide"}
      </button>
      {!look.can_count && (
        <p class="quiet">
          Nothing in it can be read. Points that you give for it all the same are a decision beside
          the student’s name, in the step Class.
        </p>
      )}
    </form>
  );
}

/** @param {{ id: string, name: string } | null} whose */
function toldAsking(whose) {
  return whose ? `asked ${whose.name || whose.id} for another file` : "asked for another file";
}
