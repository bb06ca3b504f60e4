import { type Tensor, tensor, wrap, zerosLike } from '@hml/tensor';
import { assertClose } from '@hml/testing';
import reference from '../fixtures/densities.json' with { type: 'json' };

/** The tables of reference values: one row for each point, its parameters and the value. */
export const { scipy, exact } = reference;

/** Compares a density, which gets the columns of a table but the last, with that. JSON has texts for the infinities. */
export function checkTable(
  rows: readonly (readonly (number | string)[])[],
  density: (...columns: Tensor[]) => Tensor,
  { rtol = 1e-12, atol = 0 } = {},
): void {
  const columns = rows[0].map((_, k) => tensor(rows.map((row) => Number(row[k]))));
  assertClose(density(...columns.slice(0, -1)), columns[columns.length - 1], { rtol, atol });
}

/** A formula for numbers, applied to tensors that broadcast. */
export function byElement(formula: (...numbers: number[]) => number): (...inputs: Tensor[]) => Tensor {
  return (...inputs) => {
    const { shape } = inputs.map((x) => zerosLike(x)).reduce((a, b) => a.add(b));
    const columns = inputs.map((x) => x.broadcastTo(shape).toTypedArray());
    return wrap(
      Float64Array.from(columns[0], (_, i) => formula(...columns.map((column) => column[i]))),
      shape,
    );
  };
}

/** A formula for rows of numbers, applied to tensors whose other axes broadcast. */
export function byRow(formula: (...rows: number[][]) => number): (...inputs: Tensor[]) => Tensor {
  return (...inputs) => {
    const { shape } = inputs.map((x) => zerosLike(x)).reduce((a, b) => a.add(b));
    const K = shape[shape.length - 1];
    const columns = inputs.map((x) => [...x.broadcastTo(shape).toTypedArray()]);
    const n = columns[0].length / K;
    return wrap(
      Float64Array.from({ length: n }, (_, i) => formula(...columns.map((column) => column.slice(i * K, (i + 1) * K)))),
      shape.slice(0, -1),
    );
  };
}
