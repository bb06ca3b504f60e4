import { type BinaryLanes, elementwise, type ReduceRun, type UnaryLanes } from '#simd';
import { apply } from './apply.ts';
import type { DType } from './dtype.ts';
import { type BinaryLoop, runAsLaid, runBinary, runUnary, type UnaryLoop } from './elementwise.ts';
import { DTypeError } from './errors.ts';
import type { Application, Op, Operand, Reader, Result, Signature } from './op.ts';
import { withDefaults } from './options.ts';
import { asCommon, asFloating, asTensor, asTensors } from './prepare.ts';
import { type LineKernel, type LineOrder, runReduce } from './reduction.ts';
import { broadcastShapes, normalizeAxes, type Shape, sameShape } from './shape.ts';
import type { Axes, Mismatch } from './shape-types.ts';
import type { ReduceOptions, Tensor, TensorLike } from './tensor.ts';

/** What `unary` needs to know. */
export interface UnaryDeclaration<Attrs> {
  /** The name that users type. */
  readonly name: string;
  /** What becomes of the operand's type. */
  readonly result: Result;
  /** The formula for one number. */
  readonly definition: (x: number, attrs: Attrs) => number;
  /** The innermost loop. */
  readonly kernel: UnaryLoop<Attrs>;
  /** The formula on SIMD registers, for large tensors of floating type; in float64 it gives the bits that the loop gives. */
  readonly simd?: UnaryLanes;
  /** Which attributes the formula on registers takes after its operand, all of them numbers. */
  readonly parameters?: readonly (keyof Attrs)[];
  /** Throws for a type of operands that the op cannot take. */
  readonly check?: (dtype: DType) => void;
  /** $\partial y / \partial x$, element by element: serves both directions. Absent: no gradient. */
  readonly derivative?: (at: { readonly x: Tensor; readonly y: Tensor; readonly attrs: Attrs }) => Tensor | number;
}

/** Declares an op that maps each element on its own: $y_i = f(x_i)$. */
export function unary<Attrs = undefined>(declaration: UnaryDeclaration<Attrs>): Op<Attrs> {
  const { name, result, definition, kernel, simd, parameters = [], check, derivative } = declaration;
  const fast = simd && elementwise(name, 1, simd, { plain: kernel, parameters, result });
  const chain = derivative && (({ inputs: [x], y, attrs }: Application<Attrs>, d: Tensor) => scale(d, derivative({ x, y, attrs })));
  return {
    name,
    definition: { kind: 'elementwise', value: ([x], attrs: Attrs) => definition(x, attrs) },
    prepare: (operands) => (result === 'floating' ? asFloating(name, operands) : asTensors(name, operands)),
    infer: ([x]) => {
      check?.(x.dtype);
      return { shape: x.shape, dtype: result === 'bool' ? 'bool' : x.dtype };
    },
    run: (inputs, attrs, out) => runAsLaid(inputs, out, ([x], laid) => fast?.([x], laid, attrs) ?? runUnary(kernel, x, attrs, laid)),
    vjp: (application, _, dy) => chain?.(application, dy),
    jvp: (application, _, dx) => chain?.(application, dx),
  };
}

/** A check that refuses bools, with what to use instead. */
export function refuseBool(where: string, fix: string): (dtype: DType) => void {
  return (dtype) => {
    if (dtype === 'bool')
      throw new DTypeError({ where, what: 'bools are no numbers here', expected: 'integers or fractions', got: 'bool', fix });
  };
}

/** What `binary` needs to know. */
export interface BinaryDeclaration {
  /** The name that users type. */
  readonly name: string;
  /** What becomes of the operands' common type. */
  readonly result: Result;
  /** The formula for two numbers. */
  readonly definition: (a: number, b: number) => number;
  /** The innermost loop. */
  readonly kernel: BinaryLoop;
  /** The formula on SIMD registers, for large operands of floating type; in float64 it gives the bits that the loop gives. A mask where the result is bool. */
  readonly simd?: BinaryLanes;
  /** Another loop for int32, where double precision would lose the low bits. */
  readonly int32Kernel?: BinaryLoop;
  /** Throws for a type of operands that the op cannot take. */
  readonly check?: (dtype: DType) => void;
  /** $\partial y / \partial a$ and $\partial y / \partial b$, element by element: each serves both directions. Absent: no gradient. */
  readonly derivative?: BinaryDerivatives;
}

/** The two partial derivatives of an op on pairs of elements. */
export interface BinaryDerivatives {
  /** $\partial y / \partial a$. Absent: no gradient. */
  readonly a?: BinaryDerivative;
  /** $\partial y / \partial b$. Absent: no gradient. */
  readonly b?: BinaryDerivative;
}

/** A partial derivative, from the operands and the output; a bare number where it is constant. */
export type BinaryDerivative = (at: { readonly a: Tensor; readonly b: Tensor; readonly y: Tensor }) => Tensor | number;

/** Declares an op that maps pairs of elements on their own, with broadcasting: $y_i = f(a_i, b_i)$. */
export function binary(declaration: BinaryDeclaration): Op<undefined> {
  const { name, result, definition, kernel, simd, int32Kernel, check, derivative } = declaration;
  const fast = simd && elementwise(name, 2, simd, { result });
  const chain = ({ inputs: [a, b], y }: Application<undefined>, index: number, d: Tensor) => {
    const slope = index === 0 ? derivative?.a : derivative?.b;
    return slope && scale(d, slope({ a, b, y }));
  };
  return {
    name,
    definition: { kind: 'elementwise', value: ([a, b]) => definition(a, b) },
    prepare: (operands) => (result === 'floating' ? asFloating(name, operands) : asCommon(name, operands)),
    infer: ([a, b]) => {
      check?.(a.dtype);
      return { shape: broadcastShapes(name, a.shape, b.shape), dtype: result === 'bool' ? 'bool' : a.dtype };
    },
    run: (inputs, _, out) => {
      const loop = out.dtype === 'int32' && int32Kernel !== undefined ? int32Kernel : kernel;
      const y = runAsLaid(inputs, out, ([a, b], laid) => fast?.([a, b], laid, undefined) ?? runBinary(loop, a, b, laid));
      return out.dtype === 'bool' && result === 'same' ? y.cast('uint8').cast('bool') : y; // 1 + 1 is true, not 2
    },
    vjp: (application, index, dy) => {
      const product = chain(application, index, dy);
      return product && unbroadcast(product, application.inputs[index].shape);
    },
    jvp: (application, index, dx) => {
      const product = chain(application, index, dx);
      return product && spread(product, application.y.shape);
    },
  };
}

/** $d \cdot f'$, where a derivative of ±1 costs no product. */
function scale(d: Tensor, derivative: Tensor | number): Tensor {
  if (derivative === 1) return d;
  return derivative === -1 ? d.neg() : d.mul(derivative);
}

function spread(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : x.broadcastTo(shape);
}

/** The adjoint of broadcasting: sums over the axes along which a tensor of `shape` was repeated to become `x`. */
export function unbroadcast(x: Tensor, shape: Shape): Tensor {
  if (sameShape(x.shape, shape)) return x;
  const missing = x.ndim - shape.length;
  const axes = x.shape.map((_, i) => i).filter((i) => i < missing || (shape[i - missing] === 1 && x.shape[i] !== 1));
  return x.sum(axes).reshape(shape);
}

/** What a reduction is told: the axes, counted from the front and ascending, and whether they stay with size 1. */
export interface ReduceAttrs {
  /** The axes that are reduced. */
  readonly axes: readonly number[];
  /** Whether they stay, with size 1. */
  readonly keepDims: boolean;
}

/** Applies a reduction along `axis`, or along all axes, after checking the option that all reductions share; `more` is what else the op is told. */
export function reduceAlong(op: Op<ReduceAttrs>, operand: TensorLike, axis: Axes, options: ReduceOptions | undefined): Tensor;
export function reduceAlong<More extends object>(
  op: Op<ReduceAttrs & More>,
  operand: TensorLike,
  axis: Axes,
  options: ReduceOptions | undefined,
  more: More,
): Tensor;
export function reduceAlong(
  op: Op<ReduceAttrs>,
  operand: TensorLike,
  axis: Axes,
  options: ReduceOptions | undefined,
  more?: object,
): Tensor {
  const x = asTensor(op.name, operand);
  const { keepDims } = withDefaults(op.name, { keepDims: false }, options);
  return apply(op, [x], { axes: normalizeAxes(op.name, axis, x.ndim), keepDims, ...more });
}

/** What `reduce` needs to know. */
export interface ReduceDeclaration<Attrs extends ReduceAttrs = ReduceAttrs> {
  /** The name that users type. */
  readonly name: string;
  /** The type of the result. */
  readonly dtype: (x: DType) => DType;
  /** The formula for one line. */
  readonly definition: (line: readonly number[], attrs: Attrs) => number;
  /** Reduces one line of neighbouring elements. */
  readonly kernel: LineKernel<Attrs>;
  /** In which order the kernel may see the elements of a line. @defaultValue 'whole' */
  readonly order?: LineOrder;
  /** The same in SIMD, or otherwise faster for some operands; it gives the bits that the kernel gives. */
  readonly simd?: ReduceRun<Attrs>;
  /** Throws where a line may not be empty. */
  readonly check?: (line: number) => void;
  /** What `dy` means for the input; it comes with the reduced axes in place, of size 1. */
  readonly vjp?: (at: ReduceContext & Attrs & { readonly dy: Tensor }) => Tensor;
  /** What the tangent `dx` means for the output. */
  readonly jvp?: (at: ReduceContext & Attrs & { readonly dx: Tensor }) => Tensor;
}

/** What the gradient rules of a reduction see, beside what it was told. */
export interface ReduceContext {
  /** The input. */
  readonly x: Tensor;
  /** The output. */
  readonly y: Tensor;
}

/** Declares an op that reduces the lines along some axes to one element each: $y = f(x_1, \dots, x_n)$. */
export function reduce<Attrs extends ReduceAttrs = ReduceAttrs>(declaration: ReduceDeclaration<Attrs>): Op<Attrs> {
  const { name, dtype, definition, kernel, order, simd, check, vjp, jvp } = declaration;
  return {
    name,
    definition: { kind: 'line', value: definition },
    prepare: (operands) => asTensors(name, operands),
    infer: ([x], { axes, keepDims }) => {
      check?.(axes.reduce((n, axis) => n * x.shape[axis], 1));
      return { shape: reducedShape(x.shape, axes, keepDims), dtype: dtype(x.dtype) };
    },
    run: ([x], attrs, out) => simd?.(x, attrs, out) ?? runReduce(kernel, x, attrs, out, order),
    vjp: ({ inputs: [x], y, attrs }, _, dy) => vjp?.({ x, y, ...attrs, dy: dy.reshape(reducedShape(x.shape, attrs.axes, true)) }),
    jvp: ({ inputs: [x], y, attrs }, _, dx) => jvp?.({ x, y, ...attrs, dx }),
  };
}

/** The shape that is left when `axes` are reduced. */
export function reducedShape(shape: Shape, axes: readonly number[], keepDims: boolean): Shape {
  return Object.freeze(keepDims ? shape.map((n, i) => (axes.includes(i) ? 1 : n)) : shape.filter((_, i) => !axes.includes(i)));
}

/** The inputs by name, the output and the attributes: what the gradient rules of a primitive see. */
export type Context<Name extends string, Attrs> = { readonly [N in Name]: Tensor } & Omit<Application<Attrs>, 'inputs'>;

/** `unknown`, or a {@link Mismatch} where an input would hide, or be hidden by, what the gradient rules see beside the inputs. */
type CheckNames<Name extends string> = [Extract<Name, 'y' | 'attrs' | 'dy' | 'dx'>] extends [never]
  ? unknown
  : Mismatch<`no input may be called ${Extract<Name, 'y' | 'attrs' | 'dy' | 'dx'>}`>;

/** What `primitive` needs to know. */
export interface PrimitiveDeclaration<Name extends string, Attrs> {
  /** The name that users type. */
  readonly name: string;
  /** The names of the inputs, as the gradient rules call them; `y`, `attrs`, `dy` and `dx` are taken. */
  readonly inputs: readonly Name[] & CheckNames<Name>;
  /** Turns operands into inputs; if absent, each stays in its own type. */
  readonly prepare?: (where: string, operands: readonly Operand[]) => readonly Tensor[];
  /** The shape and dtype rule: the one place that refuses inputs that do not fit. */
  readonly infer: (inputs: readonly Tensor[], attrs: Attrs) => Signature;
  /** Computes the values. */
  readonly run: (inputs: readonly Tensor[], attrs: Attrs, out: Signature) => Tensor;
  /** The output's element at an index. Absent where the op is defined by an equation it solves: its spec checks the residual. */
  readonly definition?: (index: readonly number[], inputs: readonly Reader[], attrs: Attrs) => number;
  /** One rule per differentiable input: what `dy` on the output means for it. */
  readonly vjp?: { readonly [N in Name]?: (at: Context<Name, Attrs> & { readonly dy: Tensor }) => Tensor };
  /** One rule per differentiable input: what its tangent `dx` means for the output. Contributions are added up. */
  readonly jvp?: { readonly [N in Name]?: (at: Context<Name, Attrs> & { readonly dx: Tensor }) => Tensor };
}

/** Declares an op of any other kind: movement, products, gathering, factorizations. */
export function primitive<Name extends string, Attrs = undefined>(declaration: PrimitiveDeclaration<Name, Attrs>): Op<Attrs> {
  const { name, inputs: names, prepare = asTensors, infer, run, definition, vjp, jvp } = declaration;
  return {
    name,
    definition: definition && { kind: 'element', value: definition },
    prepare: (operands) => prepare(name, operands),
    infer,
    run,
    vjp: (application, index, dy) => vjp?.[names[index]]?.({ ...context(names, application), dy }),
    jvp: (application, index, dx) => jvp?.[names[index]]?.({ ...context(names, application), dx }),
  };
}

function context<Name extends string, Attrs>(names: readonly Name[], { inputs, y, attrs }: Application<Attrs>): Context<Name, Attrs> {
  // The names are only known to the type of the declaration: this is the one place that turns positions into names.
  const named = Object.fromEntries(names.map((name, i) => [name, inputs[i]])) as { [N in Name]: Tensor };
  return { ...named, y, attrs };
}
