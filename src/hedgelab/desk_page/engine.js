// What the page asks of whatever runs `hedgelab`: Pyodide in a worker, or a server on this machine.

/**
 * A file that goes in or comes out; its name has slashes where it lay in folders. What is in it is
 * held by the browser, apart from the page: to copy megabytes would keep a key waiting.
 * @typedef {{ name: string, content: Blob }} DeskFile
 */

/**
 * How the class stands, as `desk/office/office.py` says it: under each step's id what its module
 * says, and what all share.
 * @typedef {Record<string, any> & {
 *   name: string,
 *   next: { step: string, says: string } | null,
 *   undo: string[],
 *   redo: string[],
 * }} OfficeState
 */

/**
 * What is wrong: for a person to mend, stopped by them, or a fault of the program.
 * @typedef {{ says: string, cancelled?: boolean, fault?: boolean }} OfficeError
 */

/**
 * An answer; one with an `error` has nothing else but the state, and the class is as it was.
 * @typedef {object} Answer
 * @property {string[]} said
 * @property {Record<string, any>} shown
 * @property {DeskFile[]} files
 * @property {boolean} changed whether the class is another now, and has to be kept
 * @property {OfficeState} [state] missing only where the engine could not be reached
 * @property {OfficeError} [error]
 * @property {boolean} [readsOnly] told by an engine that knows of other tabs: whether this one only
 *   reads
 */

/**
 * @typedef {object} AskOptions
 * @property {DeskFile[]} [files]
 * @property {(done: number, of: number, what: string) => void} [onProgress]
 * @property {AbortSignal} [signal] stops it: the class stays as it was
 */

/**
 * @typedef {object} Engine
 * @property {(request: { do: string } & Record<string, any>, options?: AskOptions) => Promise<Answer>} ask
 *   asks; never rejects, for an engine that fails answers with an error
 * @property {(content: Blob | null, name: string) => Promise<Answer>} open opens a class file,
 *   or begins a new class; what was open is closed, and stays open where this fails
 * @property {() => Promise<Blob>} save gives the class file as it is now
 * @property {boolean} opensOthers whether `open` can be called
 * @property {boolean} keepsItself whether every step is on a disk as soon as it is answered
 * @property {string} place where the class is, and how to delete it, in one sentence
 */

/**
 * A class that is kept in the browser, and when that was last (ISO 8601).
 * @typedef {{ id: string, name: string, at: string }} KeptClass
 */

/**
 * Where a class came from: one that is kept, a `file` that may be written to, or neither.
 * @typedef {{ id?: string, file?: unknown }} From
 */

/**
 * What became of keeping a step: whether it is in the browser's store or in the class's file, and,
 * where it is not in all places in which it should be, that and why, in whole sentences.
 * @typedef {{ isKept: boolean, told: string }} Kept
 */

/**
 * The browser's own store, and its files where it lets a page write to them.
 * @typedef {object} Keeper
 * @property {(name: string, content: Blob) => Promise<Kept>} keep keeps the class that is open, also
 *   in its file where it was opened from one that may be written to
 * @property {() => Promise<KeptClass[]>} kept gives the classes that are kept, the latest first
 * @property {(id: string) => Promise<Blob>} take gives one of them
 * @property {(id?: string) => Promise<void>} forget deletes one of them: the one that is open where
 *   none is named
 * @property {() => Promise<(DeskFile & { file?: unknown }) | null>} [choose] lets the instructor
 *   choose a class file; null where they chose none. Missing where the browser has no files that a
 *   page may write to: then the native control is there
 * @property {(from: From) => void} isOf told, when a class has been opened, where it came from: later
 *   steps are kept there, and a new class takes the place of none
 * @property {(name: string, content: Blob) => Promise<"file" | "download" | null>} saveAs lets
 *   them choose where to; later steps are saved there too where the browser can. Null: not chosen.
 *   Rejects, saying why in words for the instructor, where it could not be saved
 */

export {};
