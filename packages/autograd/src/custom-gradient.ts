import { type Tensor, zerosLike } from '@hml/tensor';
import { type Application, asTensor, checkOptions, type GradientRules, innermost, nodeOn, note, untaped } from '@hml/tensor/extend';
import { noGrad } from './no-grad.ts';
import { checkLike } from './recording.ts';
import { type GradOf, leavesOf, refill, type TangentOf, type Tree, type TreesOf, tapedArguments } from './tree.ts';

/** The rules of a {@link customGradient}. They are made of ops, so they can be differentiated again. */
export interface CustomRules<Args extends readonly unknown[], Y extends Tensor> {
  /** What errors call the function. @defaultValue the name of the function */
  readonly name?: string;
  /** What `dy` on the result means for each argument: one cotangent for each, nested and shaped like it. */
  readonly vjp: (at: CustomContext<Args, Y> & { readonly dy: Tensor }) => TangentOf<Args>;
  /** What tangents `dx` of the arguments mean for the result; it has to be linear in them. Absent: no forward mode. */
  readonly jvp?: (at: CustomContext<Args, Y> & { readonly dx: GradOf<Args> }) => Tensor;
}

/** What the rules of a {@link customGradient} see. */
export interface CustomContext<Args extends readonly unknown[], Y extends Tensor> {
  /** The arguments, with tensors in place of cells. */
  readonly inputs: GradOf<Args>;
  /** The result. */
  readonly y: Y;
}

/**
 * `f` with a gradient of your own: for a form that is stable where the derived one is not, or for one that is wanted to differ.
 *
 * $$ y = f(x), \qquad \bar x := \mathtt{vjp}(x, y, \bar y), \qquad \dot y := \mathtt{jvp}(x, y, \dot x) $$
 *
 * Shapes: each argument is a tensor, a cell or a nesting of them; the result is a tensor. What `f` reads besides its arguments counts as
 * constant. Second derivatives are those of the rules. Traces see the ops of `f` and of the rules that were used.
 *
 * @throws ShapeError, by the name of the function, when a rule returns cotangents or a tangent that do not fit; NotDifferentiableError in forward mode without `jvp`.
 * @example
 * import { customGradient, grad } from '@hml/autograd';
 * import { clip, mul, sum, type Tensor, tensor } from '@hml/tensor';
 * const clipGradient = customGradient((x: Tensor) => x, { name: 'clipGradient', vjp: ({ dy }) => [clip(dy, -1, 1)] });
 * grad((x) => sum(mul(clipGradient(x), tensor([0.5, 10]))))(tensor([1, 2])).toArray() // [0.5, 1]
 */
export function customGradient<Args extends readonly [Tree, ...Tree[]], Y extends Tensor>(
  f: (...args: Args) => Y,
  rules: CustomRules<Args, Y>,
): (...args: Args) => Y;
export function customGradient<Args extends TreesOf<Args>, Y extends Tensor>(
  f: (...args: Args) => Y,
  rules: CustomRules<Args, Y>,
): (...args: Args) => Y;
export function customGradient(f: (...args: unknown[]) => Tensor, rules: Rules): (...args: Arguments) => Tensor {
  checkOptions('customGradient', rules, ['name', 'vjp', 'jvp']);
  const name = rules.name ?? (f.name || 'customGradient');
  return (...args) => {
    const call = (inputs: readonly Tensor[]): Tensor =>
      untaped(
        asTensor(
          name,
          noGrad(() => f(...tapedArguments(name, args, inputs))),
        ),
      );
    const inputs = leavesOf(name, args).map((x) => asTensor(name, x));
    return through(inputs, () => rulesOf(name, args, rules), call);
  };
}

/** One argument or more, of which nothing else is known. */
type Arguments = readonly [Tree, ...Tree[]];
type Rules = CustomRules<Arguments, Tensor>;

/** Computes beneath all tapes that the inputs are on, and notes the result on each of them. */
function through(inputs: readonly Tensor[], rules: () => GradientRules, call: (inputs: readonly Tensor[]) => Tensor): Tensor {
  const tape = innermost(inputs);
  if (tape === undefined) return call(inputs);
  const beneath = inputs.map((x) => nodeOn(tape, x)?.value ?? x);
  return note(tape, rules(), undefined, inputs, beneath, through(beneath, rules, call));
}

/** The rules of one call, for one tape: of all inputs at once, where a walk asks for one after the other. */
function rulesOf(name: string, args: Arguments, { vjp, jvp }: Rules): GradientRules {
  const cotangents = new WeakMap<Tensor, readonly Tensor[]>();
  const all = ({ inputs, y }: Application, dy: Tensor): readonly Tensor[] => {
    const given = leavesOf(name, vjp({ inputs: refill(name, args, inputs), y, dy }));
    checkLike(name, 'vjp gave cotangents that do not fit the arguments', given, inputs);
    return given.map((x, i) => asTensor(name, x).cast(inputs[i].dtype));
  };
  return {
    name,
    vjp: (application, index, dy) => {
      const known = cotangents.get(dy) ?? all(application, dy);
      cotangents.set(dy, known);
      return known[index];
    },
    jvp: ({ inputs, y }, index, dx) => {
      if (jvp === undefined) return undefined;
      const moved = inputs.map((x, i) => (i === index ? dx : zerosLike(x)));
      const dy = jvp({ inputs: refill(name, args, inputs), y, dx: refill(name, args, moved) });
      checkLike(name, 'jvp gave a tangent that does not fit the result', [dy], [y]);
      return dy.cast(y.dtype);
    },
  };
}
