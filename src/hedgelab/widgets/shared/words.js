// Words that widgets have in common; a sentence that Python says too is data in the state.

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {number} value two decimals at most */
export function rounded(value) {
  return Math.round(value * 100) / 100;
}
