// The seminar page, stepped through by keys, by a presenter's remote or by its buttons.
// Without a script every act stands below the other, with all that is told of it.
(() => {
  const acts = [...document.querySelectorAll(".act")];
  const controls = /** @type {HTMLElement} */ (document.querySelector(".controls"));
  const status = /** @type {HTMLElement} */ (controls.querySelector("[role=status]"));
  /** @type {Map<Element, number[]>} the hands that were counted at each act, in their order */
  const hands = new Map(acts.map((act) => [act, []]));
  let at = 0;
  let step = 0;
  let isCounting = false;

  /** @param {string} name @returns {HTMLButtonElement} */
  const button = (name) =>
    /** @type {HTMLButtonElement} */ (controls.querySelector(`[data-do=${name}]`));

  /** @param {Element} act @returns {HTMLElement[]} */
  const panels = (act) => [
    .../** @type {NodeListOf<HTMLElement>} */ (act.querySelectorAll(".panel")),
  ];

  /** @param {Element} act */
  const drawHands = (act) => {
    const given = hands.get(act) ?? [];
    const columns = [
      .../** @type {NodeListOf<HTMLElement>} */ (act.querySelectorAll(".spread li")),
    ];
    const before = columns.map((column) => Number(column.dataset.count));
    const after = columns.map((_, place) => given.filter((one) => one === place).length);
    const shares = [before, after].map((counts) => {
      const all = counts.reduce((sum, count) => sum + count, 0);
      return counts.map((count) => (all ? count / all : 0));
    });
    const most = Math.max(...shares.flat(), 0.01);
    columns.forEach((column, place) => {
      const [was, now] = /** @type {HTMLElement[]} */ ([...column.querySelectorAll(".bars i")]);
      was.style.setProperty("--n", String(shares[0][place] / most));
      now.style.setProperty("--n", String(shares[1][place] / most));
      now.hidden = !given.length;
      /** @type {HTMLElement} */ (now.firstElementChild).textContent = String(after[place]);
    });
  };

  const show = () => {
    acts.forEach((act, number) => act.classList.toggle("is-on", number === at));
    const act = acts[at];
    const all = panels(act);
    all.forEach((panel, number) => panel.classList.toggle("is-on", number === step));
    const isRevealed = all[step]?.hasAttribute("data-reveals") ?? false;
    act.classList.toggle("is-revealed", isRevealed);
    if (!isRevealed) isCounting = false;
    act.classList.toggle("is-counting", isCounting);
    button("hands").hidden = !isRevealed;
    button("hands").setAttribute("aria-pressed", String(isCounting));
    button("hands").textContent = isCounting ? "Keys 1 to 7 add a hand" : "Count hands";
    const next = all[step + 1]?.dataset.name ?? (at + 1 < acts.length ? "Next act" : "The end");
    button("on").textContent = `${next} →`;
    button("on").disabled = next === "The end";
    button("back").disabled = at === 0 && step === 0;
    status.textContent = all.length
      ? `${all[step].dataset.name}, act ${at + 1} of ${acts.length}`
      : "";
    drawHands(act);
  };

  /** @param {number} act @param {number} [panel] */
  const goTo = (act, panel = 0) => {
    if (act < 0 || act >= acts.length) return;
    at = act;
    step = Math.max(0, Math.min(panel, panels(acts[at]).length - 1));
    show();
    scrollTo(0, 0);
  };
  const on = () => (step + 1 < panels(acts[at]).length ? goTo(at, step + 1) : goTo(at + 1));
  const back = () => (step > 0 ? goTo(at, step - 1) : goTo(at - 1, Infinity));
  const full = () =>
    document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen().catch(() => {
          status.textContent = "This browser keeps the page in its window; F11 may help.";
        });
  const count = () => {
    isCounting = !isCounting;
    show();
  };

  /** @type {Record<string, () => unknown>} */
  const doing = { on, back, full, hands: count };
  controls.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target.closest("button") : null;
    doing[pressed?.dataset.do ?? ""]?.();
  });
  document.addEventListener("click", (event) => {
    const column =
      event.target instanceof Element ? event.target.closest(".is-counting .spread li") : null;
    if (column) add([...(column.parentElement?.children ?? [])].indexOf(column));
  });

  /** @param {number} place */
  const add = (place) => {
    hands.get(acts[at])?.push(place);
    drawHands(acts[at]);
  };

  /** @type {Record<string, () => unknown>} */
  const keys = {
    ArrowRight: on,
    PageDown: on,
    " ": on,
    ArrowLeft: back,
    PageUp: back,
    ArrowDown: () => goTo(at + 1),
    ArrowUp: () => goTo(at - 1),
    Home: () => goTo(0),
    End: () => goTo(acts.length - 1),
    f: full,
    h: () => button("hands").hidden || count(),
    Backspace: () => {
      hands.get(acts[at])?.pop();
      drawHands(acts[at]);
    },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (isOnButton && (event.key === " " || event.key === "Enter")) return;
    if (isCounting && /^[1-7]$/.test(event.key)) {
      add(Number(event.key) - 1);
    } else if (Object.hasOwn(keys, event.key)) {
      keys[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });

  document.documentElement.classList.add("is-stepped");
  controls.hidden = false;
  show();
})();
