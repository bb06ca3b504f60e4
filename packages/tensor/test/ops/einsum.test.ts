import { DataError, DTypeError, einsum, ShapeError, type Tensor, tensor, zeros } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { assertClose, describeOp } from '@hml/testing';
import { expect, it } from 'vitest';
import { byLetters } from './by-letters.ts';

const equations = [
  'ij,jk->ik',
  'ij->ji',
  'ii->',
  'ii->i',
  'iji->j',
  'iii',
  'ij',
  'ij,ij->',
  'i,j->ij',
  'bij,bjk->bik',
  'ij,jk,kl->il',
  'ij,ik,i->jk',
  'i,ij,j->',
  '...ij,...jk->...ik',
  '...i,i',
  'i...->...',
  ',i->i',
  'ij,kl->',
];

describeOp('einsum', {
  cases: (draw) => {
    const equation = draw.pick(equations);
    const sizes = new Map([...'bijkl'].map((letter) => [letter, draw.integer(0, 3)]));
    const dots = draw.shape({ maxRank: 2 });
    const shapes = equation
      .split('->')[0]
      .split(',')
      .map((part) => part.replace('...', '_'));
    const inputs = shapes.map((part) =>
      draw.tensor({
        shape: [...part].flatMap((letter) => (letter === '_' ? dots.slice(draw.integer(0, dots.length)) : (sizes.get(letter) ?? 1))),
      }),
    );
    return { inputs, call: (...operands) => einsum(equation, ...operands), reference: (...operands) => byLetters(equation, operands) };
  },
  tolerance: { rtol: 4e-15, atol: 1e-13 },
  specials: false,
  invalid: [
    [() => einsum('ij,jk->ik', zeros([2, 3]), zeros([4, 2])), ShapeError],
    [() => einsum('ij->ik', zeros([2, 3])), ShapeError],
    [() => einsum('ij->ii', zeros([2, 3])), ShapeError],
    [() => einsum('ij', zeros([2])), ShapeError],
    [() => einsum('i...', zeros([]) as Tensor), ShapeError],
    [() => einsum('i,j', zeros([2])), ShapeError],
    [() => einsum('i'), ShapeError],
    [() => einsum('i->i->i', zeros([2])), ShapeError],
    [() => einsum('i+j', zeros([2])), ShapeError],
    [() => einsum('i,i', tensor([2000000000], { dtype: 'int32' }), tensor([2], { dtype: 'int32' })), DataError],
    // @ts-expect-error a tensor is no equation
    [() => einsum(zeros([2])), DTypeError],
    // @ts-expect-error text is no tensor
    [() => einsum('i', 'a'), DTypeError],
  ],
});

const a = tensor([
  [1, 2],
  [3, 4],
]);

/** The sum over all letters, term by term. */
function byHand(equation: string, operands: readonly Tensor[]): Tensor {
  const [left, output] = equation.split('->');
  const parts = left.split(',');
  const sizes = new Map(parts.flatMap((part, i) => [...part].map((letter, axis) => [letter, operands[i].shape[axis]] as const)));
  const others = [...sizes.keys()].filter((letter) => !output.includes(letter));
  const all = (letters: readonly string[]): Map<string, number>[] =>
    letters.reduce<Map<string, number>[]>(
      (found, letter) => found.flatMap((at) => Array.from({ length: sizes.get(letter) ?? 0 }, (_, i) => new Map([...at, [letter, i]]))),
      [new Map()],
    );
  const term = (at: Map<string, number>): number =>
    parts.reduce((product, part, i) => product * Number(operands[i].at(...[...part].map((letter) => at.get(letter) ?? 0)).item()), 1);
  const values = all([...output]).map((at) => all(others).reduce((total, rest) => total + term(new Map([...at, ...rest])), 0));
  return tensor(values).reshape([...output].map((letter) => sizes.get(letter) ?? 0));
}

it('einsum equals the sum over all letters, term by term', () => {
  const value = (shape: number[]): Tensor =>
    tensor(Array.from({ length: shape.reduce((n, m) => n * m, 1) }, (_, i) => ((i * 37) % 11) - 5)).reshape(shape);
  const check = (equation: string, ...shapes: number[][]): void =>
    assertClose(einsum(equation, ...shapes.map(value)), byHand(equation, shapes.map(value)), { rtol: 1e-14 });
  check('ij,jk,kl->li', [2, 3], [3, 4], [4, 2]);
  check('ij,ik,il->jkl', [3, 2], [3, 4], [3, 2]);
  check('abcd,cdef,ea->bf', [2, 3, 2, 3], [2, 3, 2, 4], [2, 2]);
  check('iij,jk->ki', [3, 3, 2], [2, 4]);
  check('bhqd,bhkd->bhqk', [2, 2, 3, 4], [2, 2, 5, 4]);
  check('ij,kl->', [2, 3], [3, 2]);
});

it('einsum without an arrow keeps the letters that occur once, in alphabetical order', () => {
  expect(einsum('ba', a).toArray()).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(einsum('ij,jk', a, a).toArray()).toEqual([
    [7, 10],
    [15, 22],
  ]);
  expect(einsum('ii', a).item()).toBe(5);
});

it('einsum broadcasts the axes of the ellipsis, and letters of size 1', () => {
  expect(einsum('...ij,...jk->...ik', zeros([5, 1, 2, 3]), zeros([4, 3, 6])).shape).toEqual([5, 4, 2, 6]);
  expect(einsum('i...', zeros([2, 3, 4])).shape).toEqual([3, 4, 2]);
  expect(einsum('ij,ij->ij', a, tensor([[10, 100]])).toArray()).toEqual([
    [10, 200],
    [30, 400],
  ]);
});

it('einsum contracts first what makes the result smallest', () => {
  const graph = trace((x, y, z) => einsum('ij,jk,k->i', x, y, z), [zeros([50, 40]), zeros([40, 30]), zeros([30])]);
  const sizes = graph.nodes.flatMap((node) => (node.kind === 'op' && node.op.name === 'matmul' ? [node.shape] : []));
  expect(sizes).toEqual([
    [1, 40, 1],
    [1, 50, 1],
  ]);
});

it('einsum sums integers in int32', () => {
  expect(einsum('i->', tensor([200, 100], { dtype: 'uint8' })).dtype).toBe('int32');
});
