import { DataError, OptionError, tensor } from '@hml/tensor';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { describeFigure } from '../../src/figures/describe-figure.ts';
import { type ImageGridLayer, type ImageGridOptions, imageGrid, renderDom } from '../../src/index.ts';
import { renderSvg } from '../../src/node.ts';
import { tilingOf } from '../../src/plot/draw-images.ts';

const cross = [0, 1, 0, 1, 1, 1, 0, 1, 0];
const corner = [4, 4, 0, 4, 0, 0, 0, 0, 0];

function layerOf(images: Parameters<typeof imageGrid>[0], options?: ImageGridOptions): ImageGridLayer {
  const [layer] = imageGrid(images, options).layers;
  if (layer.kind !== 'images') throw new Error(layer.kind);
  return layer;
}

/** Each path of a picture: its shape, colour and strength. */
const inks = (svg: string) =>
  [...parseHTML(`<body>${svg}</body>`).document.querySelectorAll('path')].map((path) => [
    path.getAttribute('d'),
    path.getAttribute('fill'),
    Number(path.getAttribute('fill-opacity')),
  ]);

describe('imageGrid', () => {
  it('copies images into a frozen layer: squares by default, else of the shape given', () => {
    const own = [...cross];
    const layer = layerOf([own, corner], { captions: [7, 'b'] });
    own[0] = 99;
    expect([layer.nImages, layer.height, layer.width, layer.max, layer.signed]).toEqual([2, 3, 3, 4, false]);
    expect([...layer.pixels]).toEqual([...cross, ...corner]);
    expect(layer.captions).toEqual(['7', 'b']);
    expect(layerOf([[1, 2, 3, 4, 5, 6]], { shape: [2, 3] }).width).toBe(3);
    expect(layerOf(tensor([cross, corner])).pixels).toEqual(layer.pixels);
    expect(Object.isFrozen(layer)).toBe(true);
  });

  it('numbers groups by first appearance, with the colours given for them', () => {
    const layer = layerOf([cross, corner, cross], { groups: ['wrong', 'right', 'wrong'], colors: { right: 'green' } });
    expect([...(layer.groups ?? [])]).toEqual([0, 1, 0]);
    expect([layer.groupNames, layer.groupColors]).toEqual([
      ['wrong', 'right'],
      [undefined, 'green'],
    ]);
  });

  it('says in words what it shows', () => {
    expect(describeFigure(imageGrid([cross, corner], { groups: ['wrong', 'right'], captions: ['a', 'b'] }))).toBe(
      '2 images of 3 by 3 pixels, 1 wrong, 1 right: a; b.',
    );
    expect(describeFigure(imageGrid([[1, NaN]], { shape: [1, 2] }))).toBe('1 images of 1 by 2 pixels. Left out because not finite: 1.');
  });

  it.each<[string, readonly unknown[], string]>([
    ['no images', [[]], 'there is nothing to draw'],
    ['no list', [5], 'images is no list of images'],
    ['no square', [[[1, 2, 3]]], 'the images have no shape'],
    ['a shape that does not fit', [[[1, 2, 3, 4]], { shape: [3, 1] }], 'the images have no shape'],
    ['images of different sizes', [[cross, [1]]], 'image 1 has another size'],
    ['text', [[['a']]], 'image 0 holds something that is not a number'],
    ['nothing finite', [[[NaN]]], 'there is nothing to draw'],
    ['too few captions', [[cross], { captions: [] }], 'captions and images differ in number'],
    ['too many groups', [[cross], { groups: [1, 2] }], 'groups and images differ in number'],
    ['no size', [[cross], { max: 0 }], 'max is no size'],
  ])('refuses %s', (_, values, what) => {
    expect(() => Reflect.apply(imageGrid, undefined, values)).toThrow(expect.objectContaining({ what }));
    expect(() => Reflect.apply(imageGrid, undefined, values)).toThrow(DataError);
  });

  it('refuses axes and misspelt options', () => {
    // @ts-expect-error images have no axes
    expect(() => imageGrid([cross], { xLabel: 'x' })).toThrow(OptionError);
    // @ts-expect-error misspelt
    expect(() => imageGrid([cross], { caption: ['a'] })).toThrow(expect.objectContaining({ fix: "did you mean 'captions'?" }));
  });
});

describe('drawn images', () => {
  it('have a rectangle for each run of equal pixels, the first row on top, and ink by value', () => {
    const svg = renderSvg(imageGrid([cross, corner]));
    expect(inks(svg)).toEqual([
      ['M1 0h1v1h-1zM0 1h3v1h-3zM1 2h1v1h-1z', 'currentColor', 0.25],
      ['M0 0h2v1h-2zM0 1h1v1h-1z', 'currentColor', 1],
    ]);
    expect(inks(renderSvg(imageGrid([corner], { max: 8 })))[0][2]).toBe(0.5);
  });

  it('take the colour of their group, or of the sign of their values', () => {
    const grouped = renderSvg(imageGrid([cross, corner], { groups: ['right', 'wrong'], colors: { right: 'green', wrong: 'red' } }));
    expect(inks(grouped).map(([, fill]) => fill)).toEqual(['green', 'red']);
    expect(grouped).toContain('>wrong</text>');
    const signed = renderSvg(imageGrid([[1, -0.5, 0, NaN]]));
    expect(inks(signed).map(([, fill, strength]) => [String(fill).slice(6, 17), strength])).toEqual([
      ['hml-color-1', 1],
      ['hml-color-2', 0.5],
    ]);
    expect(signed).toContain('>below 0</text>');
  });

  it('of nothing but zeros are blank', () => expect(inks(renderSvg(imageGrid([[0, 0, 0, 0]])))).toEqual([]));

  it('stand in full rows where the width allows, in more rows where it is narrow, and the picture is as high as they need', () => {
    const many = imageGrid(
      Array.from({ length: 64 }, () => cross),
      { title: 'Crosses', captions: Array.from({ length: 64 }, (_, i) => `<${i}>`) },
    );
    const [layer] = many.layers;
    if (layer.kind !== 'images') throw new Error(layer.kind);
    expect([tilingOf(layer, 760).columns, tilingOf(layer, 360).columns]).toEqual([16, 8]);
    const heights = [760, 360].map((width) => Number(renderSvg(many, { width }).match(/ height="(\d+)"/)?.[1]));
    expect(heights[0]).toBeLessThan(400);
    expect(heights[1]).toBeGreaterThan(400);
    const svg = renderSvg(many, { width: 360 });
    const places = [...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(places.length).toBe(64);
    for (const [x, y] of places) {
      expect(x).toBeGreaterThanOrEqual(8);
      expect(x + tilingOf(layer, 360).side).toBeLessThanOrEqual(352);
      expect(y + tilingOf(layer, 360).rowHeight).toBeLessThanOrEqual(heights[1]);
    }
    expect(svg).toContain('&lt;63&gt;');
    expect(svg).not.toContain('axis');
  });

  it('are made in the document given', () => {
    const { document } = parseHTML('<main></main>');
    expect(renderDom(imageGrid([cross]), { document }).querySelectorAll('g[aria-label=images] > g').length).toBe(1);
  });
});
