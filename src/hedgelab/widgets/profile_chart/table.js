// The profiles as tables whose cells are drawn as bars.

import { h } from "../shared/dom.js";
import { counted } from "../shared/words.js";
import { measures, number } from "./telling.js";

/** @import { Block, Row } from "./comparing.js" */
/** @import { SidedPosition } from "./measures.js" */
/** @import { Index } from "./telling.js" */

/** What the tables are drawn of; `most` is the share of a whole bar. */
/** @typedef {{blocks: Block[], positions: SidedPosition[], indices: Index[], most: number}} Shown */

/**
 * A share and the count behind it.
 * @param {number} share
 * @param {number} count
 */
function drawShare(share, count) {
  if (!count) return h("span", { class: "hp-share is-none" }, "0");
  const unit = h("span", { class: "hedgelab-unseen" }, count === 1 ? " act" : " acts");
  return h(
    "span",
    { class: "hp-share" },
    `${Math.round(share * 100)} %`,
    h("span", { class: "hp-count" }, ` ${number(count)}`, unit),
  );
}

/**
 * A bar with its share and count; the dashed line is where it stood unweighted.
 * @param {Row} row
 * @param {SidedPosition} position
 * @param {number} most
 */
function drawBar(row, { number: stop, light, dark }, most) {
  const [share, plain] = [row.shares[stop - 1] || 0, row.plain[stop - 1] || 0];
  const isMoved = Math.abs(share - plain) > 0.0005;
  const off = row.centre - stop + 0.5;
  const holdsCentre = off >= 0 && off < 1 + (stop === 7 ? 1e-9 : 0);
  const track = h(
    "span",
    {
      class: "hp-track",
      "aria-hidden": "true",
      "--light": light,
      "--dark": dark,
      "--share": String(share / most),
      "--plain": String(plain / most),
      "--centre": holdsCentre ? String(off) : null,
    },
    h("i", { class: "hp-bar" }),
    isMoved ? h("i", { class: "hp-plain" }) : null,
    holdsCentre ? h("i", { class: "hp-centre" }) : null,
  );
  return [track, drawShare(share, row.profile.counts[stop - 1])];
}

/** @param {Row} row whose it is, and of how many acts */
function toldRow({ name, profile }) {
  return [name, h("span", {}, counted(profile.acts, "act"))];
}

/** @param {Block} block */
function toldGroup({ group }) {
  return [h("strong", {}, group.label), ` ${group.name}`];
}

/** One row for each profile, the positions side by side. */
export function drawWide(/** @type {Shown} */ { blocks, positions, indices, most }) {
  const heads = positions.map(({ number: stop, short, light, dark }) =>
    h(
      "th",
      { scope: "col", "--light": light, "--dark": dark },
      h("span", { class: "hp-number" }, String(stop)),
      // The only long word may break after its first part.
      ` ${short.replace(/^(\p{L}{4})(?=\p{L}{8})/u, "$1\u00AD")}`,
    ),
  );
  const head = h(
    "tr",
    {},
    h("th", { scope: "col" }, h("span", { class: "hedgelab-unseen" }, "Whose")),
    ...heads,
    ...indices.map(({ name }) => h("th", { scope: "col", class: "hp-index" }, name)),
  );
  const columns = 1 + positions.length + indices.length;
  const drawRow = (/** @type {Row} */ row) =>
    h(
      "tr",
      { "data-series": row.whose },
      h("th", { scope: "row" }, ...toldRow(row)),
      ...positions.map((position) => h("td", {}, ...drawBar(row, position, most))),
      ...measures(row, indices).map((measure) => h("td", { class: "hp-index" }, measure)),
    );
  const bodies = blocks.map((block) => {
    const period = h("th", { scope: "rowgroup", colspan: columns }, ...toldGroup(block));
    return h("tbody", {}, h("tr", { class: "hp-period" }, period), ...block.rows.map(drawRow));
  });
  return h("table", { class: "hp-table is-wide" }, h("thead", {}, head), ...bodies);
}

/** A table for each group, the positions one under another. */
export function drawNarrow(/** @type {Shown} */ { blocks, positions, indices, most }) {
  const tables = blocks.map((block) => {
    const { rows } = block;
    const heads = rows.map((row) => h("th", { scope: "col" }, ...toldRow(row)));
    const shares = positions.map((position) => {
      const bars = rows.map((row) =>
        h("td", { "data-series": row.whose }, ...drawBar(row, position, most)),
      );
      return h(
        "tr",
        {},
        h("th", { scope: "row" }, `${position.number} ${position.short}`),
        ...bars,
      );
    });
    const measured = rows.map((row) => measures(row, indices));
    const figures = indices.map(({ name }, index) => {
      const cells = measured.map((own) => h("td", {}, own[index]));
      return h("tr", { class: "hp-measure" }, h("th", { scope: "row" }, name), ...cells);
    });
    const corner = h("span", { class: "hedgelab-unseen" }, "Position");
    return h(
      "table",
      { class: "hp-table is-narrow" },
      h("caption", {}, ...toldGroup(block)),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, corner), ...heads)),
      h("tbody", {}, ...shares, ...figures),
    );
  });
  return h("div", {}, ...tables);
}
