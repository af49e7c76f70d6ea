// Put into a page before anything of its own: says, by the page's own clock, when
// the page's control is there, and how long each key waits until its answer is painted.
// It is given {control, answer}: selectors of what takes the keys, and of what tells
// the outcome.  It reports by console.debug, so that nobody has to poll a busy page.

({ control, answer }) => {
  const keys = [];
  let said = null;
  let asked = null;

  const outcome = () => {
    const node = document.querySelector(answer);
    return node && `${node.textContent}|${node.getAttribute("aria-valuetext")}`;
  };
  // A frame is over when a task that was posted in it runs, or when the next frame begins:
  // a busy browser puts the next frame first.
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      let isOver = false;
      const over = () => {
        if (isOver) return;
        isOver = true;
        channel.port1.close();
        then(performance.now());
      };
      channel.port1.onmessage = over;
      channel.port2.postMessage(null);
      requestAnimationFrame(over);
    });

  const look = () => {
    if (!asked || outcome() === said) return;
    const key = asked;
    asked = null;
    afterPaint((painted) => {
      keys.push({ pressed: key.timeStamp, painted });
      // The next key comes when what this one has set moving is still again.
      Promise.allSettled(document.getAnimations().map((motion) => motion.finished)).then(() =>
        requestIdleCallback(() =>
          console.debug("probe:answered", painted - key.timeStamp, painted),
        ),
      );
    });
  };

  const found = new MutationObserver(() => {
    const node = document.querySelector(control);
    if (!node) return;
    found.disconnect();
    const change = { childList: true, subtree: true, characterData: true, attributes: true };
    new MutationObserver(look).observe(document.body, change);
    node.focus();
    console.debug("probe:ready", performance.now());
  });
  found.observe(document, { childList: true, subtree: true });

  addEventListener(
    "keydown",
    (key) => {
      said = outcome();
      asked ??= key;
    },
    true,
  );

  globalThis.probe = {
    /** How long a fixed piece of work takes: tells how far the processor is slowed. */
    work() {
      const start = performance.now();
      let sum = 0;
      for (let i = 0; i < 2e7; i += 1) sum += i % 7;
      return performance.now() - start + (sum < 0 ? 1 : 0);
    },
  };
};
