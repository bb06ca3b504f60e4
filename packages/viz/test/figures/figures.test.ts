import { DataError, type HmlError, OptionError, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { describeFigure } from '../../src/figures/describe-figure.ts';
import { sidesOf } from '../../src/figures/sides.ts';
import { contour, diagram, type Figure, grid, histogram, type Layer, line, overlay, scatter, surface } from '../../src/index.ts';

/** The error that a call throws, for its fields. */
function thrown(call: () => unknown): HmlError {
  try {
    call();
  } catch (error) {
    if (error instanceof DataError || error instanceof OptionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const points = (layer: Layer) => (layer.kind === 'scatter' || layer.kind === 'line' ? [[...layer.x], [...layer.y]] : []);

describe('scatter', () => {
  it('copies the points and leaves out what is not finite', () => {
    const y = Float64Array.of(1, NaN, Infinity, 4);
    const figure = scatter([1, 2, 3, 4], y);
    y[0] = 99;
    expect(points(figure.layers[0])).toEqual([
      [1, 4],
      [1, 4],
    ]);
    expect(figure.leftOut).toBe(2);
    expect(describeFigure(figure)).toContain('Left out because not finite: 2');
  });

  it('makes a layer per group, in order of first appearance', () => {
    const { layers } = scatter([1, 2, 3], [4, 5, 6], { groups: ['b', 'a', 'b'] });
    expect(layers.map((layer) => layer.label)).toEqual(['b', 'a']);
    expect(points(layers[0])).toEqual([
      [1, 3],
      [4, 6],
    ]);
  });

  it('refuses lengths that differ', () => {
    expect(thrown(() => scatter([1, 2], [1])).got).toBe('2 x and 1 y');
    expect(thrown(() => scatter([1, 2], [1, 2], { groups: [0] })).what).toBe('groups and points differ in number');
  });

  it('refuses data of which nothing can be drawn', () => {
    expect(thrown(() => scatter([NaN], [1])).got).toBe('1 values, all NaN or infinite');
    expect(thrown(() => scatter([], [])).got).toBe('no values');
  });

  it('refuses unknown options and axis types', () => {
    // @ts-expect-error misspelt
    expect(thrown(() => scatter([1], [1], { colour: 'red' })).expected).toContain('color');
    // @ts-expect-error no such axis
    expect(thrown(() => scatter([1], [1], { xType: 'cubic' }))).toBeInstanceOf(OptionError);
  });

  it('gives plain frozen data', () => {
    const figure = scatter([1], [2], { title: 'One' });
    expect([figure, figure.layers, figure.layers[0]].every(Object.isFrozen)).toBe(true);
    expect(structuredClone(figure)).toEqual(figure);
  });
});

describe('line', () => {
  it('keeps a place for what is not finite, so that the line breaks there', () => {
    expect(points(line([1, 2, 3], [4, NaN, 6]).layers[0])).toEqual([
      [1, NaN, 3],
      [4, NaN, 6],
    ]);
  });

  it('refuses zero or less on a logarithmic axis', () => {
    const error = thrown(() => line([1, 2], [0, 5], { yType: 'log' }));
    expect([error.got, error.expected]).toEqual(['0', 'positive values along y']);
  });
});

describe('contour', () => {
  const x = [0, 0.1, 0.2];
  const z = [
    [1, 2, 3],
    [4, 5, 11],
  ];

  it('keeps the heights row by row, and spaces nine thresholds between their ends', () => {
    const [layer] = contour(x, [0, 1], z).layers;
    if (layer.kind !== 'contour') throw new Error(layer.kind);
    expect([...layer.z]).toEqual([1, 2, 3, 4, 5, 11]);
    expect([...layer.thresholds]).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(contour(tensor(x), tensor([0, 1]), tensor(z)).layers).toEqual(contour(x, [0, 1], z).layers);
  });

  it('leaves a hole where a height is not finite, and describes itself', () => {
    const figure = contour(x, [0, 1], [z[0], [NaN, Infinity, 1]], { thresholds: [2], filled: true, label: 'loss' });
    expect(figure.leftOut).toBe(2);
    expect(describeFigure(figure)).toContain('ground tinted above 2 (loss). Horizontal: x from 0 to 0.2');
  });

  it('refuses grids that are uneven or do not fit', () => {
    expect(thrown(() => contour([0, 1, 3], [0, 1], z)).what).toBe('x is not evenly spaced');
    expect(thrown(() => contour(x, [1], z)).what).toBe('y is not evenly spaced');
    expect(thrown(() => contour(x, [1, 0], z)).fix).toBe('linspace(low, high, n)');
    for (const wrong of [
      [[1, 2, 3]],
      [[1, 2, 3], [1]],
      tensor([[1, 2]]),
      [
        [NaN, NaN, NaN],
        [NaN, NaN, NaN],
      ],
    ])
      expect(thrown(() => contour(x, [0, 1], wrong)).expected).toContain('z [2, 3]');
    // @ts-expect-error misspelt
    expect(thrown(() => contour(x, [0, 1], z, { fill: true })).fix).toBe("did you mean 'filled'?");
  });
});

describe('diagram', () => {
  const boxes = [
    { id: 'x', lines: ['x', '3'], group: 'input' },
    { id: 1, lines: ['mul'], group: 'op' },
  ];

  it('lays boxes out along the arrows: from left to right, and from top to bottom', () => {
    const figure = diagram(boxes, [
      { from: 'x', to: 1 },
      { from: 'x', to: 1 },
    ]);
    const [layer] = figure.layers;
    if (layer.kind !== 'diagram') throw new Error(layer.kind);
    const [[a, b], [c, d]] = [layer.wide.boxes, layer.tall.boxes];
    expect(a.x + a.width / 2).toBeLessThan(b.x - b.width / 2);
    expect(c.y + c.height / 2).toBeLessThan(d.y - d.height / 2);
    expect(layer.wide.arrows.length).toBe(2);
    expect([a.color, b.color]).toEqual([0, 1]);
    expect(describeFigure(figure)).toBe('2 boxes and 2 arrows: x, 3; mul.');
    expect(structuredClone(figure)).toEqual(figure);
  });

  it('refuses what is no graph, and axes', () => {
    expect(thrown(() => diagram([], [])).what).toBe('there is nothing to draw');
    expect(thrown(() => diagram([boxes[0], boxes[0]], [])).got).toBe("the text 'x'");
    expect(thrown(() => diagram(boxes, [{ from: 'x', to: 'y' }])).got).toBe('x → y');
    expect(thrown(() => Reflect.apply(diagram, undefined, [boxes])).what).toBe('boxes and arrows are no lists');
    // @ts-expect-error a diagram has no axes
    expect(thrown(() => diagram(boxes, [], { xLabel: 'x' })).what).toBe('a diagram has no axes');
  });
});

describe('grid', () => {
  const parts = [histogram([1, 2, NaN], { title: 'size' }), scatter([1], [2])];

  it('keeps its figures in order, and counts what they leave out', () => {
    const figure = grid(parts, { title: 'Both', nColumns: 2 });
    const [layer] = figure.layers;
    if (layer.kind !== 'grid') throw new Error(layer.kind);
    expect(layer.figures).toEqual(parts);
    expect([layer.nColumns, figure.title, figure.leftOut]).toEqual([2, 'Both', 1]);
    expect(Object.isFrozen(layer.figures)).toBe(true);
    expect(structuredClone(figure)).toEqual(figure);
  });

  it('describes each of its figures', () => {
    expect(describeFigure(grid([histogram([1, 2], { title: 'size', yLabel: '' }), scatter([1], [2])]))).toBe(
      'size: 2 bars. Horizontal: x from 1 to 2. Vertical: y from 1 to 1. untitled: 1 points. Horizontal: x from 1 to 1. Vertical: y from 2 to 2.',
    );
  });

  it('refuses what is no figure, a grid within, a number of columns that is none, and axes', () => {
    expect(thrown(() => grid([])).got).toBe('an empty list');
    expect(thrown(() => grid([grid(parts)])).what).toBe('a grid cannot hold another');
    for (const nColumns of [0, 1.5, NaN]) expect(thrown(() => grid(parts, { nColumns })).what).toBe('nColumns is no number of figures');
    // @ts-expect-error a grid has no axes
    expect(thrown(() => grid(parts, { xLabel: 'x' }))).toBeInstanceOf(OptionError);
  });
});

describe('surface', () => {
  const z = [
    [0, 1],
    [2, 3],
  ]; // z = x + 2 y

  it('keeps heights and points, and tells those above from those below', () => {
    const points = { x: [0.5, 0.5, 2, NaN], y: [0.5, 0.25, 0, 0], z: [2, 0.9, 5, 1] };
    const figure = surface([0, 1], tensor([0, 1]), z, { points, zLabel: 'height', label: 'plane' });
    const [layer] = figure.layers;
    if (layer.kind !== 'surface') throw new Error(layer.kind);
    expect([...layer.z]).toEqual([0, 1, 2, 3]);
    const { above, below } = sidesOf(layer);
    expect(above).toEqual([
      [[0.5, 0.5, 2], 1.5],
      [[2, 0, 5], NaN], // beyond the edge
    ]);
    expect(below).toEqual([[[0.5, 0.25, 0.9], 1]]);
    expect(figure.leftOut).toBe(1);
    expect(describeFigure(figure)).toBe(
      'a surface (plane), height from 0 to 3, with 4 points around it. Horizontal: x from 0 to 2. Vertical: y from 0 to 1. Left out because not finite: 1.',
    );
  });

  it('refuses grids that do not fit, points that differ in number, and directions out of range', () => {
    expect(thrown(() => surface([0, 1], [0, 1], [[1, 2]])).what).toBe('z is no grid of heights');
    expect(thrown(() => surface([0, 1, 3], [0, 1], z)).fix).toBe('linspace(low, high, n)');
    expect(thrown(() => surface([0, 1], [0, 1], z, { points: { x: [1], y: [1, 2], z: [1] } })).got).toBe('1 x, 2 y and 1 z');
    expect(thrown(() => surface([0, 1], [0, 1], z, { elevation: 91 })).expected).toBe('degrees from 0 to 90');
    expect(thrown(() => surface([0, 1], [0, 1], z, { azimuth: NaN })).got).toBe('NaN');
    // @ts-expect-error logarithms are not drawn in space
    expect(thrown(() => surface([0, 1], [0, 1], z, { xType: 'log' }))).toBeInstanceOf(OptionError);
  });
});

describe('overlay', () => {
  const below = scatter([1, 2], [3, 4], { xLabel: 'time (s)', label: 'measured' });
  const above = line([1, 2], [3, NaN], { xLabel: 'ignored', yLabel: 'metres' });

  it('puts layers in order, and takes labels from the options or the first figure that has them', () => {
    const figure: Figure = overlay([below, above], { title: 'Both' });
    expect(figure.layers.map((layer) => layer.kind)).toEqual(['scatter', 'line']);
    expect([figure.title, figure.xLabel, figure.yLabel, figure.leftOut]).toEqual(['Both', 'time (s)', 'metres', 1]);
  });

  it('refuses figures without axes to share, but for one alone', () => {
    const alone = [
      grid([below]),
      diagram([{ id: 1, lines: ['a'] }], []),
      surface(
        [0, 1],
        [0, 1],
        [
          [0, 0],
          [1, 1],
        ],
      ),
    ];
    for (const figure of alone) {
      expect(thrown(() => overlay([figure, below])).what).toBe('a figure has no axes to share');
      expect(overlay([figure]).layers).toEqual(figure.layers);
    }
  });

  it('refuses an empty list', () => expect(thrown(() => overlay([])).got).toBe('an empty list'));
});

describe('arguments', () => {
  const whole = ['where', 'what', 'expected', 'got', 'fix'] as const;
  const figure = scatter([1], [2]);
  const table: readonly (readonly [string, (...values: never) => unknown, readonly unknown[], string])[] = [
    ['scatter()', scatter, [], 'x is missing'],
    ['scatter(x)', scatter, [[1]], 'y is missing'],
    ['line()', line, [], 'x is missing'],
    ['line(x, null)', line, [[1], null], 'y is no list of numbers'],
    ['scatter(text, y)', scatter, ['ab', [1, 2]], 'x is no list of numbers'],
    ['scatter(texts, y)', scatter, [['1'], [1]], 'x holds something that is not a number'],
    ['scatter(rows, y)', scatter, [[[1]], [1]], 'x holds something that is not a number'],
    ['scatter(matrix, y)', scatter, [tensor([[1, 2]]), [1]], 'x is no list of numbers'],
    ['scatter(x, y) with groups of text', scatter, [[1], [1], { groups: 'a' }], 'groups and points differ in number'],
    ['histogram()', histogram, [], 'values is missing'],
    ['histogram(bigints)', histogram, [BigInt64Array.of(1n)], 'values holds something that is not a number'],
    ['overlay()', overlay, [], 'figures is no list'],
    ['overlay(figure)', overlay, [figure], 'figures is no list'],
    ['overlay([figure, undefined])', overlay, [[figure, undefined]], 'element 1 is no figure'],
    ['overlay([points])', overlay, [[{ x: [1] }]], 'element 0 is no figure'],
  ];
  it.each(table)('%s is an error with all its parts', (_, call, values, what) => {
    const error = thrown(() => Reflect.apply(call, undefined, values));
    expect(error).toBeInstanceOf(DataError);
    expect(error.what).toBe(what);
    for (const part of whole) expect(error[part]).toBeTypeOf('string');
  });

  it('may be tensors of rank 1', () => {
    const [x, y] = [tensor([1, 2, 3]), tensor([3, 4, 4], { dtype: 'int32' })];
    expect(scatter(x, y).layers).toEqual(scatter([1, 2, 3], [3, 4, 4]).layers);
    expect(line(x, y).layers).toEqual(line([1, 2, 3], [3, 4, 4]).layers);
    expect(histogram(y).layers).toEqual(histogram([3, 4, 4]).layers);
  });

  it('that are null or undefined among the values count as missing, not as 0', () => {
    expect(
      Reflect.apply(scatter, undefined, [
        [1, null, 3],
        [4, 5, undefined],
      ]),
    ).toMatchObject({ leftOut: 2 });
  });

  it('of a misspelt option get the name that was meant, and options that are no object are refused', () => {
    expect(thrown(() => Reflect.apply(scatter, undefined, [[1], [1], { colour: 'red' }])).fix).toBe("did you mean 'color'?");
    expect(thrown(() => Reflect.apply(line, undefined, [[1], [1], null]))).toBeInstanceOf(OptionError);
  });
});

describe('histogram', () => {
  it('leaves out what is not finite and refuses when nothing is left', () => {
    expect(histogram([1, NaN, 2]).leftOut).toBe(1);
    expect(thrown(() => histogram([NaN]))).toBeInstanceOf(DataError);
  });

  it.each([0, 1.5, -1, NaN, 1e9])('refuses nBins = %d', (nBins) => expect(thrown(() => histogram([1, 2], { nBins })).got).toBe(`${nBins}`));
});
