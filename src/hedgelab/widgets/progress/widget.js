// The chapters, how many acts of each were checked, and the way to the next card.

import { h } from "../shared/dom.js";
import { checkedIn, nextCard } from "./counting.js";

/**
 * @import { Host } from "../shared/model.js"
 * @import { Chapter, Shelf } from "./counting.js"
 */

/** @param {Chapter} chapter @param {Shelf} shelf */
function drawChapter(chapter, shelf) {
  const { href, title, acts } = chapter;
  const done = checkedIn(shelf, chapter);
  const count = acts.length
    ? h(
        "span",
        { class: "pg-count" },
        h("span", { "aria-hidden": "true" }, `${done}/${acts.length}`),
        h("span", { class: "hedgelab-unseen" }, `${done} of ${acts.length} acts checked`),
      )
    : null;
  return h("li", {}, h("a", { href }, title), count ? " " : null, count);
}

/** @param {Host<{chapters: Chapter[], only_next: boolean, shelf: Shelf}>} host */
function render({ model, el }) {
  const root = h("div", { class: "hedgelab-progress hedgelab-ground" });
  const update = () => {
    const [chapters, shelf] = [model.get("chapters"), model.get("shelf")];
    const next = nextCard(shelf, chapters);
    const onward = next
      ? h(
          "p",
          { class: "pg-next" },
          h("a", { href: next.at }, `Continue with card ${next.number}`),
          ` of ${next.chapter.title}`,
        )
      : null;
    const part = model.get("only_next")
      ? onward
      : h("ol", {}, ...chapters.map((chapter) => drawChapter(chapter, shelf)));
    root.replaceChildren(...(part ? [part] : []));
  };
  model.on("change:shelf", update);
  update();
  el.append(root);
}

export default { render };
