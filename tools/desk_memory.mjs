// Makes the parts that the desk's Python starts from in a browser:
// `node tools/desk_memory.mjs SOURCES FOLDER`, which `python -m tools.desk` calls.
//
// An interpreter imports all of `hedgelab.desk`; its memory then becomes a part, so that a page takes it
// up where it stands, and imports nothing.  What is imported already goes along as nothing but that
// memory, all other modules as they were compiled here.  The same sources give the same bytes.

import { readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import {
  PACKAGES,
  SETTINGS,
  joined,
  lay,
  parted,
} from "../src/hedgelab/desk_page/engines/parts.js";

const [sources, folder] = process.argv.slice(2);

// What differs from one time to the next would stand in that memory.
const MOMENT = Date.UTC(2026, 0, 1);
let drawn = 0;
globalThis.Date = /** @type {any} */ (
  class extends Date {
    /** @param {any[]} told */
    constructor(...told) {
      // @ts-expect-error A date is made of anything.
      super(...(told.length ? told : [MOMENT]));
    }

    static now() {
      return MOMENT;
    }
  }
);
performance.now = () => 0;
crypto.getRandomValues = (array) => {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  bytes.forEach((_, at) => (bytes[at] = drawn = (drawn * 5 + 1) & 255));
  return array;
};
process.env.TZ = "UTC";

const { loadPyodide } = await import("pyodide");

// No desk asks for these modules of Python's library.
const LEFT_OUT =
  /^(ensurepip|idlelib|lib2to3|pydoc_data|tkinter|turtledemo|unittest|venv|xmlrpc|wsgiref|curses|dbm|multiprocessing|test)\/|^(bdb|cProfile|doctest|ftplib|imaplib|mailbox|pdb|pickletools|poplib|profile|pstats|pyclbr|pydoc|smtplib|tabnanny|trace|turtle|webbrowser|zipapp)\.py/;

const COMPILE = `
import importlib._bootstrap_external, sys
def compiled(source, name, optimize):
    code = compile(source.to_bytes(), name, "exec", dont_inherit=True, optimize=optimize)
    # Neither a time nor a digest is in it: it is never held against its source.
    return bytes(importlib._bootstrap_external._code_to_hash_pyc(code, bytes(8), False))
compiled
`;

const LIBRARY = "/lib/python314.zip";
const REPACK = `
import io, zipfile
def repacked(compiled, is_left_out):
    out = io.BytesIO()
    with zipfile.ZipFile("${LIBRARY}") as held, zipfile.ZipFile(out, "w") as packed:
        for name in held.namelist():
            if is_left_out(name):
                continue
            content = held.read(name)
            if name.endswith(".py"):
                code = compile(content, f"${LIBRARY}/{name}", "exec", dont_inherit=True, optimize=2)
                content = bytes(
                    importlib._bootstrap_external._code_to_hash_pyc(code, bytes(8), False)
                )
                name += "c"
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()
repacked
`;

// Excel's files are read by many modules, and come seldom: they are imported when one comes.
const IMPORT = `
import gc, importlib, json, pkgutil, random, secrets, sqlite3, sys, tempfile, zoneinfo
import xml.etree.ElementTree

sys.path.append("${PACKAGES}")
import jinja2, tqdm, yaml
import hedgelab.desk
for module in pkgutil.walk_packages(hedgelab.desk.__path__, "hedgelab.desk."):
    importlib.import_module(module.name)
# Where distributions were looked for, the library is held open.
importlib.invalidate_caches()
gc.collect()
# Drawn by chance, what this begins with would be another each time; a page draws it anew.
random.seed(0)
for it in gc.get_objects():
    if type(it) is random.Random and it is not random._inst:
        raise RuntimeError("a source of chance is in the memory beside random's own")
json.dumps([
    path.removeprefix("${PACKAGES}/")
    for module in list(sys.modules.values())
    if (path := getattr(module, "__file__", None) or "").startswith("${PACKAGES}/")
])
`;

/** @param {string} name @param {Uint8Array} content */
async function write(name, content) {
  await writeFile(`${folder}/${name}.bin`, gzipSync(content, { level: 9 }));
}

/** Compile the library and our packages. */
async function compiled() {
  const python = await loadPyodide(/** @type {any} */ (SETTINGS));
  const compile = python.runPython(COMPILE);
  const repack = python.runPython(REPACK);
  const library = repack(compile, (/** @type {string} */ name) => LEFT_OUT.test(name)).toJs();
  const found = parted(new Uint8Array(await readFile(sources)));
  /** @type {[string, Uint8Array][]} */
  const packages = found.map(([name, content]) =>
    name.endsWith(".py")
      ? [`${name}c`, compile(content, `${PACKAGES}/${name}`, 0).toJs()]
      : [name, content],
  );
  return { library, packages };
}

async function main() {
  const { library, packages } = await compiled();
  const unpacked = `${folder}/library.zip`;
  await writeFile(unpacked, library);
  const python = await loadPyodide(
    /** @type {any} */ ({
      ...SETTINGS,
      _makeSnapshot: true,
      stdLibURL: unpacked,
      fsInit: async (/** @type {any} */ files) => lay(files, joined(packages)),
    }),
  );
  const imported = new Set(JSON.parse(python.runPython(IMPORT)));
  const open = /** @type {any} */ (python.FS).streams.find((/** @type {any} */ it) => it?.fd > 2);
  // Its number would be another file's later, which would be closed in its stead.
  if (open) throw new Error(`a file is open in the memory: ${open.path}`);
  const memory = python.makeMemorySnapshot();
  const binary = createRequire(import.meta.url).resolve("pyodide/pyodide.asm.wasm");

  await write("python", new Uint8Array(await readFile(binary)));
  await write("library", library);
  await write("packages", joined(packages.filter(([name]) => !imported.has(name))));
  await write("memory", memory);
  await rm(unpacked);
}

main().catch((error) => {
  // Node would print the line of Pyodide's that threw, which is a megabyte long.
  console.error(error.message);
  process.exitCode = 1;
});
