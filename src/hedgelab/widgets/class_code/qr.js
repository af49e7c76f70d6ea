// A text as a QR code, in black on white whatever the page's light: cameras expect it so.

import encodeQR from "qr";
import { svg } from "../shared/dom.js";

const QUIET = 4; // modules around it, which the standard asks for

/**
 * @param {string} text @param {string} name what it is, for the ear
 * @returns {SVGElement}
 */
export function drawQr(text, name) {
  const rows = encodeQR(text, "raw", { border: QUIET, ecc: "medium" });
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  const size = rows.length;
  return svg(
    "svg",
    { class: "cc-qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name },
    svg("rect", { width: size, height: size, fill: "#fff" }),
    svg("path", { d: dark.join(""), fill: "#000", "shape-rendering": "crispEdges" }),
  );
}
