import { add, matmul, sum, type Tensor, tensor } from '@hml/tensor';
import { type Op, trace } from '@hml/tensor/extend';
import { byDefinition } from '@hml/testing';
import { expect, it } from 'vitest';

/** The last op that a call applies, and what it is told. */
function lastOp(call: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): { op: Op; attrs: unknown } {
  const node = trace(call, inputs).nodes.at(-1);
  if (node?.kind !== 'op') throw new Error('no op');
  return node;
}

/** What the definition says about a call. */
function defined(call: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): unknown {
  const { op, attrs } = lastOp(call, inputs);
  return byDefinition(op, inputs, attrs, call(...inputs))?.toArray();
}

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

it('byDefinition broadcasts elementwise definitions', () => {
  expect(defined(add, [tensor([[1], [2]]), tensor([10, 20])])).toEqual([
    [11, 21],
    [12, 22],
  ]);
});

it('byDefinition reduces the lines along the axes, kept or dropped', () => {
  expect(defined((v) => sum(v, 0), [x])).toEqual([5, 7, 9]);
  expect(defined((v) => sum(v, -1, { keepDims: true }), [x])).toEqual([[6], [15]]);
  expect(defined((v) => sum(v), [x])).toBe(21);
});

it('byDefinition asks for each element by its index', () => {
  expect(defined(matmul, [x, tensor([[1], [10], [100]])])).toEqual([[321], [654]]);
});

it('byDefinition stores what the dtype can hold: int32 wraps around, float32 rounds', () => {
  const big = tensor([2147483647], { dtype: 'int32' });
  expect(defined(add, [big, big])).toEqual([-2]);
  expect(defined(add, [tensor([0.1], { dtype: 'float32' }), tensor([0.2], { dtype: 'float32' })])).toEqual([Math.fround(0.1 + 0.2)]);
});

it('byDefinition has nothing to say of an op without a definition', () => {
  const { op } = lastOp((v) => v.add(1), [x]);
  expect(byDefinition({ ...op, definition: undefined }, [x], undefined, x)).toBeUndefined();
});
