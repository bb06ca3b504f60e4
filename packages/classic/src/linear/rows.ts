/** Multiply-adds between two ticks: about a millisecond of work, so that a fit over many rows can still be stopped at once. */
const work = 2 ** 20;

/** Calls `body(from, to)` over blocks of rows of `cost` operations each, and ticks between them. */
export function* byRows(nRows: number, cost: number, body: (from: number, to: number) => void): Generator<undefined, void, void> {
  const step = Math.max(1, Math.floor(work / Math.max(1, cost)));
  for (let from = 0; from < nRows; from += step) {
    body(from, Math.min(nRows, from + step));
    yield;
  }
}
