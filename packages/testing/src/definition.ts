import type { DType, Shape, Tensor, TypedArray } from '@hml/tensor';
import type { Op, Reader } from '@hml/tensor/extend';

/** What the definition of an op says about these inputs; undefined when it has none. */
export function byDefinition(op: Op, inputs: readonly Tensor[], attrs: unknown, y: Tensor): Tensor | undefined {
  const { definition } = op;
  if (definition === undefined) return undefined;
  const readers = inputs.map(reader);
  const element = (index: readonly number[]): number => {
    if (definition.kind === 'element') return definition.value(index, readers, attrs);
    if (definition.kind === 'elementwise')
      return definition.value(
        readers.map((x) => broadcastElement(x, index)),
        attrs,
      );
    return definition.value(lineAt(readers[0], index, axesOf(attrs), y.shape), attrs);
  };
  const values = indices(y.shape).map(element);
  return y.like(stored(values, y.dtype), y.shape, y.dtype);
}

/** Numbers as an array of this type keeps them: float32 rounds, integers wrap around, bools are 0 or 1. */
function stored(values: readonly number[], dtype: DType): TypedArray {
  if (dtype === 'float64') return Float64Array.from(values);
  if (dtype === 'float32') return Float32Array.from(values);
  if (dtype === 'int32') return Int32Array.from(values);
  return Uint8Array.from(values, (value) => (dtype === 'bool' ? Number(value !== 0) : value));
}

/** Every index of a shape, row by row. */
function indices(shape: Shape): number[][] {
  return shape.reduce<number[][]>((all, n) => all.flatMap((index) => Array.from({ length: n }, (_, i) => [...index, i])), [[]]);
}

/** The elements of a tensor by their index: what definitions, and references of compositions, are written with. */
export function reader(x: Tensor): Reader {
  const values = x.toTypedArray();
  const { shape, dtype } = x;
  const read = (...index: number[]): number => values[shape.reduce((at, n, axis) => at * n + index[axis], 0)];
  return Object.assign(read, { shape, dtype });
}

function broadcastElement(x: Reader, index: readonly number[]): number {
  const missing = index.length - x.shape.length;
  return x(...x.shape.map((n, axis) => (n === 1 ? 0 : index[axis + missing])));
}

/** The axes that a reduction was told. */
function axesOf(attrs: unknown): readonly number[] {
  if (typeof attrs === 'object' && attrs !== null && 'axes' in attrs && Array.isArray(attrs.axes)) return attrs.axes;
  throw new Error('a reduction without axes among its attributes');
}

/** The elements that are reduced to the output's element at `index`. */
function lineAt(x: Reader, index: readonly number[], axes: readonly number[], outShape: Shape): number[] {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const keepDims = outShape.length === x.shape.length;
  return indices(axes.map((axis) => x.shape[axis])).map((within) => {
    const at = x.shape.map((_, axis) => (axes.includes(axis) ? within[axes.indexOf(axis)] : index[keepDims ? axis : kept.indexOf(axis)]));
    return x(...at);
  });
}
