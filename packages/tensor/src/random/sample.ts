import { apply } from '../apply.ts';
import { storageOf } from '../base.ts';
import { primitive } from '../declare.ts';
import { allocate, type FloatDType, type TypedArray } from '../dtype.ts';
import { OptionError } from '../errors.ts';
import type { Op } from '../op.ts';
import { checkShape, type Shape, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import type { Key, Random } from './random.ts';
import { threefry } from './threefry.ts';

/** What an op that draws is told: the stream, and what to make of it. */
export interface SampleAttrs {
  readonly key: Key;
  readonly shape: Shape;
  readonly dtype: FloatDType;
}

/** Turns 53 uniform bits into a draw: `u` lies in [0, 1). */
export type Transform = (u: number) => number;

/** An op whose elements are independent draws. Its one input is the stream's counter: element i is made from counter + i. */
export function sampler(name: string, transform: Transform): Op<SampleAttrs> {
  return primitive<'counter', SampleAttrs>({
    name,
    inputs: ['counter'],
    infer: (_, { shape, dtype }) => ({ shape, dtype }),
    run: ([counter], { key, shape, dtype }) => {
      const y = allocate(dtype, sizeOf(shape));
      fillUniform(y, key, storageOf(counter)[counter.offset], dtype);
      for (let i = 0; i < y.length; i++) y[i] = transform(y[i]);
      return counter.like(y, shape, dtype);
    },
    definition: (index, [counter], { key, shape, dtype }) => {
      const flat = index.reduce((at, i, axis) => at * shape[axis] + i, 0);
      const one = allocate(dtype, 1);
      fillUniform(one, key, counter() + flat, dtype);
      return transform(one[0]);
    },
  });
}

/** Uniform numbers in [0, 1): 53 random bits for float64, 24 for float32, one counter for each element. */
function fillUniform(y: TypedArray, key: Key, start: number, dtype: FloatDType): void {
  const words = new Uint32Array(2);
  for (let i = 0; i < y.length; i++) {
    const counter = start + i;
    threefry(key[0], key[1], counter, counter / 4294967296, words);
    y[i] = dtype === 'float32' ? (words[0] >>> 8) * 2 ** -24 : (words[0] >>> 5) * 2 ** -27 + (words[1] >>> 6) * 2 ** -53;
  }
}

/** Draws a tensor of this shape and moves the stream past it. */
export function draw(op: Op<SampleAttrs>, rng: Random, shape: Shape, dtype: FloatDType): Tensor {
  checkShape(op.name, shape);
  if (dtype !== 'float64' && dtype !== 'float32') {
    throw new OptionError({ where: op.name, what: 'dtype', expected: "'float64' or 'float32'", got: String(dtype) });
  }
  return apply(op, [rng.advance(sizeOf(shape))], { key: rng.key, shape: Object.freeze([...shape]), dtype });
}

/** Throws unless `value` is a finite number. */
export function checkFinite(where: string, option: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new OptionError({ where, what: option, expected: 'a finite number', got: String(value) });
}
