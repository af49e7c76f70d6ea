// Who may change a class that is open in two tabs: the first. The other reads.

const LOCK = "hedgelab-desk";

/**
 * Take the class for this tab where no other has it.
 * @param {LockManager | undefined} locks `navigator.locks`; where a browser has none, every tab
 *   takes itself for the first
 * @param {() => void} freed called when the other tab is closed
 * @returns {Promise<boolean>} whether this tab is the first
 */
export function isFirst(locks, freed) {
  const forever = new Promise(() => {});
  return new Promise((resolve) => {
    if (!locks) return resolve(true);
    locks
      .request(LOCK, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock) return forever;
        locks
          .request(LOCK, () => {
            freed();
            return forever;
          })
          .catch(() => {});
      })
      .catch(() => resolve(true));
  });
}
