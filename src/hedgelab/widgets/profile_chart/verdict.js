// The verdict: whether hedging is more even in the second of two periods, by these weights.

import { h } from "../shared/dom.js";
import { change } from "./measures.js";
import { told } from "./telling.js";

/** @import { Block, Row } from "./comparing.js" */
/** @import { Index } from "./telling.js" */

const CHANGES = {
  balance: {
    more: "more even",
    less: "less even",
    same: "as even as before",
    none: "nothing to compare",
  },
  breadth: {
    more: "spread wider",
    less: "more narrowly",
    same: "as widely",
    none: "nothing to compare",
  },
};

/**
 * How a measure moved, in words and in figures.
 * @param {"balance" | "breadth"} id
 * @param {Row} then
 * @param {Row} now
 * @param {Index[]} indices
 */
function moved(id, then, now, indices) {
  const digits = indices.find((index) => index.id === id)?.digits ?? 0;
  const words = CHANGES[id][change(then[id], now[id], digits)];
  const figures = `(${id} ${told(then[id], digits)}, then ${told(now[id], digits)})`;
  return { words, figures };
}

/** What the claim comes to, for everyone who is compared. */
export class Verdict {
  /**
   * @param {string[]} compared the two periods; none where there is nothing to compare
   * @param {Index[]} indices
   */
  constructor(compared, indices) {
    this.compared = compared;
    this.indices = indices;
    this.node = h("div", { class: "hp-verdict", role: "status" });
  }

  /**
   * @param {Block} before
   * @param {Block} since
   */
  lines(before, since) {
    const claim =
      `More even since 2008? ${since.group.label} against ${before.group.label}, ` +
      "by these weights:";
    const lines = since.rows.flatMap((now) => {
      const then = before.rows.find(({ whose }) => whose === now.whose);
      if (!then) return [];
      const even = moved("balance", then, now, this.indices);
      const wide = moved("breadth", then, now, this.indices);
      const figures = ` ${even.figures}; ${wide.words} ${wide.figures}.`;
      return h("p", {}, `${now.name}: `, h("strong", {}, even.words), figures);
    });
    return [h("p", { class: "hp-claim" }, claim), ...lines];
  }

  /** @param {Block[]} blocks */
  update(blocks) {
    const [before, since] = this.compared.map((id) => blocks.find(({ group }) => group.id === id));
    const lines = before && since ? this.lines(before, since) : [];
    const words = lines.map((line) => line.textContent).join("");
    // Set only when it changes: a screen reader would read it out again.
    if (words !== this.node.textContent) this.node.replaceChildren(...lines);
    this.node.hidden = !lines.length;
  }
}
