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

/** Random bits of a stream as a uniform number in [0, 1), for any counter. */
export type Uniforms = (counter: number) => number;

/** What a sampler needs to know. */
export interface SamplerDeclaration {
  readonly name: string;
  /** Fills `y` with draws; element i may use the counters from `start + i` on. */
  readonly fill: (y: TypedArray, uniforms: Uniforms, start: number) => void;
  /** The formula for element `i`. */
  readonly definition: (i: number, uniforms: Uniforms, start: number) => number;
}

/** An op whose elements are independent draws. Its one input is the counter of the stream. */
export function sampler({ name, fill, definition }: SamplerDeclaration): Op<SampleAttrs> {
  return primitive<'counter', SampleAttrs>({
    name,
    inputs: ['counter'],
    infer: (_, { shape, dtype }) => ({ shape, dtype }),
    run: ([counter], { key, shape, dtype }) => {
      const y = allocate(dtype, sizeOf(shape));
      fill(y, uniformsOf(key, dtype), storageOf(counter)[counter.offset]);
      return counter.like(y, shape, dtype);
    },
    definition: (index, [counter], { key, shape, dtype }) => {
      const i = index.reduce((at, place, axis) => at * shape[axis] + place, 0);
      return definition(i, uniformsOf(key, dtype), counter());
    },
  });
}

/** One uniform number per counter: 53 random bits for float64, 24 for float32, which would round more up to 1. */
function uniformsOf(key: Key, dtype: FloatDType): Uniforms {
  const words = new Uint32Array(2);
  return (counter) => {
    threefry(key[0], key[1], counter, counter / 4294967296, words);
    return dtype === 'float32' ? (words[0] >>> 8) * 2 ** -24 : (words[0] >>> 5) * 2 ** -27 + (words[1] >>> 6) * 2 ** -53;
  };
}

/** Draws a tensor of this shape and moves the stream past it, by a multiple of `step`. */
export function draw(op: Op<SampleAttrs>, rng: Random, shape: Shape, dtype: FloatDType, step = 1): Tensor {
  checkShape(op.name, shape);
  if (dtype !== 'float64' && dtype !== 'float32') {
    throw new OptionError({ where: op.name, what: 'dtype', expected: "'float64' or 'float32'", got: String(dtype) });
  }
  const start = rng.advance(Math.ceil(sizeOf(shape) / step) * step);
  return apply(op, [start], { key: rng.key, shape: Object.freeze([...shape]), dtype });
}

/** Throws unless `value` is a finite number. */
export function checkFinite(where: string, option: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new OptionError({ where, what: option, expected: 'a finite number', got: String(value) });
}
