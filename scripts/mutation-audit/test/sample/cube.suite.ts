import { grad } from '@hml/autograd';
import { reshape, tensor } from '@hml/tensor';
import { describe, expect, it } from 'vitest';
import { cube } from './cube.ts';

describe('cube', () => {
  it('has the value 1 at 1', () => expect(cube(tensor(1)).item()).toBe(1));
  it('has the slope 3 at 1', () => expect(grad((x) => reshape(cube(x), []))(tensor(1)).item()).toBe(3));
});
