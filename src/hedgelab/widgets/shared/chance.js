// Chance that comes out the same each time.

/**
 * Numbers from 0 to 1, always the same for a seed: Mulberry32, by Tommy Ettinger, who gave it to
 * the public domain.
 * @param {number} seed @returns {() => number}
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
