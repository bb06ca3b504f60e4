import { DataError, fromJSON, type Tensor, tensor, transpose, zeros } from '@hml/tensor';
import { expect, it } from 'vitest';

const saved = { hml: 1, kind: 'Tensor', version: 1, dtype: 'float64', shape: [2], data: [1, 2] };

it('toJSON is plain data with a head that says what it is', () => {
  expect(tensor([1, 2]).toJSON()).toEqual(saved);
  expect(transpose(tensor([[true, false]])).toJSON()).toEqual({ ...saved, dtype: 'bool', shape: [2, 1], data: [1, 0] });
});

const largest = Number.MAX_VALUE;

const every: readonly Tensor[] = [
  tensor([0, -0, NaN, Infinity, -Infinity, 5e-324, -largest, 1 / 3]),
  tensor(
    [
      [0.1, -0],
      [NaN, -Infinity],
      [2 ** -149, 3e38],
    ],
    { dtype: 'float32' },
  ),
  tensor([-(2 ** 31), 2 ** 31 - 1, 0], { dtype: 'int32' }),
  tensor([[0], [255]], { dtype: 'uint8' }),
  tensor([true, false]),
];

for (const x of every) {
  it(`fromJSON gives back the same bits of ${x.dtype}, through text, a clone, and from any layout`, () => {
    const turned = transpose(x).slice([null, null, -1]);
    for (const y of [x, turned]) {
      for (const again of [fromJSON(JSON.parse(JSON.stringify(y))), fromJSON(structuredClone(y.toJSON()))]) {
        expect([again.dtype, again.shape]).toEqual([y.dtype, y.shape]);
        expect(new Uint8Array(again.toTypedArray().buffer)).toEqual(new Uint8Array(y.toTypedArray().buffer));
      }
    }
  });
}

it('fromJSON keeps scalars and empty tensors', () => {
  expect([fromJSON(tensor(5).toJSON()).item(), fromJSON(zeros([2, 0]).toJSON()).shape]).toEqual([5, [2, 0]]);
});

const hostile: readonly (readonly [what: string, json: unknown])[] = [
  ['nothing', null],
  ['text', JSON.stringify(saved)],
  ['a list', [saved]],
  ['an empty object', {}],
  ['another kind', { ...saved, kind: 'KMeansModel' }],
  ['another version', { ...saved, version: 2 }],
  ['another format', { ...saved, hml: '1' }],
  ['an unknown field', { ...saved, strides: [1] }],
  ['a field __proto__', JSON.parse(JSON.stringify(saved).replace('{', '{"__proto__": {"dtype": "int32"},'))],
  ['inherited fields', Object.create(saved)],
  ['no dtype', { ...saved, dtype: undefined }],
  ['an unknown dtype', { ...saved, dtype: 'float16' }],
  ['a dtype __proto__', { ...saved, dtype: '__proto__' }],
  ['a dtype toString', { ...saved, dtype: 'toString' }],
  ['no shape', { ...saved, shape: 2 }],
  ['a negative size', { ...saved, shape: [-2] }],
  ['a broken size', { ...saved, shape: [0.5] }],
  ['a size of text', { ...saved, shape: ['2'] }],
  ['a size beyond all memory', { ...saved, shape: [2 ** 53 - 1, 2 ** 53 - 1] }],
  ['too few elements', { ...saved, shape: [3] }],
  ['too many elements', { ...saved, shape: [1] }],
  ['a length instead of a list', { ...saved, data: { length: 2 } }],
  ['a hole', { ...saved, data: [1, null] }],
  ['a text that is no number', { ...saved, data: [1, '2'] }],
  ['an infinite number', { ...saved, data: [1, Infinity] }],
  ['nested lists', { ...saved, data: [[1], [2]] }],
  ['a fraction among integers', { ...saved, dtype: 'int32', data: [1, 0.5] }],
  ['NaN among integers', { ...saved, dtype: 'int32', data: [1, 'NaN'] }],
  ['256 in uint8', { ...saved, dtype: 'uint8', data: [1, 256] }],
  ['2 in bool', { ...saved, dtype: 'bool', data: [1, 2] }],
  ['1e300 in float32', { ...saved, dtype: 'float32', data: [1, 1e300] }],
];

for (const [what, json] of hostile) {
  it(`fromJSON refuses ${what}`, () => {
    expect(() => fromJSON(json)).toThrow(DataError);
  });
}
