import type { RowsRun } from '#simd';
import { allocate, type DType, type TypedArray } from './dtype.ts';
import { compact } from './elementwise.ts';
import { permuted } from './layout.ts';
import type { Application, Op } from './op.ts';
import { asFloating, asTensors } from './prepare.ts';
import { rowMajor } from './shape.ts';
import type { Tensor } from './tensor.ts';

/** Makes of `n` neighbouring elements as many others. */
export type LinesKernel<Attrs> = (n: number, x: TypedArray, xOffset: number, y: TypedArray, yOffset: number, attrs: Attrs) => void;

/** What an op that works along an axis is told: the axis, counted from the front. */
export interface LinesAttrs {
  /** The axis along which the lines lie. */
  readonly axis: number;
}

/** What the gradient rules of an op along an axis see. */
export type LinesContext<Attrs> = Attrs & {
  /** The input. */
  readonly x: Tensor;
  /** The output. */
  readonly y: Tensor;
};

/** What `lines` needs to know. */
export interface LinesDeclaration<Attrs extends LinesAttrs> {
  /** The name that users type. */
  readonly name: string;
  /** The type of the result; `floating` computes in the type of the input or in float64 where it holds no fractions. */
  readonly dtype: 'floating' | ((x: DType) => DType);
  /** The formula for one line. */
  readonly definition: (line: readonly number[], attrs: Attrs) => readonly number[];
  /** Computes one line. */
  readonly kernel: LinesKernel<Attrs>;
  /** All lines in SIMD, for large tensors of floating type; in float64 it gives the bits that the kernel gives. */
  readonly simd?: RowsRun;
  /** What `dy` means for the input. */
  readonly vjp?: (at: LinesContext<Attrs> & { readonly dy: Tensor }) => Tensor;
  /** What the tangent `dx` means for the output. */
  readonly jvp?: (at: LinesContext<Attrs> & { readonly dx: Tensor }) => Tensor;
}

/** Declares an op that makes of each line along an axis another of the same length: $(y_1, \dots, y_n) = f(x_1, \dots, x_n)$. */
export function lines<Attrs extends LinesAttrs = LinesAttrs>(declaration: LinesDeclaration<Attrs>): Op<Attrs> {
  const { name, dtype, definition, kernel, simd, vjp, jvp } = declaration;
  const context = ({ inputs: [x], y, attrs }: Application<Attrs>): LinesContext<Attrs> => ({ ...attrs, x, y });
  return {
    name,
    definition: {
      kind: 'element',
      value: (index, [x], attrs: Attrs) => {
        const { axis } = attrs;
        const line = Array.from({ length: x.shape[axis] }, (_, i) => x(...index.with(axis, i)));
        return definition(line, attrs)[index[axis]];
      },
    },
    prepare: (operands) => (dtype === 'floating' ? asFloating(name, operands) : asTensors(name, operands)),
    infer: ([x]) => ({ shape: x.shape, dtype: dtype === 'floating' ? x.dtype : dtype(x.dtype) }),
    run: ([x], attrs, out) => runLines(kernel, x, attrs, out.dtype, simd),
    vjp: (application, _, dy) => vjp?.({ ...context(application), dy }),
    jvp: (application, _, dx) => jvp?.({ ...context(application), dx }),
  };
}

/**
 * Computes the lines of `x` one after the other. They are laid out in one piece first where they are not, and the result is
 * a view in which they still are: nothing walks through memory in strides but one copy.
 */
export function runLines<Attrs extends LinesAttrs>(
  kernel: LinesKernel<Attrs>,
  x: Tensor,
  attrs: Attrs,
  dtype: DType,
  simd?: RowsRun,
): Tensor {
  const { axis } = attrs;
  const order = [...x.shape.keys()].filter((i) => i !== axis).concat(axis);
  const moved = permuted(x, order);
  const laid = rowMajor(moved.shape);
  const back = x.shape.map((_, i) => laid[order.indexOf(i)]);
  const inLines = compact(moved);
  const n = x.shape[axis];
  const done = simd?.(inLines, x.size / n, n);
  if (done !== undefined) return x.like(done, x.shape, dtype, back);
  const ys = allocate(dtype, x.size);
  const { data, offset } = inLines;
  for (let at = 0; at < x.size; at += n) kernel(n, data, offset + at, ys, at, attrs);
  return x.like(ys, x.shape, dtype, back);
}
