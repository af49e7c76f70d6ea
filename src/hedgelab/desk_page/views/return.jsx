// Return: the grades into the platform's gradebook, the feedback to its owners, and what is kept.

/** @import { ViewProps } from "../store.js" */
import { useState } from "preact/hooks";
import { thousands } from "../parts/counted.js";
import { Field } from "../parts/field.jsx";
import { Material } from "../parts/material.jsx";
import { sectionOptions, sectionsOf } from "../parts/sections.js";
import { FeedbackPart } from "./return_feedback.jsx";
import { GradebookPart } from "./return_gradebook.jsx";
import { KeyPart } from "./return_key.jsx";
import { ForgetPart, ReceiptsPart, RecordPart } from "./return_records.jsx";

/** @param {ViewProps} props */
export function ReturnView(props) {
  const { own } = props;
  const [section, setSection] = useState("");
  if (!own.ready) return <p>Here the grades and the feedback go back once there are grades.</p>;
  const part = { ...props, sections: sectionsOf(section) };
  return (
    <>
      {own.provisional > 0 && (
        <p class="notice">
          {thousands(own.provisional)} of {thousands(own.graded)} grades may still change, for
          reasons wait to be marked. Mark them first, or say so to your students.
        </p>
      )}
      {own.sections.length > 1 && (
        <Field
          label="Whose"
          value={section}
          onValue={setSection}
          options={sectionOptions(own.sections)}
        />
      )}
      <Material step="return" {...props} onFiles={props.download} />
      <GradebookPart {...part} />
      <FeedbackPart {...part} />
      <KeyPart {...part} />
      <ReceiptsPart {...part} />
      <RecordPart {...part} />
      <ForgetPart {...part} />
    </>
  );
}
