// Of whom something is wanted: of the whole class, or of one of its sections.

/**
 * The choices of a select.
 * @param {string[]} sections
 * @param {string} [all] what the choice of all is called
 * @returns {[value: string, title: string][]}
 */
export function sectionOptions(sections, all = "The whole class") {
  return [["", all], ...sections.map((name) => /** @type {[string, string]} */ ([name, name]))];
}

/**
 * What a request takes.
 * @param {string} chosen
 */
export function sectionsOf(chosen) {
  return chosen ? [chosen] : [];
}
