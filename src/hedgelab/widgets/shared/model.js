// What a widget reads and writes its state through, whoever keeps it.

/**
 * @import { AnyModel } from "@anywidget/types"
 * @import { Student } from "./answers.js"
 */

/**
 * The part of an anywidget model that a front-end module may count on.  JupyterLab gives one
 * that talks to Python; the hosts of a page and of a sheet give one that a browser keeps.
 * @template {Record<string, any>} [State=Record<string, any>]
 * @typedef {Pick<AnyModel<State>, "get" | "set" | "save_changes"> & {
 *   on(event: string, listener: () => void): void,
 *   off(event: string, listener: () => void): void,
 *   setAside?(): void,
 *   works?: Works,
 * }} Model `setAside` keeps a copy of work that can't be read and may now be overwritten
 */

/**
 * Where several people may work in one browser: whether a name is another person's than the one
 * before, what to do when somebody else begins, and when somebody has given a name.
 * @typedef {{
 *   isAnother(before: Student, after: Student): boolean,
 *   begin(student: Student): void,
 *   named(student: Student): void,
 * }} Works
 */

/**
 * What `render` is given; a page of the book also hands over what it has for paper.
 * @template {Record<string, any>} [State=Record<string, any>]
 * @typedef {{model: Model<State>, el: HTMLElement, fallback?: HTMLElement}} Host
 */

/**
 * What `onPaper` is given: the table that stands for the widget in print.
 * @template {Record<string, any>} [State=Record<string, any>]
 * @typedef {{model: Model<State>, fallback: HTMLElement}} Paper
 */

/**
 * A position of the spectrum, with its colour on light paper and on a dark page.
 * @typedef {{id: string, number: number, name: string, short: string, light: string,
 *   dark: string}} Position
 */

/**
 * A model that holds its state itself: what the hosts of a page and of a sheet begin with.
 * @template {Record<string, any>} [State=Record<string, any>]
 */
export class HeldModel {
  /** @type {Map<string, Set<() => void>>} */
  #listeners = new Map();

  /** @param {State} state what the page was built with */
  constructor(state) {
    this.state = state;
  }

  /** @template {keyof State & string} K @param {K} name @returns {State[K]} */
  get(name) {
    return this.state[name];
  }

  /** @template {keyof State & string} K @param {K} name @param {State[K]} value */
  set(name, value) {
    if (Object.is(this.state[name], value)) return;
    this.state[name] = value;
    this.#emit(`change:${name}`);
    this.#emit("change");
  }

  /** @param {string} event @param {() => void} listener */
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  /** @param {string} event @param {() => void} [listener] without one, every listener */
  off(event, listener) {
    if (listener) this.#listeners.get(event)?.delete(listener);
    else this.#listeners.delete(event);
  }

  /** @param {string} event */
  #emit(event) {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener();
  }
}
