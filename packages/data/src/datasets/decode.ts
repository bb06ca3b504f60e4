/** The rows of embedded text: one line each, cells between commas. */
export function decodeRows(text: string): number[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
}

/** Features and target of rows that end with the target. */
export function splitTarget(rows: readonly (readonly number[])[]): { readonly X: number[][]; readonly y: readonly number[] } {
  return { X: rows.map((row) => row.slice(0, -1)), y: rows.map((row) => row[row.length - 1]) };
}
