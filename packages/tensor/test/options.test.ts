import { mean, normal, OptionError, random, solveTriangular, sum, tensor, uniform, zeros } from '@hml/tensor';
import { checkOptions } from '@hml/tensor/extend';
import { expect, it } from 'vitest';

it('a misspelt option is refused, with the one that was meant', () => {
  const x = tensor([[1, 2]]);
  // @ts-expect-error misspelt
  expect(() => tensor([1], { dtpye: 'float32' })).toThrow(/did you mean 'dtype'/);
  // @ts-expect-error text is no options
  expect(() => tensor([1], 'float32')).toThrow(OptionError);
  // @ts-expect-error misspelt
  expect(() => zeros([1], { type: 'int32' })).toThrow(OptionError);
  // @ts-expect-error misspelt
  expect(() => sum(x, 0, { keepdims: true })).toThrow(/did you mean 'keepDims'/);
  // @ts-expect-error misspelt
  expect(() => mean(x, 0, { keep: true })).toThrow(OptionError);
  // @ts-expect-error an axis is no options
  expect(() => sum(x, { axis: 0 })).toThrow(/not an axis/);
  // @ts-expect-error misspelt
  expect(() => solveTriangular(tensor([[1]]), tensor([1]), { upper: true })).toThrow(OptionError);
  // @ts-expect-error misspelt
  expect(() => uniform(random(0), [1], { min: 3 })).toThrow(OptionError);
  // @ts-expect-error misspelt
  expect(() => normal(random(0), [1], { sd: 3 })).toThrow(OptionError);
  expect(() => checkOptions('f', null, ['a'])).toThrow(OptionError);
  checkOptions('f', undefined, []);
});
