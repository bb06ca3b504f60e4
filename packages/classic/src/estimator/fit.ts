import type { Answer } from './rows.ts';

/** What an iterative algorithm works in. It is live: the next step overwrites it, so `steps` and `onProgress` look at snapshots. */
export interface Workspace<State> {
  /** Iterations done so far. */
  readonly nIter: number;
  /** Iterations there will be at most, the same in all of them. */
  readonly maxIter: number;
  /** A frozen copy of what a reader may want to see. */
  snapshot(): State;
}

/**
 * One run of an algorithm: yields its workspace after every iteration, and nothing (a tick) inside long ones so that they can be
 * interrupted; returns the result. `fit`, `steps` and `fitAsync` are three ways to drain the same generator; `fit` answers that nobody looks, and
 * a run may then leave out its yields.
 */
export type Run<State, Result> = Generator<Workspace<State> | undefined, Result, Answer>;

/** Several runs in turn that are one fit: their iterations are counted on, and the most that there can be stays the same. */
export class Turns {
  /** How many there are. */
  readonly count: number;
  /** Iterations of each at most, where that is not what each says of itself because they go different ways. */
  readonly most: number | undefined;
  /** The iterations of those that are over. */
  before = 0;

  constructor(count: number, most?: number) {
    this.count = count;
    this.most = most;
  }
}

/**
 * A run with states of another kind, for `yield*` in an algorithm that stands on it. `see` makes a state of a workspace of the run and of how many
 * iterations all turns have taken.
 */
export function* shownAs<Inner, Outer, Result>(
  run: Run<Inner, Result>,
  see: (workspace: Workspace<Inner>, nIter: number) => Outer,
  turns: Turns = new Turns(1),
): Run<Outer, Result> {
  let inner: Workspace<Inner> | undefined;
  let outer: Workspace<Outer> | undefined;
  let answer: Answer;
  for (;;) {
    const step = run.next(answer);
    if (step.done === true) {
      turns.before += inner?.nIter ?? 0;
      return step.value;
    }
    if (step.value !== undefined && step.value !== inner) {
      inner = step.value;
      outer = viewOf(inner, see, turns);
    }
    answer = yield step.value && outer;
  }
}

/** A workspace seen through another kind of state; live, as it is. */
function viewOf<Inner, Outer>(
  inner: Workspace<Inner>,
  see: (workspace: Workspace<Inner>, nIter: number) => Outer,
  { before, count, most }: Turns,
): Workspace<Outer> {
  return {
    get nIter() {
      return before + inner.nIter;
    },
    get maxIter() {
      return count * (most ?? inner.maxIter);
    },
    snapshot: () => see(inner, before + inner.nIter),
  };
}

/**
 * A fit in slow motion: iterate to see the state after each iteration, ask for `model` to finish.
 *
 * Every state comes once. Leaving the loop pauses the fit, a second loop goes on from there, and `model` runs what is left: it is the model
 * that the recipe's `fit` would have given.
 *
 * @example
 * import { LinearRegressionGD } from '@hml/classic/linear';
 * const recipe = new LinearRegressionGD({ maxIter: 3, tol: 0 });
 * const run = recipe.steps([[-1], [0], [1]], [-2, 0, 2]);
 * Array.from(run, (state) => state.nIter) // [0, 1, 2, 3]
 * run.model.nIter // 3
 */
export class Fit<State, Model> implements IterableIterator<State, undefined> {
  readonly #run: Run<State, Model>;
  #outcome: { readonly model: Model } | { readonly error: unknown } | undefined;

  constructor(run: Run<State, Model>) {
    this.#run = run;
  }

  /** Goes on to the end of the next iteration. */
  next(): IteratorResult<State, undefined> {
    if (this.#outcome !== undefined) return { done: true, value: undefined };
    try {
      for (;;) {
        const step = this.#run.next();
        if (step.done === true) {
          this.#outcome = { model: step.value };
          return { done: true, value: undefined };
        }
        if (step.value !== undefined) return { done: false, value: step.value.snapshot() };
      }
    } catch (error) {
      this.#outcome = { error };
      throw error;
    }
  }

  /** The fit itself: there is one pass over it. */
  [Symbol.iterator](): this {
    return this;
  }

  /** The finished model; runs the iterations that are left. @throws what the fit threw, if it did. */
  get model(): Model {
    while (this.#outcome === undefined) this.next();
    if ('error' in this.#outcome) throw this.#outcome.error;
    return this.#outcome.model;
  }
}

/** How far a fit has come. */
export interface Progress<State> {
  /** Iterations done so far. */
  readonly nIter: number;
  /** Iterations there will be at most, the same all the time; `nIter / maxIter` is the bar's length. */
  readonly maxIter: number;
  /** The state after the latest iteration, frozen. */
  readonly state: State;
}

/** What `fitAsync` takes in addition to what `fit` does. */
export interface AsyncOptions<State> {
  /** Stops the fit: its promise is rejected with the signal's reason within 50 ms of work. */
  readonly signal?: AbortSignal;
  /** Called with the latest state at every pause, at most some 60 times a second, and after the last iteration. */
  readonly onProgress?: (progress: Progress<State>) => void;
}

const slice = 12; // milliseconds of work between two pauses: a page stays fluent, an abort is seen soon

/** Runs to the end in slices, with a pause for the event loop between them. */
export async function drainPolitely<State, Result>(run: Run<State, Result>, { signal, onProgress }: AsyncOptions<State>): Promise<Result> {
  let latest: Workspace<State> | undefined;
  const report = (): void => {
    if (latest !== undefined) onProgress?.(Object.freeze({ nIter: latest.nIter, maxIter: latest.maxIter, state: latest.snapshot() }));
    latest = undefined;
    signal?.throwIfAborted();
  };
  signal?.throwIfAborted();
  let pauseAt = performance.now() + slice;
  for (let step = run.next(); ; step = run.next()) {
    if (step.done === true) {
      report();
      return step.value;
    }
    latest = step.value ?? latest;
    if (performance.now() < pauseAt) continue;
    report();
    await eventLoop();
    signal?.throwIfAborted();
    pauseAt = performance.now() + slice;
  }
}

/** Lets timers, messages and rendering have their turn, which a resolved promise would not. */
function eventLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
