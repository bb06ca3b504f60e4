import { DTypeError, fromFunction, mT, ShapeError, tensor, transpose } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('transpose', {
  cases: (draw) => {
    const x = draw.tensor();
    const axes = x.shape.map((_, i) => i);
    const reversed = draw.boolean();
    const turn = draw.integer(0, x.ndim);
    const order = [...axes.slice(turn), ...axes.slice(0, turn)];
    return { inputs: [x], call: reversed ? (v) => transpose(v) : (v) => transpose(v, order) };
  },
  invalid: [
    // @ts-expect-error axis 1 is left out
    [() => transpose(tensor([[1]]), [0, 0]), ShapeError],
    // @ts-expect-error axes for ndim 1: ndim is 2
    [() => transpose(tensor([[1]]), [0]), ShapeError],
    // @ts-expect-error axis 1 is left out
    [() => transpose(tensor([[1]]), [0, 2]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => transpose('a'), DTypeError],
  ],
});

describeOp(mT, {
  cases: (draw) => ({ inputs: [draw.tensor({ minRank: 2 })] }),
  reference: (x) => {
    const turned = (list: readonly number[]): number[] => [...list.slice(0, -2), list[list.length - 1], list[list.length - 2]];
    return fromFunction(turned(x.shape), (...i) => reader(x)(...turned(i)));
  },
  invalid: [[() => mT(tensor([1, 2])), ShapeError]],
});

it('transpose is a view: it shares the elements', () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  expect(transpose(x).strides).toEqual([1, 3]);
  expect(transpose(x).T.toArray()).toEqual(x.toArray());
});
