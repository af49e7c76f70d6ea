// The steps of an instructor's work, in their order, each with its view.

/** @import { ComponentType } from "preact" */
/** @import { ViewProps } from "./store.js" */
import { AssignmentView } from "./views/assignment.jsx";
import { ClassView } from "./views/class.jsx";
import { HandOutView } from "./views/hand_out.jsx";
import { GradeView } from "./views/grade.jsx";
import { MarkView } from "./views/mark.jsx";
import { ReturnView } from "./views/return.jsx";
import { TalkView } from "./views/talk.jsx";

/**
 * The id is the step's name in `desk/office/steps.py`.
 * @typedef {{ id: string, title: string, View: ComponentType<ViewProps> }} Step
 */

/** @type {Step[]} */
export const STEPS = [
  { id: "class", title: "Class", View: ClassView },
  { id: "assignment", title: "Assignment", View: AssignmentView },
  { id: "handout", title: "Hand out", View: HandOutView },
  { id: "grade", title: "Grade", View: GradeView },
  { id: "mark", title: "Mark", View: MarkView },
  { id: "talk", title: "Talk", View: TalkView },
  { id: "return", title: "Return", View: ReturnView },
];

/**
 * The step to show: the one that was chosen, the one that comes next, or the first.
 * @param {string} chosen @param {{ step: string } | null} [next]
 * @returns {Step | undefined}
 */
export function stepShown(chosen, next) {
  const of = (/** @type {string | undefined} */ id) => STEPS.find((step) => step.id === id);
  return of(chosen) ?? of(next?.step) ?? STEPS[0];
}
