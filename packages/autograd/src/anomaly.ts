import type { Tensor } from '@hml/tensor';
import { isAbstract, type Op, scope, untaped, type WalkStep, type Watcher, withScope } from '@hml/tensor/extend';
import { AnomalyError, type AnomalyPlace, type InputRange } from './anomaly-error.ts';
import { type CallSite, stackHere, userSite } from './call-site.ts';

/**
 * Runs `fn` and throws at the first NaN or infinity, with the op and your line that it comes from: in a value, or in a gradient.
 *
 * An op is named when its result has a NaN that no input has, or an infinity that no input has; a gradient rule likewise, with the line
 * that applied the op. A NaN that comes in from outside is named where it is first used. Infinities that come in are let through: masks
 * are made of them. Off, it costs nothing; on, every result is looked at, so it is for finding the place and not for the whole training.
 *
 * @returns What `fn` returns.
 * @throws AnomalyError with op, direction, index, site and the ranges of the inputs; DataError when `fn` returns a promise.
 * @example
 * import { anomaly, grad } from '@hml/autograd';
 * import { log, sqrt, sub, sum, tensor } from '@hml/tensor';
 * anomaly(() => sum(log(tensor([1, 1])))).item() // 0
 * anomaly(() => log(sub(tensor([1, 2]), 1.5))) // throws AnomalyError: log: the first NaN
 * anomaly(() => grad((x) => sum(sqrt(x)))(tensor([0, 1]))) // throws AnomalyError: sqrt: the first infinity in a gradient
 */
export function anomaly<R>(fn: () => R): R {
  const watcher = new AnomalyWatcher(stackHere('anomaly'));
  return withScope('anomaly', { trace: undefined, depth: 0, ...scope, watcher }, fn);
}

/** What is looked at: the result of an op or of a gradient rule, and all that it was made from. */
interface Look {
  readonly op: Pick<Op, 'name'>;
  readonly direction: AnomalyPlace['direction'];
  readonly result: Tensor;
  readonly inputs: readonly Tensor[];
  /** The cotangent or tangent that a rule was given. */
  readonly d: Tensor | undefined;
  readonly call: Call;
}

/** A stack that leads to an op, and how many of its innermost frames are known to be ours; undefined where it leads to the walk alone. */
interface Call {
  readonly stack: Error;
  readonly own: number | undefined;
}

class AnomalyWatcher implements Watcher {
  readonly #entered: Error;
  /** The call that made each value, so that a gradient can name the line of its op. */
  readonly #calls = new WeakMap<Tensor, Call>();
  /** The call whose gradient rule is running; its ops belong to that line, and are judged by what they come to. */
  #rule: Call | undefined;

  constructor(entered: Error) {
    this.#entered = entered;
  }

  applied(op: Op, inputs: readonly Tensor[], _attrs: unknown, result: Tensor): void {
    if (isAbstract(result)) return;
    const call = this.#rule ?? { stack: stackHere(`${op.name} was called here`), own: 3 };
    this.#calls.set(result, call);
    if (this.#rule === undefined) this.#judge({ op, direction: 'forward', result, inputs, d: undefined, call });
  }

  walked({ direction, node, d }: WalkStep, rule: () => Tensor): Tensor {
    const call = this.#calls.get(untaped(node.value)) ?? { stack: stackHere('the walk was called here'), own: undefined };
    const outer = this.#rule;
    this.#rule = call;
    try {
      const result = rule();
      const { op, inputs } = node;
      if (op !== undefined && !isAbstract(result))
        this.#judge({ op, direction: direction === 'reverse' ? 'backward' : 'tangent', result, inputs, d, call });
      return result;
    } finally {
      this.#rule = outer;
    }
  }

  #judge({ op, direction, result, inputs, d, call }: Look): void {
    const values = untaped(result).toTypedArray();
    const { minimum, maximum } = rangeOf(values);
    if (Number.isFinite(minimum) && Number.isFinite(maximum)) return;
    const isBad = Number.isNaN(minimum) ? Number.isNaN : isInfinite;
    const inputRanges = inputs.map((x) => rangeOf(untaped(x).toTypedArray()));
    const sources = d === undefined ? inputRanges : [...inputRanges, rangeOf(untaped(d).toTypedArray())];
    const cameIn = sources.some((range) => isBad(range.minimum) || isBad(range.maximum));
    if (cameIn && isBad === isInfinite) return;
    const index = values.findIndex(isBad);
    const { stack, own } = call;
    const site = own === undefined ? undefined : userSite(stack.stack, own, this.#entered.stack);
    const text = own === undefined ? '; the call of the op was not seen: let anomaly run the forward pass too' : siteText(site);
    const at = { op: op.name, direction, index, value: values[index], site, inputRanges };
    throw anomalyError(at, cameIn, `of [${result.shape.join(', ')}]${text}`, stack);
  }
}

function isInfinite(x: number): boolean {
  return x === Infinity || x === -Infinity;
}

/** Smallest and largest element, both NaN when one is. An empty tensor lies between 0 and 0. */
function rangeOf(values: ArrayLike<number>): InputRange {
  if (values.length === 0) return { minimum: 0, maximum: 0 };
  let [minimum, maximum] = [values[0], values[0]];
  for (let i = 0; i < values.length; i++) {
    minimum = Math.min(minimum, values[i]); // keeps a NaN
    maximum = Math.max(maximum, values[i]);
  }
  return { minimum, maximum };
}

const inThe: Readonly<Record<AnomalyPlace['direction'], string>> = { forward: '', backward: ' in a gradient', tangent: ' in a tangent' };

function anomalyError(at: AnomalyPlace, cameIn: boolean, place: string, cause: Error): AnomalyError {
  const { op, direction, index, value, inputRanges } = at;
  const ranges = inputRanges.map(({ minimum, maximum }, i) => `input ${i} lies between ${short(minimum)} and ${short(maximum)}`);
  const kind = Number.isNaN(value) ? 'NaN' : 'infinity';
  return new AnomalyError(
    {
      where: op,
      what: cameIn ? `a NaN came in from outside${inThe[direction]}` : `the first ${kind}${inThe[direction]}`,
      expected: 'finite numbers',
      got: [`${value} at element ${index} ${place}`, ...ranges].join('; '),
      fix: fixFor(at, cameIn),
    },
    at,
    cause,
  );
}

function siteText(site: CallSite | undefined): string {
  if (site === undefined) return '; error.cause has the stack';
  return `, from ${site.file.slice(site.file.lastIndexOf('/') + 1)}:${site.line}:${site.column}`;
}

function fixFor({ op, direction }: AnomalyPlace, cameIn: boolean): string {
  if (cameIn) return 'look at the data for NaN: what is missing has to be filled in or left out';
  if (direction === 'forward') return `keep the inputs of ${op} where it is finite: clip them, or take a stable form such as logSumExp`;
  return `keep the inputs of ${op} away from where its slope is infinite: change the argument with where or clip, not the result`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
