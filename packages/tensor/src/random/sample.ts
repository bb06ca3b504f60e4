import { apply } from '../apply.ts';
import { isTensor, storageOf } from '../base.ts';
import { isCell } from '../cell.ts';
import { primitive } from '../declare.ts';
import { allocate, type DType, type FloatDType, isFloat, type TypedArray } from '../dtype.ts';
import { OptionError, ShapeError } from '../errors.ts';
import type { Op } from '../op.ts';
import { cast } from '../ops/cast.ts';
import { mul } from '../ops/mul.ts';
import { checkShape, type Shape, shapeText, sizeOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { describeValue } from '../text.ts';
import type { Key, Random } from './random.ts';
import { threefry } from './threefry.ts';

/** What an op that draws is told: the stream, what to make of it, and the parameters of the distribution. */
export interface SampleAttrs<Params = undefined> {
  readonly key: Key;
  readonly shape: Shape;
  readonly dtype: DType;
  readonly params: Params;
}

/**
 * Random bits of a stream as a uniform number in [0, 1), for any counter. Each counter has 2047 such numbers, its `parts`: a sampler that
 * may reject what it drew takes the next part, so that no element depends on what became of another.
 */
export type Uniforms = (counter: number, part?: number) => number;

/** What a sampler needs to know. */
export interface SamplerDeclaration<Params> {
  readonly name: string;
  /** Fills `y` with draws; element i may use the counters from `start + i` on. */
  readonly fill: (y: TypedArray, uniforms: Uniforms, start: number, params: Params) => void;
  /** The formula for element `i`. */
  readonly definition: (i: number, uniforms: Uniforms, start: number, params: Params) => number;
}

/** An op whose elements are independent draws. Its one input is the counter of the stream. */
export function sampler<Params = undefined>({ name, fill, definition }: SamplerDeclaration<Params>): Op<SampleAttrs<Params>> {
  return primitive<'counter', SampleAttrs<Params>>({
    name,
    inputs: ['counter'],
    infer: (_, { shape, dtype }) => ({ shape, dtype }),
    run: ([counter], { key, shape, dtype, params }) => {
      const y = allocate(dtype, sizeOf(shape));
      fill(y, uniformsOf(key, dtype), startOf(counter), params);
      return counter.like(y, shape, dtype);
    },
    definition: (index, [counter], { key, shape, dtype, params }) =>
      definition(placeOf(index, shape), uniformsOf(key, dtype), counter(), params),
  });
}

/** The place of an element among all, row by row. */
export function placeOf(index: readonly number[], shape: Shape): number {
  return index.reduce((at, place, axis) => at * shape[axis] + place, 0);
}

/** The counter at which the draws of an op begin. */
export function startOf(counter: Tensor): number {
  return storageOf(counter)[counter.offset];
}

/**
 * One uniform number per counter and part: 53 random bits, but 24 for float32, which would round more up to 1. Counters stay below 2⁵³,
 * so that the upper 11 bits of the 64 are free for the part; part 2047 belongs to `Random.split`.
 */
export function uniformsOf(key: Key, dtype: DType): Uniforms {
  const words = new Uint32Array(2);
  return (counter, part = 0) => {
    threefry(key[0], key[1], counter, Math.floor(counter / 4294967296) + part * 2097152, words);
    return dtype === 'float32' ? (words[0] >>> 8) * 2 ** -24 : (words[0] >>> 5) * 2 ** -27 + (words[1] >>> 6) * 2 ** -53;
  };
}

/** Draws a tensor of this shape and floating type, and moves the stream past it, by a multiple of `step`. */
export function draw(op: Op<SampleAttrs>, rng: Random, shape: Shape, dtype: FloatDType, step = 1): Tensor {
  checkFloating(op.name, dtype);
  return drawWith(op, rng, shape, dtype, undefined, step);
}

/** Draws a tensor of this shape from a distribution with parameters, and moves the stream past it, by a multiple of `step`. */
export function drawWith<Params>(op: Op<SampleAttrs<Params>>, rng: Random, shape: Shape, dtype: DType, params: Params, step = 1): Tensor {
  checkShape(op.name, shape);
  const start = rng.advance(Math.ceil(sizeOf(shape) / step) * step);
  return apply(op, [start], { key: rng.key, shape: Object.freeze([...shape]), dtype, params });
}

/** Draws in float64, scales, and rounds to `dtype`: float32 draws are the float64 ones, rounded. */
export function drawScaled<Params>(
  op: Op<SampleAttrs<Params>>,
  rng: Random,
  shape: Shape,
  dtype: FloatDType,
  params: Params,
  scale = 1,
): Tensor {
  checkFloating(op.name, dtype);
  const y = drawWith(op, rng, shape, 'float64', params);
  return cast(scale === 1 ? y : mul(y, scale), dtype);
}

/** Throws unless `dtype` is one that holds fractions. */
export function checkFloating(where: string, dtype: DType): void {
  if (isFloat(dtype)) return;
  throw new OptionError({ where, what: 'dtype', expected: "'float64' or 'float32'", got: String(dtype) });
}

/** Throws unless `value` is a finite number. */
export function checkFinite(where: string, option: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new OptionError({ where, what: option, expected: 'a finite number', got: String(value) });
}

/** Throws unless `value` is a finite number above 0. */
export function checkPositive(where: string, option: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new OptionError({ where, what: option, expected: 'a finite number > 0', got: String(value) });
}

/** Throws unless `value` is a tensor or a cell, by the name of the parameter: without, nobody could tell which of several it is. */
export function checkTensor(where: string, option: string, value: unknown, expected = 'a tensor or a cell'): void {
  if (isTensor(value) || isCell(value)) return;
  const fix = Array.isArray(value) ? 'tensor(values) makes one' : undefined;
  throw new OptionError({ where, what: option, expected, got: describeValue(value), fix });
}

/** Throws unless there are categories along the last axis of a parameter. */
export function checkCategories(where: string, option: string, x: Tensor, what = 'nothing to choose from'): void {
  if (x.ndim > 0 && x.shape[x.ndim - 1] > 0) return;
  throw new ShapeError({ where, what, expected: `${option} [..., K]`, got: shapeText(x.shape) });
}
