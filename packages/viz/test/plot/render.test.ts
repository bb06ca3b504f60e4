import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { contour, diagram, grid, histogram, line, overlay, plotOptions, renderDom, scatter, surface } from '../../src/index.ts';
import { renderPng, renderSvg } from '../../src/node.ts';
import { legendEntries } from '../../src/plot/captions.ts';
import { colorOf, palette } from '../../src/plot/palette.ts';
import { formatLogTick, formatTick, roundNumbers } from '../../src/plot/ticks.ts';
import { cornersOf, viewOf } from '../../src/plot/view.ts';

const both = overlay(
  [scatter([1, 2, 3], [10_000, 20_000, 30_000], { label: 'seen' }), line([1, 3], [10_000, 30_000], { label: 'fitted' })],
  { title: 'A < B & C', xLabel: 'x (s)', yLabel: 'y (m)' },
);

describe('renderSvg', () => {
  const svg = renderSvg(both);
  const { document } = parseHTML(`<body>${svg}</body>`);

  it('draws points, line, title, legend and axis labels', () => {
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(document.querySelectorAll('g[aria-label=dot] circle').length).toBe(3);
    expect(document.querySelectorAll('g[aria-label=line] path').length).toBe(1);
    const texts = [...document.querySelectorAll('text')].map((node) => node.textContent);
    for (const text of ['A < B & C', 'seen', 'fitted', 'x (s) →', '↑ y (m)', '10k', '30k']) expect(texts).toContain(text);
  });

  it('describes itself to those who do not see it', () => {
    const root = document.querySelector('svg');
    expect(root?.getAttribute('role')).toBe('img');
    expect(root?.getAttribute('aria-label')).toBe(
      'A < B & C. 3 points (seen); a line through 2 points (fitted). Horizontal: x (s) from 1 to 3. Vertical: y (m) from 10000 to 30000.',
    );
    expect(svg).toContain('<title>A &lt; B &amp; C</title><desc>3 points');
  });

  it('takes the ink of the page and lets it choose the colours', () => {
    expect(svg).toContain('currentColor');
    expect(svg).toContain(`var(--hml-color-1, ${palette[0]})`);
    expect(renderSvg(scatter([1], [1], { color: 'tomato' }))).toContain('tomato');
  });

  it('breaks a line at a missing value', () => {
    const path = renderSvg(line([1, 2, 3, 4, 5], [1, 2, NaN, 4, 5])).match(/aria-label="line".*? d="([^"]*)"/)?.[1];
    expect(path?.match(/M/g)?.length).toBe(2);
  });

  it('draws a bar per bin', () => {
    expect(renderSvg(histogram([1, 2, 2, 3, 5], { nBins: 4 })).match(/<rect/g)?.length).toBe(4);
  });

  it('draws contours within the grid, as lines or as tints', () => {
    const [x, z] = [
      [0, 1, 2],
      [
        [0, 1, 2],
        [1, 2, 3],
        [2, 3, 4],
      ],
    ];
    const lines = renderSvg(contour(x, x, z, { thresholds: [1, 3] }));
    expect(lines.match(/aria-label="contour".*?<\/g>/s)?.[0].match(/<path/g)?.length).toBe(2);
    expect(lines).toContain('clip-path');
    expect(renderSvg(contour(x, x, z, { filled: true }))).toContain('fill-opacity="0.13"');
    expect(plotOptions(overlay([contour(x, x, z), scatter([1], [1])])).x.domain).toEqual([0, 2]);
  });

  it('draws a diagram in the height it needs, with a legend of its groups, upright where it is narrow', () => {
    const boxes = Array.from({ length: 6 }, (_, id) => ({
      id,
      lines: ['a long label', `${id} < 6`],
      group: id === 0 ? 'first' : 'others',
    }));
    const chain = diagram(
      boxes,
      boxes.slice(1).map(({ id }) => ({ from: id - 1, to: id })),
      { title: 'A chain' },
    );
    const [wide, narrow] = [renderSvg(chain, { width: 900 }), renderSvg(chain, { width: 360 })];
    const heights = [wide, narrow].map((text) => Number(text.match(/ height="(\d+)"/)?.[1]));
    expect(heights[0]).toBeLessThan(160);
    expect(heights[1]).toBeGreaterThan(400);
    for (const text of [wide, narrow]) {
      expect(text.match(/<rect/g)?.length).toBe(6);
      for (const part of ['A chain', 'first', 'others', '5 &lt; 6']) expect(text).toContain(part);
      expect(text).not.toContain('axis');
    }
  });

  it('draws a grid in rows that fit the width, in the height they need', () => {
    const panels = grid(
      ['a', 'b', 'c', 'd', 'e'].map((title) => histogram([1, 2, 2, 3], { title, nBins: 2 })),
      { title: 'Five' },
    );
    const places = (width: number) => {
      const { document } = parseHTML(`<body>${renderSvg(panels, { width })}</body>`);
      const parts = [...document.querySelectorAll('svg svg')];
      expect(parts.flatMap((part) => [...part.querySelectorAll('text')].map((text) => text.textContent))).toContain('e');
      const [, , , height] = document.querySelector('svg')?.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
      const ends = parts.map((part) => Number(part.getAttribute('y')) + Number(part.getAttribute('height')));
      expect(height).toBe(Math.max(...ends));
      return [new Set(parts.map((part) => part.getAttribute('x'))).size, new Set(parts.map((part) => part.getAttribute('y'))).size];
    };
    expect(places(760)).toEqual([4, 2]);
    expect(places(360)).toEqual([2, 3]);
    expect(places(200)).toEqual([1, 5]);
  });

  it('draws a surface: cells, points on stems, a name along each axis, and no common axes', () => {
    const points = { x: [0.5, 0.5], y: [0.5, 0.5], z: [2, 1] };
    const names = { xLabel: 'wealth', yLabel: 'freedom', zLabel: 'score' };
    const svg = renderSvg(
      surface(
        [0, 1, 2],
        [0, 1],
        [
          [0, 1, 2],
          [2, 3, 4],
        ],
        { points, label: 'plane', ...names },
      ),
    );
    expect(svg.match(/<path [^>]*d="[^"]*Z"/g)?.length).toBe(2);
    expect(svg.match(/<circle[^>]*\br="3.2"/g)?.length).toBe(2);
    for (const text of ['wealth', 'freedom', '↑ score', 'plane', '1 points above', '1 points below']) expect(svg).toContain(`>${text}<`);
    expect(svg).not.toMatch(/axis|NaN/);
  });

  it('is the same text at each call', () => expect(renderSvg(both)).toBe(svg));
});

it('renderDom makes its elements in the given document', () => {
  const { document } = parseHTML('<main></main>');
  const element = renderDom(both, { document, width: 300, height: 200 });
  expect(element.ownerDocument).toBe(document);
  expect(element.getAttribute('viewBox')).toBe('0 0 300 200');
});

it('renderPng draws pixels, light and dark', async () => {
  const [light, dark] = await Promise.all([
    renderPng(both, { width: 200, scale: 1 }),
    renderPng(both, { width: 200, scale: 1, dark: true }),
  ]);
  expect([...light.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(new DataView(light.buffer, light.byteOffset).getUint32(16)).toBe(200);
  expect(light).not.toEqual(dark);
});

it('plotOptions gives a logarithmic axis its powers of ten alone, when there are at least three', () => {
  expect(plotOptions(line([1, 950], [1, 2], { xType: 'log' })).x.ticks).toEqual([1, 10, 100, 1000]);
  expect(plotOptions(line([1, 5], [1, 2], { xType: 'log' })).x.ticks).toBeUndefined();
});

it('the palette is legible on white and on a dark page: contrast of at least 3', () => {
  const light = (hex: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const color of palette) {
    expect(1.05 / (light(color) + 0.05)).toBeGreaterThanOrEqual(3);
    expect((light(color) + 0.05) / (light('#16181c') + 0.05)).toBeGreaterThanOrEqual(3);
  }
  expect(colorOf(undefined, palette.length)).toBe(colorOf(undefined, 0));
});

it('the legend breaks into rows that fit the width', () => {
  const figure = overlay(['first', 'second', 'third'].map((label) => scatter([1], [1], { label: `the ${label} series` })));
  expect(legendEntries(figure, 320).map((entry) => entry.row)).toEqual([0, 0, 1]);
  expect(legendEntries(figure, 10).map((entry) => entry.row)).toEqual([0, 1, 2]);
});

it.each([
  [0, '0'],
  [0.25, '0.25'],
  [-0.5, '-0.5'],
  [9999, '9999'],
  [40_000, '40k'],
  [1_500_000, '1.5M'],
  [3e9, '3e9'],
  [-2e-5, '-2e-5'],
])('formatTick(%d) is %s', (value, text) => expect(formatTick(value)).toBe(text));

it('formatLogTick writes powers of ten', () => {
  expect([0.0001, 0.01, 1, 1000, 1e4, 1e8].map(formatLogTick)).toEqual(['1e-4', '0.01', '1', '1000', '1e4', '1e8']);
});

it.each([
  [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [2.7, 7.5, [3, 4, 5, 6, 7]],
  [-0.3, 41, [0, 10, 20, 30, 40]],
])('roundNumbers(%d, %d, 4) is %j', (low, high, expected) => {
  const got = roundNumbers(low, high, 4);
  expect(got.length).toBe(expected.length);
  expected.forEach((value, i) => void expect(got[i]).toBeCloseTo(value, 12));
});

describe('viewOf', () => {
  const frame = { left: 10, top: 20, right: 110, bottom: 90 };
  const view = (azimuth: number, elevation: number) => {
    const [layer] = surface(
      [0, 2],
      [0, 4],
      [
        [0, 1],
        [1, 5],
      ],
      { azimuth, elevation },
    ).layers;
    if (layer.kind !== 'surface') throw new Error(layer.kind);
    return viewOf(layer, frame);
  };

  it('keeps the whole box in the frame, from wherever one looks', () => {
    for (const azimuth of [-300, -90, 0, 35, 45, 180, 271]) {
      for (const elevation of [0, 20, 60, 90]) {
        const { ends, project } = view(azimuth, elevation);
        const pixels = cornersOf(ends).map(project);
        for (const [x, y] of pixels) {
          expect(x).toBeGreaterThanOrEqual(frame.left - 1e-9);
          expect(x).toBeLessThanOrEqual(frame.right + 1e-9);
          expect(y).toBeGreaterThanOrEqual(frame.top - 1e-9);
          expect(y).toBeLessThanOrEqual(frame.bottom + 1e-9);
        }
      }
    }
  });

  it('from the front and level, x runs to the right, z upwards, and y away', () => {
    const { project, depth } = view(0, 0);
    const [origin, right, up, away] = [project([0, 0, 0]), project([2, 0, 0]), project([0, 0, 5]), project([0, 4, 0])];
    expect(right[0]).toBeGreaterThan(origin[0]);
    expect(right[1]).toBeCloseTo(origin[1], 9);
    expect(up[1]).toBeLessThan(origin[1]);
    expect(away[0]).toBeCloseTo(origin[0], 9);
    expect(away[1]).toBeCloseTo(origin[1], 9);
    expect(depth([0, 4, 0])).toBeGreaterThan(depth([0, 0, 0]));
  });

  it('from above, y runs upwards and height changes nothing', () => {
    const { project } = view(0, 90);
    expect(project([0, 4, 0])[1]).toBeLessThan(project([0, 0, 0])[1]);
    expect(project([1, 1, 5])[1]).toBeCloseTo(project([1, 1, 0])[1], 9);
  });
});
