// The parts that a browser's Python is started from: what is in them, and how they are unpacked.

/**
 * The interpreter, the modules of its library, our own with all that they stand on, and the
 * memory of an interpreter that has imported them; each squeezed with gzip.
 * @typedef {"python" | "library" | "packages" | "memory"} PartName
 */

/** @type {PartName[]} */
export const PARTS = ["python", "library", "packages", "memory"];

/** Where our packages lie in the interpreter's file system. */
export const PACKAGES = "/lib/desk";

/**
 * @typedef {object} FileSystem
 * @property {(path: string) => void} mkdirTree
 * @property {(path: string, data: Uint8Array) => void} writeFile
 */

/**
 * Files in one row of bytes: how long the list of them is, the list, and one after the other.
 * @param {[name: string, content: Uint8Array][]} files
 */
export function joined(files) {
  const list = new TextEncoder().encode(
    JSON.stringify(files.map(([name, content]) => [name, content.length])),
  );
  const size = files.reduce((sum, [, content]) => sum + content.length, 4 + list.length);
  const whole = new Uint8Array(size);
  new DataView(whole.buffer).setUint32(0, list.length, true);
  whole.set(list, 4);
  let at = 4 + list.length;
  for (const [, content] of files) {
    whole.set(content, at);
    at += content.length;
  }
  return whole;
}

/**
 * The files that were joined.
 * @param {Uint8Array} whole
 * @returns {[name: string, content: Uint8Array][]}
 */
export function parted(whole) {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  let at = 4 + length;
  /** @type {[string, number][]} */
  const list = JSON.parse(new TextDecoder().decode(whole.subarray(4, at)));
  return list.map(([name, size]) => [name, whole.subarray(at, (at += size))]);
}

/**
 * Lay our packages into an interpreter's file system.
 * @param {FileSystem} files @param {Uint8Array} packages
 */
export function lay(files, packages) {
  const made = new Set();
  for (const [name, content] of parted(packages)) {
    const path = `${PACKAGES}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) files.mkdirTree(folder);
    made.add(folder);
    files.writeFile(path, content);
  }
}

/** How an interpreter is set up, when its memory is made as when it is taken up again. */
export const SETTINGS = {
  // It has no list of further packages, and asks nobody for one.
  lockFileContents: {
    info: {
      abi_version: "2026_0",
      arch: /** @type {const} */ ("wasm32"),
      platform: "",
      python: "",
      version: "",
    },
    packages: {},
  },
  env: { HOME: "/home/desk", PYTHONHASHSEED: "0", PYTHONDONTWRITEBYTECODE: "1" },
};
