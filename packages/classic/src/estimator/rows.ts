/**
 * What whoever drains a generator may answer to its `yield`: that nobody looks at it before the end. Then it need not yield any more, which short
 * iterations by the thousand are glad of.
 */
export type Answer = 'unwatched' | undefined;

/**
 * A generator that computes something long. Between pieces of work it yields `undefined`, a tick: there `fitAsync` may pause or be aborted, `fit`
 * goes on at once. What it returns is the result.
 */
export type Ticks<Result> = Generator<undefined, Result, Answer>;

/** Multiply-adds between two ticks: less than a millisecond of compiled code, some milliseconds before it is compiled. */
const work = 2 ** 18;

/** Calls `body(from, to)` over blocks of rows of `cost` operations each, for `yield*`: ticks after each, if there are several. */
export function byRows(nRows: number, cost: number, body: (from: number, to: number) => void): Iterable<undefined, void, Answer> {
  const step = Math.ceil(work / (cost + 1));
  if (nRows > step) return blocks(nRows, step, body);
  if (nRows > 0) body(0, nRows);
  return []; // a small problem has many iterations: no generator for each
}

function* blocks(nRows: number, step: number, body: (from: number, to: number) => void): Ticks<void> {
  for (let from = 0; from < nRows; from += step) {
    body(from, Math.min(nRows, from + step));
    yield;
  }
}

/** The result of a computation that is there at once or ticks on the way, for `yield*`. */
export function* settle<Result extends number | undefined>(computation: Result | Ticks<Result>): Ticks<Result> {
  return typeof computation === 'object' ? yield* computation : computation;
}

/** Runs to the end without looking. */
export function drain<Result>(run: Iterator<unknown, Result, Answer>): Result {
  let step = run.next();
  while (step.done !== true) step = run.next('unwatched');
  return step.value;
}
