import { DataError, DTypeError, OptionError, random, tensor, transpose, uniform } from '@hml/tensor';
import { readNpy, writeNpy } from '@hml/tensor/files';
import { forAll } from '@hml/testing';
import { describe, expect, it } from 'vitest';
import fixture from '../fixtures/files.json' with { type: 'json' };
import { fromBase64, npyOf } from './bytes.ts';

const eight = new Uint8Array(8);
const good = "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }";

describe('readNpy', () => {
  for (const { name, dtype, shape, values, base64 } of fixture.npy) {
    it(`readNpy reads what NumPy writes: ${name}`, () => {
      const x = readNpy(fromBase64(base64));
      expect([x.dtype, x.shape]).toEqual([dtype, shape]);
      expect(x.toArray()).toEqual(values);
    });
  }

  it('readNpy takes an ArrayBuffer, and bytes that lie anywhere in one', () => {
    const bytes = writeNpy(tensor([1, 2]));
    expect(readNpy(bytes.buffer).toArray()).toEqual([1, 2]);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readNpy(shifted.subarray(3)).toArray()).toEqual([1, 2]);
  });

  it('readNpy refuses integers that the dtype cannot hold, with their place', () => {
    expect(() => readNpy(fromBase64(fixture.wide))).toThrow(/2147483648 at element 1/);
    expect(readNpy(fromBase64(fixture.wide), { integers: 'float64' }).toArray()).toEqual([0, 2 ** 31, 1 - 2 ** 53]);
    expect(() => readNpy(fromBase64(fixture.tooWide), { integers: 'float64' })).toThrow(/9007199254740992 at element 1/);
    expect(() => readNpy(npyOf(good.replace('<f8', '|b1'), [2]))).toThrow(/2 at element 0/);
  });

  it('readNpy tells of a number as the file has it, and of float64 only where that would do', () => {
    const most = npyOf(good.replace('<f8', '<u8'), new Array(8).fill(255));
    for (const options of [{}, { integers: 'float64' }] as const) {
      expect(() => readNpy(most, options)).toThrow(/18446744073709551615 at element 0/);
      expect(() => readNpy(most, options)).not.toThrow(/'float64' reads/);
    }
    expect(() => readNpy(fromBase64(fixture.wide))).toThrow(/'float64' reads/);
  });

  it('readNpy reads sizes as Python 2 wrote them', () => {
    expect(readNpy(npyOf(good.replace('(1,)', '(1L,)'), new Uint8Array(8))).toArray()).toEqual([0]);
    expect(() => readNpy(npyOf(good.replace('(1,)', '(1LL,)'), new Uint8Array(8)))).toThrow(DataError);
  });

  it('readNpy refuses what is no array of numbers, by its name', () => {
    expect(() => readNpy(fromBase64(fixture.objects))).toThrow(/never executed/);
    expect(() => readNpy(fromBase64(fixture.structured))).toThrow(/structured/);
    expect(() => readNpy(fromBase64(fixture.complex))).toThrow(/real and imaginary/);
    expect(() => readNpy(fromBase64(fixture.texts))).toThrow(/texts are no numbers/);
  });

  const hostile: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array(0)],
    ['other magic', Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])],
    ['version 0', npyOf(good, eight).with(6, 0)],
    ['version 4', npyOf(good, eight).with(6, 4)],
    ['version 1.1', npyOf(good, eight).with(7, 1)],
    ['a header longer than the file', npyOf(good, eight).with(9, 255)],
    ['a version 2 file cut off in its length', npyOf('', []).with(6, 2)],
    ['elements cut off', npyOf(good, new Uint8Array(7))],
    ['bytes after the elements', npyOf(good, new Uint8Array(9))],
    ['a huge shape', npyOf(good.replace('(1,)', '(9007199254740991,)'), eight)],
    ['a shape whose product overflows to the right size', npyOf(good.replace('(1,)', '(4294967296, 4294967296, 1)'), eight)],
    ['a shape whose product is infinite times 0', npyOf(good.replace('(1,)', `(${'9007199254740991, '.repeat(30)}0)`))],
    ['a huge shape of nothing', npyOf(good.replace('(1,)', '(9007199254740991, 9007199254740991, 0)'))],
    ['65 axes', npyOf(good.replace('(1,)', `(${'1, '.repeat(65)})`), eight)],
    ['a size beyond 2^53', npyOf(good.replace('(1,)', '(99999999999999999999,)'), eight)],
    ['a negative size', npyOf(good.replace('(1,)', '(-1,)'), eight)],
    ['a size with a fraction', npyOf(good.replace('(1,)', '(1.0,)'), eight)],
    ['a size that is True', npyOf(good.replace('(1,)', '(True,)'), eight)],
    ['a number for a shape', npyOf(good.replace('(1,)', '1'), eight)],
    ['a shape in brackets without a comma', npyOf(good.replace('(1,)', '(1)'), eight)],
    ['a list for a shape', npyOf(good.replace('(1,)', '[1]'), eight)],
    ['a missing key', npyOf("{'descr': '<f8', 'shape': (1,), }", eight)],
    ['a key twice', npyOf(good.replace('}', "'shape': (1,), }"), eight)],
    ['an unknown key', npyOf(good.replace('}', "'__proto__': (1,), }"), eight)],
    ['an expression', npyOf(good.replace('(1,)', '(1 + 0,)'), eight)],
    ['a call', npyOf(good.replace('False', '__import__("os")'), eight)],
    ['an escape', npyOf(good.replace('<f8', '\\x3cf8'), eight)],
    ['a text that does not end', npyOf(good.replace("'shape'", "'shape"), eight)],
    ['something after the dictionary', npyOf(`${good} 1`, eight)],
    ['no end', npyOf(good.replace('}', ''), eight)],
    ['a text for the order', npyOf(good.replace('False', "'False'"), eight)],
    ['an unknown size', npyOf(good.replace('<f8', '<f16'), eight)],
    ['an inherited name', npyOf(good.replace('<f8', '<constructor'), eight)],
    ['no type at all', npyOf(good.replace('<f8', ''), eight)],
  ];
  for (const [name, file] of hostile) it(`readNpy refuses ${name}`, () => expect(() => readNpy(file)).toThrow(DataError));

  it('readNpy refuses every file that is cut off, and never anything but by a DataError', () => {
    const whole = writeNpy(tensor([[1, 2, 3]]));
    for (let n = 0; n < whole.length; n++) expect(() => readNpy(whole.subarray(0, n))).toThrow(DataError);
  });

  it('readNpy of changed bytes gives a tensor or a DataError', () => {
    const whole = writeNpy(tensor([[1, 2, 3]]));
    forAll(
      (draw) => {
        const bytes = whole.slice();
        for (let k = draw.integer(1, 4); k > 0; k--) bytes[draw.integer(0, 127)] = draw.integer(0, 255);
        try {
          expect(readNpy(bytes).size).toBeLessThan(25);
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
        }
      },
      { cases: 300 },
    );
  });

  it('readNpy refuses what are no bytes, and options that do not exist', () => {
    // @ts-expect-error text is no file
    expect(() => readNpy('x.npy')).toThrow(DTypeError);
    // @ts-expect-error misspelt
    expect(() => readNpy(eight, { integer: 'int32' })).toThrow(OptionError);
    // @ts-expect-error no such type
    expect(() => readNpy(eight, { integers: 'int64' })).toThrow(OptionError);
  });
});

describe('writeNpy', () => {
  it('writeNpy and readNpy give back the same bits, for every dtype, shape and layout', () => {
    forAll((draw) => {
      const x = draw.tensor({ shape: draw.shape() });
      for (const view of [x, transpose(x), x.cast('float32'), x.cast('int32'), x.cast('uint8'), x.cast('bool')]) {
        const back = readNpy(writeNpy(view));
        expect([back.dtype, back.shape]).toEqual([view.dtype, view.shape]);
        expect(back.toTypedArray()).toEqual(view.toTypedArray());
      }
    });
  });

  it('writeNpy keeps NaN, infinities and the sign of 0', () => {
    const x = tensor([Number.NaN, Infinity, -Infinity, -0, 5e-324]);
    expect(readNpy(writeNpy(x)).toArray()).toEqual(x.toArray());
  });

  it('writeNpy gives the bytes that NumPy gives', () => {
    const same = fixture.npy.filter(({ name }) => ['<f8', '<f4', '<i4', '<u1', 'bool', 'no axes', 'empty'].includes(name));
    expect(same.length).toBe(7);
    for (const { base64, values, shape, dtype } of same) {
      const bytes = fromBase64(base64);
      const x = readNpy(bytes);
      expect([x.dtype, x.shape, x.toArray()]).toEqual([dtype, shape, values]);
      expect(writeNpy(x)).toEqual(bytes);
    }
  });

  it('writeNpy refuses what is no tensor', () => {
    // @ts-expect-error an array is no tensor
    expect(() => writeNpy([1, 2])).toThrow(DTypeError);
    expect(writeNpy(uniform(random(0), [3])).length).toBe(128 + 24);
  });
});
