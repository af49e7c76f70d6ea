// Who placed what: the article or the module, the reader, a class.

import { actsOn, firstCheck } from "../shared/acts.js";
import { readDocument } from "../shared/answers.js";
import { isAfter } from "../shared/moments.js";

/** @import { Shelf } from "../shared/acts.js" */
/** @import { Format } from "../shared/answers.js" */
/** @import { Act, Placed } from "./measures.js" */

/** Where the article, and beyond it the module, has the acts. @returns {Placed} */
export function filed(/** @type {Act[]} */ acts) {
  return new Map(acts.map(({ id, position }) => [id, { [position]: 1 }]));
}

/**
 * Where a reader has placed the acts.  On a board an act counts once it was
 * checked, for before that its reading is not to be given away, and where it was checked first;
 * in a document that the host adds every act does.  The later word counts.
 * @param {Shelf} shelf
 * @param {unknown[]} documents
 * @param {Format} format
 * @returns {Placed}
 */
export function placedBy(shelf, documents, format) {
  const checked = [...actsOn(shelf, format).acts.values()].flatMap((act) => {
    const first = firstCheck(act);
    return first ? { ...act, position: first.position } : [];
  });
  const added = documents.flatMap((document) => {
    const read = readDocument(document, format);
    return read.ok ? read.document.answers : [];
  });
  /** @type {Map<string, import("../shared/answers.js").Answer>} */
  const found = new Map();
  for (const answer of [...checked, ...added]) {
    const before = found.get(answer.event);
    if (before && isAfter(before.changed, answer.changed)) continue;
    if (answer.position) found.set(answer.event, answer);
  }
  return new Map([...found].map(([event, { position }]) => [event, { [`${position}`]: 1 }]));
}
