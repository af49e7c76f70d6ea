// The text of the answer file, where the page can't be sure that the file has come.

import { fileText } from "../shared/answers.js";
import { drawCopying } from "../shared/copying.js";

/**
 * @import { Board } from "./board.js"
 * @import { Part } from "./types.js"
 */

/** @param {Board} board @returns {Part} */
export function drawCopy(board) {
  const { node, show } = drawCopying();
  const update = () => {
    const { document, name } = board.filed;
    const isWanted = !board.maySave && document && document === board.document;
    show(isWanted ? fileText(document) : null, name, "hand that in");
  };
  return { node, update };
}
