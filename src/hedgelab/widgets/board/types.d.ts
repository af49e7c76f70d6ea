// What Python gives a board (`widgets/board.py`), and what a board keeps.

import type { Shelf } from "../shared/acts.js";
import type { AnswerRules, Student } from "../shared/answers.js";
import type { KeyEntry, Place, VerdictRules } from "../shared/judging.js";

export interface Position extends Place {
  short: string;
  side: "rejection" | "neutral" | "acceptance";
  definition: string;
  test: string;
  light: string;
  dark: string;
  on_light: string;
  on_dark: string;
}

export interface BoardEvent {
  event_id: string;
  date: string;
  date_end: string;
  date_text: string;
  domain: string;
  title: string;
  summary: string;
  actors: string[];
}

export interface Sheet {
  assignment: string;
  title: string;
  instructions: string;
  digest: string;
  events: BoardEvent[];
}

export interface Rules extends AnswerRules, VerdictRules {
  ask: { confidence: boolean; justification: boolean; student?: boolean };
  justification_words: number;
}

export interface Progress {
  /** Where each card stood when it was checked last. */
  checked: Record<string, string>;
}

export interface Review {
  credit: number | null;
  how: string;
  comment: string;
}

export type Mode = "practice" | "sheet" | "review";

/** How the reader has set the boards: what is unfolded, and which of them show every act. */
export interface View {
  words?: boolean;
  columns?: boolean;
  all?: Record<string, boolean>;
}

export interface BoardState {
  mode: Mode;
  sheet: Sheet;
  positions: Position[];
  rules: Rules;
  key?: Record<string, KeyEntry>;
  review?: Record<string, Review>;
  answers: unknown;
  progress: unknown;
  /** In a page of the book: the acts that its host hands over. */
  shelf?: Shelf;
  /** The acts that a board of many opens with. */
  short?: string[];
  view?: View;
  notice?: string;
  /** In a notebook: how often the board has told Python, and which of that Python has kept. */
  _said?: number;
  _heard?: number;
  /** In a notebook: what Python calls it. */
  _place?: string;
}

/** What an answer file is read against. */
export interface Setting {
  rules: Rules;
  positions: Position[];
  sheet: Sheet;
  /** Whose sheet it is, where it was made for one. */
  student?: Student;
  practice?: boolean;
}

/** What the board says of itself, and what may be done about it. */
export interface Offer {
  label: string;
  run: () => void;
}

/** A part of the picture: its element, and how to bring it up to date in place, so that
 * whatever has the focus keeps it. */
export interface Part {
  node: HTMLElement;
  update: () => void;
}
