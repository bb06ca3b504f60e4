import { type Tensor, tensor, wrap, zeros } from '@hml/tensor';
import { assertSame, compacted, Draw, expanded, layouts, relaid, runs } from '@hml/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const matrix = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);

for (const layout of layouts) {
  describe(`relaid(x, '${layout}')`, () => {
    it('keeps shape, dtype and elements, for every rank and dtype', () => {
      const property = fc.property(fc.gen(), (generate) => {
        const draw = new Draw(generate);
        const x = draw.tensor({ dtype: draw.pick(['float64', 'float32', 'int32', 'uint8', 'bool']), min: 0 });
        assertSame(relaid(x, layout), x);
      });
      fc.assert(property, runs(100));
    });

    it('puts the elements elsewhere in memory', () => {
      const place = (x: Tensor): unknown => [x.strides, x.offset];
      expect(place(relaid(matrix, layout))).not.toEqual(place(matrix));
      expect(relaid(matrix, layout).contiguous).toBe(false);
    });
  });
}

it('relaid gives each layout its own strides', () => {
  expect(relaid(matrix, 'transposed').strides).toEqual([1, 2]);
  expect(relaid(matrix, 'reversed').strides).toEqual([-3, -1]);
  expect(relaid(matrix, 'stepped').strides).toEqual([18, 2]);
  expect([relaid(matrix, 'offset').strides, relaid(matrix, 'offset').offset]).toEqual([[6, 1], 14]);
});

it('compacted lies row by row from the start, whatever it was made from', () => {
  for (const layout of layouts) {
    const x = compacted(relaid(matrix, layout));
    expect([x.strides, x.offset, x.contiguous]).toEqual([[3, 1], 0, true]);
    assertSame(x, matrix);
  }
});

it('expanded repeats the first element along every axis without storing it twice', () => {
  const x = expanded(matrix);
  expect([x.strides, x.toArray()]).toEqual([
    [0, 0],
    [
      [1, 1, 1],
      [1, 1, 1],
    ],
  ]);
  expect(expanded(wrap(Int32Array.of(7), [])).item()).toBe(7);
  expect(expanded(zeros([2, 0])).shape).toEqual([2, 0]);
});
