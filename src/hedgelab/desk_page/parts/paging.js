// Which rows of a table are shown.

/**
 * The rows in which a text stands, whatever its case.
 * @template {Record<string, any>} R
 * @param {R[]} rows @param {{ name: string }[]} columns @param {string} wanted
 * @returns {R[]}
 */
export function matching(rows, columns, wanted) {
  const words = wanted.trim().toLocaleLowerCase();
  if (!words) return rows;
  return rows.filter((row) =>
    columns.some(({ name }) =>
      String(row[name] ?? "")
        .toLocaleLowerCase()
        .includes(words),
    ),
  );
}

/**
 * A page of rows; the last one where there are fewer than wanted.
 * @template R
 * @param {R[]} rows @param {number} at counted from 0 @param {number} perPage
 */
export function pageOf(rows, at, perPage) {
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const page = Math.min(Math.max(at, 0), pages - 1);
  return { rows: rows.slice(page * perPage, (page + 1) * perPage), at: page };
}
