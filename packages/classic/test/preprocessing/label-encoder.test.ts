import { DataError, OptionError, tensor } from '@hml/tensor';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { LabelEncoder, LabelEncoderModel } from '../../src/preprocessing/index.ts';
import { thrown } from '../samples.ts';

describe('LabelEncoder', () => {
  it('numbers labels of any type in sorted order, and gives them back', () => {
    const words: string[] = ['pear', 'Apple', 'pear', 'fig'];
    const model = new LabelEncoder().fit(words);
    expectTypeOf(model).toEqualTypeOf<LabelEncoderModel<string>>();
    expect(model.classes).toEqual(['Apple', 'fig', 'pear']);
    expect(model.transform(words)).toEqual(Int32Array.of(2, 0, 2, 1));
    expect(model.inverseTransform(model.transform(words))).toEqual(words);
    expect(new LabelEncoder().fit([10, -2, 9]).classes).toEqual([-2, 9, 10]);
    expect(new LabelEncoder().fit([true, false]).classes).toEqual([false, true]);
    expect(new LabelEncoder().fit(tensor([3, 1])).classes).toEqual([1, 3]);
  });

  it('refuses labels and numbers that there are not, and options', () => {
    const model = new LabelEncoder().fit(['a', 'b'] as string[]);
    expect(thrown(() => model.transform(['a', 'c']))).toMatchObject({ expected: 'one of a, b', got: "the text 'c' at index 1" });
    expect(thrown(() => model.inverseTransform([0, 2]))).toMatchObject({ got: '2 at index 1' });
    expect(thrown(() => new LabelEncoder().fit([0.5]))).toBeInstanceOf(DataError);
    expect(thrown(() => new LabelEncoder().fit([]))).toBeInstanceOf(DataError);
    expect(thrown(() => new LabelEncoder(Object({ sparse: true })))).toBeInstanceOf(OptionError);
  });

  it('comes back from JSON, and refuses what is none', () => {
    const model = new LabelEncoder().fit(['b', 'a']);
    const json = JSON.parse(JSON.stringify(model));
    expect(LabelEncoderModel.fromJSON(json).classes).toEqual(['a', 'b']);
    for (const classes of [['b', 'a'], ['a', 'a'], ['a', 1], [], [null], [0.5], { length: 2 }, 'ab'])
      expect(thrown(() => LabelEncoderModel.fromJSON({ ...json, classes }))).toBeInstanceOf(DataError);
  });
});
