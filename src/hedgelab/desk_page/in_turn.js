// What is done in turn, so that the page can answer keys meanwhile.

/** Let the page draw, and answer keys, between two things that take long. */
export function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Do one thing after the other. */
export function oneByOne() {
  /** @type {Promise<unknown>} */
  let queue = Promise.resolve();
  /**
   * @template T
   * @param {() => Promise<T>} task
   * @returns {Promise<T>}
   */
  return (task) => {
    const done = queue.then(task);
    queue = done.catch(() => {});
    return done;
  };
}
