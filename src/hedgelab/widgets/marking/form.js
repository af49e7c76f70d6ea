// What a marker gives: a level for each criterion, a comment, a flag.

import { h, ownName, setIdle, write } from "../shared/dom.js";
import { toldMark } from "./telling.js";

/**
 * @import { Criterion } from "./pack.js"
 * @import { Work } from "./work.js"
 *
 * What the form asks of the page around it.
 * @typedef {{changed(): void, said(text: string): void, go(way: 1 | -1): void, open(): void}} Page
 */

/** @param {Work} work @param {Page} page */
export function drawForm(work, page) {
  let current = 0;
  const name = ownName("criterion");
  const criteria = work.pack.rubric.criteria.map((criterion, number) =>
    drawCriterion(criterion, `${name}-${number}`, (points) => give(number, points)),
  );
  const comment = drawComment(work, page);
  const flag = h("input", {
    type: "checkbox",
    change: () => {
      work.flag(flag.checked);
      page.changed();
    },
  });
  const same = h("button", { type: "button", class: "hm-button", click: () => giveSame() });
  const alike = h("div", { class: "hm-alike" }, h("p", {}), same);
  const ways = drawWays(work, page);
  const node = h(
    "section",
    { class: "hm-form", "aria-label": "Your mark" },
    alike,
    ...criteria.map((it) => it.node),
    comment.node,
    h("label", { class: "hm-flag" }, flag, h("span", {}, "Flag it for a second look")),
    ways.node,
  );

  /** @param {number} number @param {number} points */
  function give(number, points) {
    const { id, title, levels } = work.pack.rubric.criteria[number];
    work.give(id, points);
    current = Math.min(number + 1, criteria.length - 1);
    const level = levels.find((it) => it.points === points);
    page.said(`${title}: ${level?.says ?? ""}${work.isDone() ? " All given." : ""}`);
    page.changed();
  }
  function giveSame() {
    if (work.alike() === null) return;
    work.same();
    page.said(`Given: ${toldMark(work, work.at)}.`);
    page.changed();
  }

  let shown = -1;
  const update = () => {
    const { points, flag: isFlagged } = work.mark();
    if (shown !== work.at) {
      shown = work.at;
      const first = criteria.findIndex((_, at) => !(work.pack.rubric.criteria[at].id in points));
      current = Math.max(0, first);
    }
    criteria.forEach((it, at) => it.update(points, at === current));
    comment.update();
    flag.checked = isFlagged;
    const other = work.alike();
    alike.hidden = other === null;
    if (other !== null) {
      write(alike.children[0], `To text ${other + 1}, which is much like this, you gave:`);
      write(same, `${toldMark(work, other)}. Give the same`);
    }
    ways.update();
  };
  return {
    node,
    update,
    giveSame,
    focusComment: comment.focus,
    /** @param {number} level which level of the criterion in hand, from 1 */
    level: (level) => {
      const points = work.pack.rubric.criteria[current].levels[level - 1]?.points;
      if (points !== undefined) give(current, points);
    },
    back: () => {
      current = Math.max(0, current - 1);
      page.said(work.pack.rubric.criteria[current].title);
      page.changed();
    },
    toggleFlag: () => {
      work.flag(!work.mark().flag);
      page.said(work.mark().flag ? "Flagged for a second look." : "No longer flagged.");
      page.changed();
    },
  };
}

/** @param {Work} work @param {Page} page the buttons that lead to other texts */
function drawWays(work, page) {
  const button = (/** @type {string} */ text, /** @type {() => void} */ click, more = "") =>
    h("button", { type: "button", class: `hm-button ${more}`, click }, text);
  const previous = button("Back", () => page.go(-1));
  const next = button("Next", () => page.go(1), "hm-primary");
  const open = button("Next unmarked", () => page.open());
  const update = () => {
    const wanted = work.wanted();
    setIdle(previous, !wanted.some((at) => at < work.at));
    setIdle(next, !wanted.some((at) => at > work.at));
    setIdle(open, work.progress().done === work.screens.length);
  };
  return { node: h("div", { class: "hm-ways" }, previous, next, open), update };
}

/** @param {Criterion} criterion @param {string} name @param {(points: number) => void} give */
function drawCriterion({ id, title, levels }, name, give) {
  const radios = levels.map(({ points }) =>
    h("input", { type: "radio", name, value: points, change: () => give(points) }),
  );
  const node = h(
    "fieldset",
    { class: "hm-criterion" },
    h("legend", {}, title),
    ...levels.map(({ points, says }, at) =>
      h(
        "label",
        { class: "hm-level" },
        radios[at],
        h("kbd", { "aria-hidden": "true" }, String(at + 1)),
        h("span", {}, says, h("span", { class: "hm-points" }, ` (${points})`)),
      ),
    ),
  );
  /** @param {Record<string, number>} given @param {boolean} isCurrent */
  const update = (given, isCurrent) => {
    radios.forEach((radio, at) => {
      radio.checked = given[id] === levels[at].points;
    });
    node.classList.toggle("is-current", isCurrent);
  };
  return { node, update };
}

/** @param {Work} work @param {Page} page */
function drawComment(work, page) {
  const id = ownName("comment");
  const text = h("textarea", {
    id,
    rows: "3",
    maxlength: String(work.pack.longest),
    input: () => {
      work.comment(text.value, true);
      page.changed();
    },
  });
  const list = h("ul", { class: "hm-phrases" });
  const again = h("div", {}, h("p", { class: "hm-label" }, "Use again:"), list);
  const update = () => {
    const { comment } = work.mark();
    if (text.value !== comment) text.value = comment;
    const phrases = work.phrases();
    again.hidden = !phrases.length;
    if (phrases.join("\n") === list.dataset.phrases) return;
    list.dataset.phrases = phrases.join("\n");
    list.replaceChildren(
      ...phrases.map((phrase) =>
        h("li", {}, h("button", { type: "button", click: () => use(phrase) }, phrase)),
      ),
    );
  };
  /** @param {string} phrase */
  function use(phrase) {
    work.again(phrase);
    page.said("Added to the comment.");
    page.changed();
    // The button is gone with its comment.
    text.focus();
  }
  const node = h(
    "div",
    { class: "hm-comment" },
    h("label", { for: id, class: "hm-label" }, "Comment for the student"),
    text,
    again,
  );
  return { node, update, focus: () => text.focus() };
}
