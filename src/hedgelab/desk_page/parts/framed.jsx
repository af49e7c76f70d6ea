// A whole page of the desk's own making (a sheet, the report, the marking page), in a frame that
// reaches nothing of this one.

import { useEffect, useState } from "preact/hooks";
import { addressOf } from "./handing_over.js";

/**
 * @param {object} props
 * @param {string} props.title what it shows
 * @param {string} props.html
 * @param {boolean} [props.hasScripts] whether its own scripts may run
 * @param {boolean} [props.fillsScreen] whether it may fill the whole screen
 */
export function Framed({ title, html, hasScripts = false, fillsScreen = false }) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = addressOf({ name: "page.html", content: new Blob([html]) });
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [html]);
  const sandbox = hasScripts ? "allow-scripts allow-downloads" : "";
  const allow = fillsScreen ? "fullscreen *" : undefined;
  return address ? <iframe {...{ title, sandbox, allow }} src={address} class="framed" /> : null;
}
