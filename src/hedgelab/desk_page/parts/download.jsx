// Files that a request made, each with a button that hands it over.

/** @import { DeskFile } from "../engine.js" */
import { download } from "./handing_over.js";

/** @param {{ files: DeskFile[] }} props */
export function Download({ files }) {
  return (
    <ul class="downloads">
      {files.map((file) => (
        <li key={file.name}>
          <button type="button" onClick={() => download([file])}>
            Save {file.name}
          </button>{" "}
          <span class="quiet">{sizeOf(file.content.size)}</span>
        </li>
      ))}
    </ul>
  );
}

/** @param {number} bytes */
function sizeOf(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
