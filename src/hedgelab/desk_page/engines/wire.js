// How a request and an answer travel with their files: a line of JSON, and then the files' bytes.

/** @import { Answer, DeskFile } from "../engine.js" */

const LINE_END = 10;

/**
 * A request with its files.
 * @param {object} request @param {DeskFile[]} files
 * @returns {Blob}
 */
export function packed(request, files) {
  const sizes = files.map(({ name, content }) => ({ name, size: content.size }));
  const line = `${JSON.stringify({ request, files: sizes })}\n`;
  return new Blob([line, ...files.map(({ content }) => content)]);
}

/**
 * Read lines of progress, and the answer at the end with its files behind it.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {(done: number, of: number, what: string) => void} onProgress
 * @returns {Promise<Answer>}
 */
export async function progressAndAnswer(stream, onProgress) {
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  let chunks = [];
  /** @type {any} */
  let answer = null;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let rest = value;
    while (!answer && rest.includes(LINE_END)) {
      const end = rest.indexOf(LINE_END);
      const line = JSON.parse(new TextDecoder().decode(joined([...chunks, rest.subarray(0, end)])));
      chunks = [];
      rest = rest.subarray(end + 1);
      if (line.progress) onProgress(line.progress[0], line.progress[1], line.progress[2]);
      else ({ answer } = line);
    }
    chunks.push(rest);
  }
  if (!answer) throw new Error("the answer broke off");
  return { ...answer, files: cut(joined(chunks), answer.files) };
}

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const whole = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes @param {{ name: string, size: number }[]} files */
function cut(bytes, files = []) {
  let at = 0;
  return files.map(({ name, size }) => ({
    name,
    content: new Blob([/** @type {BlobPart} */ (bytes.subarray(at, (at += size)))]),
  }));
}
