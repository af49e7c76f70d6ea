// Dragging with mouse, pen and finger.  It adds a way to what the radios do and takes none
// away: Escape, or letting go elsewhere, leaves everything as it was.

import { h, write } from "../shared/dom.js";

/** @import { Board } from "./board.js" */

const SLOP = 6; // px a pointer may tremble before it is a drag
const HOLD = 220; // ms a finger rests on a small card before it picks it up
const EDGE = 96; // px from the edge of the window where dragging scrolls: a header may cover some

/**
 * What a pointer that was pressed on a card carries, once it has moved.
 * @typedef {{event: string, source: HTMLElement, pointer: number, x: number, y: number,
 *   touch: boolean, atOnce: boolean, ghost: HTMLElement | null, over: string,
 *   timer?: ReturnType<typeof setTimeout>, frame: number, offset: {x: number, y: number}}} Drag
 */

/**
 * @param {Board} board @param {HTMLElement} root
 * @returns {() => void} stop listening
 */
export function makeDraggable(board, root) {
  const dragging = new Dragging(board, root);
  return () => dragging.stop();
}

class Dragging {
  /** @param {Board} board @param {HTMLElement} root */
  constructor(board, root) {
    this.board = board;
    this.root = root;
    /** @type {Drag | null} */
    this.drag = null;
    this.swallowClick = false;
    root.addEventListener("pointerdown", (press) => this.onDown(press));
    root.addEventListener("mousedown", (press) => this.onPress(press));
    root.addEventListener("pointermove", (move) => this.onMove(move));
    root.addEventListener("pointerup", (up) => this.onUp(up, true));
    root.addEventListener("pointercancel", (cancel) => this.onUp(cancel, false));
    // A page must not scroll under a card that is being carried.
    const still = (/** @type {TouchEvent} */ touch) => {
      if (this.drag?.ghost && touch.cancelable) touch.preventDefault();
    };
    root.addEventListener("touchmove", still, { passive: false });
    root.addEventListener("click", (click) => this.onClick(click), true);
    root.addEventListener("contextmenu", (menu) => {
      if (this.drag?.touch) menu.preventDefault();
    });
    this.onKey = (/** @type {KeyboardEvent} */ key) => {
      if (key.key !== "Escape" || !this.drag?.ghost) return;
      key.preventDefault();
      key.stopPropagation();
      this.end(false);
    };
    document.addEventListener("keydown", this.onKey, true);
  }

  stop() {
    this.end(false);
    document.removeEventListener("keydown", this.onKey, true);
  }

  /** @param {number} x @param {number} y @returns {string} the position there, the tray, or "" */
  targetAt(x, y) {
    const scope = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    const under = scope.elementFromPoint(x, y);
    const drop = /** @type {HTMLElement | null} */ (under?.closest("[data-drop]") ?? null);
    return drop && this.root.contains(drop) ? (drop.dataset.drop ?? "") : "";
  }

  /** @param {string} target */
  highlight(target) {
    for (const node of this.root.querySelectorAll("[data-drop]")) {
      node.classList.toggle("is-over", /** @type {HTMLElement} */ (node).dataset.drop === target);
    }
  }

  lift() {
    if (!this.drag) return;
    const { event, source, pointer, x, y } = this.drag;
    const box = (source.closest(".hb-chip, .hb-paper") ?? source).getBoundingClientRect();
    const width = Math.min(box.width, 220);
    // The card shrinks to the size of a chip, and stays under the pointer.
    this.drag.offset = { x: Math.min(x - box.left, width / 2), y: Math.min(y - box.top, 24) };
    /** @type {HTMLElement} */
    const ghost = h(
      "div",
      { class: "hb-ghost", "aria-hidden": "true" },
      h("span", { class: "hb-chip-title" }, this.board.titles.get(event) ?? ""),
      h("span", { class: "hb-ghost-to" }),
    );
    ghost.style.width = `${width}px`;
    this.drag.ghost = ghost;
    this.root.append(ghost);
    this.root.dataset.dragging = event;
    // Drop targets are looked up under the pointer, so capture can't hide them.
    source.setPointerCapture(pointer);
    this.follow(x, y);
    this.drag.frame = requestAnimationFrame(() => this.scrollNearEdge());
  }

  /** @param {number} x @param {number} y */
  follow(x, y) {
    const { drag, root, board } = this;
    if (!drag?.ghost) return;
    drag.x = x;
    drag.y = y;
    const box = root.getBoundingClientRect();
    const right = Math.max(0, box.width - drag.ghost.offsetWidth);
    // Kept inside the board: a ghost past its edge would make the page scroll sideways.
    const left = Math.min(Math.max(0, x - box.left - drag.offset.x), right);
    const top = Math.min(y - box.top - drag.offset.y, box.height - drag.ghost.offsetHeight);
    drag.ghost.style.transform = `translate(${left}px, ${Math.max(0, top)}px)`;
    const over = this.targetAt(x, y);
    if (over === drag.over) return;
    drag.over = over;
    this.highlight(over);
    const position = board.position(over);
    const to = position
      ? `→ ${position.number} ${position.short}`
      : over === "tray"
        ? "→ back to the tray"
        : "";
    write(/** @type {HTMLElement} */ (drag.ghost.lastElementChild), to);
  }

  scrollNearEdge() {
    if (!this.drag?.ghost) return;
    const { x, y } = this.drag;
    const speed = y < EDGE ? y - EDGE : y > innerHeight - EDGE ? y - innerHeight + EDGE : 0;
    if (speed) {
      scrollerOf(this.root).scrollBy(0, speed / 4);
      this.follow(x, y);
    }
    this.drag.frame = requestAnimationFrame(() => this.scrollNearEdge());
  }

  /** @param {boolean} drop whether what is carried is put down where it is */
  end(drop) {
    if (!this.drag) return;
    const { event, source, pointer, ghost, over, timer, frame } = this.drag;
    this.drag = null;
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    if (source.hasPointerCapture(pointer)) source.releasePointerCapture(pointer);
    if (!ghost) return;
    ghost.remove();
    delete this.root.dataset.dragging;
    this.highlight("");
    this.swallowClick = true;
    if (!drop || !over) {
      this.board.spoken = "Nothing was moved.";
      this.board.draw();
      return;
    }
    this.board.show(event, false);
    this.board.place(event, over === "tray" ? null : over);
  }

  /** @param {PointerEvent} press */
  onDown(press) {
    this.swallowClick = false;
    const target = /** @type {HTMLElement} */ (press.target);
    const source = /** @type {HTMLElement | null} */ (target.closest("[data-drag]"));
    if (!source || press.button !== 0 || !press.isPrimary || this.drag) return;
    const touch = press.pointerType === "touch";
    // On the card, a finger or pen scrolls the page, or selects a word after a rest: no drag.
    if (source.classList.contains("hb-paper") && press.pointerType !== "mouse") return;
    const drag = {
      event: source.dataset.event ?? this.board.current,
      source,
      pointer: press.pointerId,
      x: press.clientX,
      y: press.clientY,
      touch,
      // On a chip a finger drags only after a rest, for it may be scrolling the page.
      atOnce: !touch || source.classList.contains("hb-grip"),
      ghost: null,
      over: "",
      frame: 0,
      offset: { x: 0, y: 0 },
    };
    this.drag = drag.atOnce ? drag : { ...drag, timer: setTimeout(() => this.lift(), HOLD) };
  }

  /** @param {MouseEvent} press the text of a card is picked out by double clicks */
  onPress(press) {
    if (!this.drag?.source.classList.contains("hb-paper")) return;
    if (press.detail > 1) this.end(false);
    // Without this WebKit selects text while a card is carried.
    else press.preventDefault();
  }

  /** @param {PointerEvent} move */
  onMove(move) {
    const { drag } = this;
    if (!drag || move.pointerId !== drag.pointer) return;
    if (drag.ghost) this.follow(move.clientX, move.clientY);
    else if (Math.hypot(move.clientX - drag.x, move.clientY - drag.y) > SLOP) {
      if (drag.atOnce) {
        this.lift();
        this.follow(move.clientX, move.clientY);
      } else this.end(false);
    }
  }

  /** @param {PointerEvent} up @param {boolean} drop */
  onUp(up, drop) {
    if (up.pointerId === this.drag?.pointer) this.end(drop);
  }

  /** @param {MouseEvent} click the end of a drag is no click on what was dragged */
  onClick(click) {
    if (!this.swallowClick) return;
    this.swallowClick = false;
    click.stopPropagation();
    click.preventDefault();
  }
}

/** @param {HTMLElement} node what scrolls when the page around it does */
function scrollerOf(node) {
  for (let up = node.parentElement; up; up = up.parentElement) {
    if (up.scrollHeight > up.clientHeight && /auto|scroll/.test(getComputedStyle(up).overflowY))
      return up;
  }
  return document.scrollingElement ?? document.documentElement;
}
