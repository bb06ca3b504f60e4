import { DataError, HmlError, ShapeError } from '@hml/tensor';
import { describeValue, suggest } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

it('an error carries its parts as fields and lays them out as text', () => {
  const error = new ShapeError({ where: 'matmul', what: 'inner sizes differ', expected: 'k and k', got: '3 and 4', fix: 'b.mT' });
  expect(error.message).toBe('matmul: inner sizes differ\n  expected: k and k\n  got:      3 and 4\n  fix:      b.mT');
  expect([error.name, error.where, error.fix, error instanceof HmlError, error instanceof DataError]).toEqual([
    'ShapeError',
    'matmul',
    'b.mT',
    true,
    false,
  ]);
});

it('describeValue says in a few words what a value is', () => {
  expect(['a'.repeat(60), [1, 2], new Float32Array(2), { a: 1 }, null, undefined, 3n, () => 1].map(describeValue)).toEqual([
    `the text '${'a'.repeat(39)}…'`,
    'an array of 2',
    'Float32Array of 8 bytes',
    'an object with the keys {a}',
    'null',
    'undefined',
    'a bigint',
    'a function',
  ]);
});

it('suggest finds the name that was meant, or none', () => {
  const known = ['nClusters', 'maxIter', 'tol'];
  expect([
    suggest('n_clusters', known),
    suggest('maxiter', known),
    suggest('tool', known),
    suggest('gamma', known),
    suggest('x', []),
  ]).toEqual(['nClusters', 'maxIter', 'tol', undefined, undefined]);
});
