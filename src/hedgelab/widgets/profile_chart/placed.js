// Who placed what: the article or the module, the reader, a class.

import { readDocument } from "../shared/answers.js";
import { checkedIn, placements, worksOn } from "../shared/works.js";

/** @import { Format } from "../shared/answers.js" */
/** @import { Shelf } from "../shared/works.js" */
/** @import { Act, Placed } from "./measures.js" */

/** Where the article, and beyond it the module, has the acts. @returns {Placed} */
export function filed(/** @type {Act[]} */ acts) {
  return new Map(acts.map(({ id, position }) => [id, { [position]: 1 }]));
}

/**
 * Where a reader has placed the acts.  On a board an act counts once it was
 * checked, for before that its reading is not to be given away; in a document
 * that the host adds every act does.  The later word counts.
 * @param {Shelf} shelf
 * @param {unknown[]} documents
 * @param {Format} format
 * @returns {Placed}
 */
export function placedBy(shelf, documents, format) {
  const { works } = worksOn(shelf, format);
  const seen = checkedIn(works);
  const checked = works.map(({ answers }) => ({
    ...answers,
    answers: answers.answers.filter(({ event }) => seen.has(event)),
  }));
  const added = documents.flatMap((document) => {
    const read = readDocument(document, format);
    return read.ok ? [read.document] : [];
  });
  const found = placements([...checked, ...added]);
  return new Map([...found].map(([event, { position }]) => [event, { [position]: 1 }]));
}
