import { expect, it } from 'vitest';
import { readIrisPetals, readMicrochips } from './read-classes.ts';

it('readIrisPetals gives fifty flowers of each species, with the two rows in which this copy differs from the paper', async () => {
  const { X, y } = await readIrisPetals();
  expect([X.length, X[0], X[34], X[37]]).toEqual([150, [1.4, 0.2], [1.5, 0.1], [1.5, 0.1]]);
  for (const species of ['SETOSA', 'VERSICOLOR', 'VIRGINICA']) expect(y.filter((name) => name === species).length).toBe(50);
});

it('readMicrochips gives 118 rows, of which 58 passed', async () => {
  const { X, y } = await readMicrochips();
  expect([X.length, X[0], y.length]).toEqual([118, [0.051267, 0.69956], 118]);
  expect(y.reduce((sum, passed) => sum + passed, 0)).toBe(58);
});
