// Codes by the camera: the browser's own reader of QR codes where it has one, else `qr`.

import decodeQR from "qr/decode.js";
import { h, write } from "../shared/dom.js";

/** @typedef {{detect(source: HTMLVideoElement): Promise<{rawValue: string}[]>}} Detector */

const START = "Scan with the camera";
const PAUSE = 200; // milliseconds between two looks

const REFUSED =
  "The camera was refused. Allow it for this page in the browser’s address bar, or take the codes as text.";
const NONE = "This device shows the browser no camera. Take the codes as text or as files.";
const NOT_HERE =
  "This browser gives a page no camera here: most do only for a website with https, or on this " +
  "machine, and some not for a page from a folder. Take the codes as text or as files.";

/** @returns {Promise<Detector | null>} the browser's own reader */
async function ownDetector() {
  const { BarcodeDetector: Own } = /** @type {any} */ (globalThis);
  try {
    const formats = await Own.getSupportedFormats();
    return formats.includes("qr_code") ? new Own({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}

/** @param {HTMLVideoElement} video @param {HTMLCanvasElement} canvas @returns {string[]} */
function readIn(video, canvas) {
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || !canvas.width) return [];
  context.drawImage(video, 0, 0);
  try {
    return [decodeQR(context.getImageData(0, 0, canvas.width, canvas.height))];
  } catch {
    return []; // no code in sight
  }
}

/** @param {unknown} problem */
function told(problem) {
  const name = problem instanceof Error ? problem.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return REFUSED;
  return name === "NotFoundError" || name === "NotReadableError" ? NONE : NOT_HERE;
}

/**
 * @param {(text: string) => void} take what was read
 * @returns {{button: HTMLButtonElement, node: HTMLElement, stop: () => void}}
 */
export function drawCamera(take) {
  /** @type {MediaStream | null} */
  let stream = null;
  const video = h("video", {
    muted: true,
    playsinline: true,
    "aria-label": "What the camera sees",
  });
  const said = h("p", { class: "ic-said", role: "status" });
  const frame = h("div", { class: "ic-camera", hidden: true }, video);
  const node = h("div", {}, frame, said);
  const button = h(
    "button",
    { type: "button", class: "hedgelab-button", click: () => toggle() },
    START,
  );
  const canvas = h("canvas");

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    frame.hidden = true;
    write(button, START);
  }

  async function toggle() {
    if (stream) {
      stop();
      write(said, "");
      return;
    }
    try {
      if (!navigator.mediaDevices) throw new Error("no camera for such a page");
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 } },
      });
      video.srcObject = stream;
      await video.play();
    } catch (problem) {
      stop();
      write(said, told(problem));
      return;
    }
    frame.hidden = false;
    write(button, "Stop scanning");
    write(said, "Hold a code in front of the camera, one after the other.");
    look(await ownDetector(), "");
  }

  /** @param {Detector | null} own @param {string} last what was read last */
  async function look(own, last) {
    if (!stream) return;
    const found = own
      ? (await own.detect(video).catch(() => [])).map(({ rawValue }) => rawValue)
      : readIn(video, canvas);
    const fresh = found.filter((text) => text !== last);
    for (const text of fresh) take(text);
    setTimeout(look, PAUSE, own, fresh.at(-1) ?? last);
  }

  return { button, node, stop };
}
