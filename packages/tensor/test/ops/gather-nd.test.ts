import { DTypeError, fromFunction, gatherNd, ShapeError, stack, type Tensor, tensor, zeros } from '@hml/tensor';
import { describeOp, reader } from '@hml/testing';
import { expect, it } from 'vitest';

describeOp('gatherNd', {
  cases: (draw) => {
    const x = draw.tensor({ minSide: 1 });
    const d = draw.integer(0, x.ndim);
    const lead = draw.shape({ maxRank: 2 });
    const columns = x.shape.slice(0, d).map((n) => draw.tensor({ shape: lead, min: -n, max: n - 1, dtype: 'int32' }));
    const tuples = d === 0 ? draw.tensor({ shape: [...lead, 0], dtype: 'int32' }) : stack(columns, -1);
    const reference = (v: Tensor, indices: Tensor): Tensor =>
      fromFunction([...lead, ...v.shape.slice(d)], (...i) => {
        const [place, within] = [i.slice(0, lead.length), i.slice(lead.length)];
        const tuple = v.shape.slice(0, d).map((n, axis) => (reader(indices)(...place, axis) + n) % n);
        return reader(v)(...tuple, ...within);
      });
    return { inputs: [x, tuples], call: (v, i) => gatherNd(v, i), reference };
  },
  invalid: [
    [() => gatherNd(zeros([2, 2]), [[0, 2]]), ShapeError],
    [() => gatherNd(zeros([2, 2]), [[-3, 0]]), ShapeError],
    [() => gatherNd(zeros([2, 2]), [[0, 0], [1]]), ShapeError],
    [() => gatherNd(zeros([2]), [[0, 0]]), ShapeError],
    [() => gatherNd(zeros([2]), tensor(0, { dtype: 'int32' })), ShapeError],
    [() => gatherNd(zeros([2]), [[0.5]]), DTypeError],
    [() => gatherNd(zeros([2]), tensor([[0]])), DTypeError],
    // @ts-expect-error a tuple is a list
    [() => gatherNd(zeros([2]), [0]), ShapeError],
    // @ts-expect-error text is no tensor
    [() => gatherNd('a', [[0]]), DTypeError],
  ],
});

it('gatherNd keeps the axes that the tuples do not speak of, and the axes of the tuples', () => {
  expect(gatherNd(zeros([2, 3, 4]), zeros([5, 6, 2], { dtype: 'int32' })).shape).toEqual([5, 6, 4]);
  expect(gatherNd(zeros([2, 3]), []).shape).toEqual([0]);
});
