// What the desk's modules use that nothing declares.

declare module "pyodide/pyodide.asm.mjs" {
  type Make = NonNullable<import("pyodide").PyodideConfig["createPyodideModule"]>;
  type Made = Awaited<ReturnType<Make>> & { _malloc(size: number): number };
  const make: (...settings: Parameters<Make>) => Promise<Made>;
  export default make;
}

/** What `python -m tools.desk` writes above `service.js`. */
declare const CACHE: string;
declare const FILES: string[];

/** What a worker has to read files, and a page has not. */
declare class FileReaderSync {
  readAsArrayBuffer(content: Blob): ArrayBuffer;
}
