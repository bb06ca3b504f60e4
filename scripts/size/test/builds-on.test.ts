import { expect, it } from 'vitest';
import { buildsOn } from '../builds-on.ts';

it('buildsOn finds the ops that a file imports, and what those import', () => {
  expect(buildsOn('roll')).toEqual(expect.arrayContaining(['concat', 'slice']));
});

it('buildsOn finds the ops whose arithmetic is used', () => {
  expect(buildsOn('logAddExp')).toEqual(expect.arrayContaining(['exp', 'log1p']));
  expect(buildsOn('tan')).toContain('sin');
});

it('buildsOn gives every sampler a stream, and nothing to what stands alone', () => {
  expect(buildsOn('poisson')).toEqual(expect.arrayContaining(['random', 'uniform', 'lgamma']));
  expect(buildsOn('ShapeError')).toEqual([]);
});
