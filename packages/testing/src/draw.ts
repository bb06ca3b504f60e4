import { type DType, type Shape, type Tensor, wrap } from '@hml/tensor';
import fc from 'fast-check';

/** How large the shapes are that are drawn. */
export interface DrawOptions {
  /** Whether shapes have a side of 17 and odd ones beside it, where their bounds allow it. @defaultValue false */
  readonly large?: boolean;
}

/** Bounds of a drawn shape. */
export interface ShapeBounds {
  /** @defaultValue 0 */
  readonly minRank?: number;
  /** @defaultValue 4 */
  readonly maxRank?: number;
  /** @defaultValue 0 */
  readonly minSide?: number;
  /** @defaultValue 17, where sides are one of 0, 1, 2, 3, 5, 7, 8, 17, and mostly small */
  readonly maxSide?: number;
}

/** Bounds of a drawn tensor. */
export interface TensorBounds extends ShapeBounds {
  /** The shape, if it is not to be drawn. */
  readonly shape?: Shape;
  /** The smallest element. @defaultValue -2 */
  readonly min?: number;
  /** The largest element. @defaultValue 2 */
  readonly max?: number;
  /** The element type. @defaultValue 'float64' */
  readonly dtype?: DType;
  /** Where elements may not lie: kinks, poles. */
  readonly avoid?: (value: number) => boolean;
}

/** Draws whatever a case needs; every draw takes part in shrinking, shapes first. */
export class Draw {
  readonly #generate: fc.GeneratorValue;
  readonly #large: boolean;

  /** Over the generator that `fc.gen()` hands to a property. */
  constructor(generate: fc.GeneratorValue, { large = false }: DrawOptions = {}) {
    this.#generate = generate;
    this.#large = large;
  }

  /** A whole number between two bounds, both included. */
  integer(min: number, max: number): number {
    return this.#generate(integerBetween, min, max);
  }

  /** True or false. */
  boolean(): boolean {
    return this.#generate(fc.boolean);
  }

  /** One of the given values. */
  pick<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)];
  }

  /** A number between two bounds, both included. */
  number(min: number, max: number): number {
    return this.#generate(numberBetween, min, max);
  }

  /** One side of a shape: of 0, 1, 2, 3, 5, 7, 8, 17, the small ones more often; or any number up to `maxSide` where it is given. */
  side({ minSide = 0, maxSide }: Pick<ShapeBounds, 'minSide' | 'maxSide'> = {}): number {
    if (this.#large && maxSide === undefined) return Math.max(minSide, this.pick(largeSides));
    return this.#sideWithin(minSide, maxSide, mostElements);
  }

  /** A shape of rank 0–4 with sides as `side` draws them, or within the given bounds; of at most 128 elements unless the bounds ask for more. */
  shape({ minRank = 0, maxRank = Math.max(4, minRank), minSide = 0, maxSide }: ShapeBounds = {}): number[] {
    if (this.#large && maxSide === undefined && maxRank > 0) {
      const rank = this.integer(Math.max(minRank, 1), Math.max(minRank, Math.min(maxRank, 3)));
      const first = this.integer(0, rank - 1);
      return Array.from({ length: rank }, (_, i) => Math.max(minSide, largeSides[(i + first) % rank] ?? 1));
    }
    const rank = this.integer(minRank, maxRank);
    let room = mostElements;
    return Array.from({ length: rank }, () => {
      const side = this.#sideWithin(minSide, maxSide, room);
      room /= Math.max(1, side);
      return side;
    });
  }

  #sideWithin(minSide: number, maxSide: number | undefined, room: number): number {
    if (maxSide !== undefined) return this.integer(minSide, maxSide);
    const allowed = sides.filter((side) => side >= minSide && side <= room);
    return allowed.length > 0 ? this.pick(allowed) : minSide;
  }

  /** An axis of a tensor of this rank, counted from the front or the end. */
  axis(ndim: number): number {
    return this.integer(-ndim, ndim - 1);
  }

  /** What a reduction is told: one axis, several, none, or all. */
  axes(ndim: number): number | number[] | undefined {
    if (ndim === 0 || this.integer(0, 4) === 0) return undefined;
    return this.boolean() ? this.axis(ndim) : Array.from({ length: ndim }, (_, i) => i).filter(() => this.boolean());
  }

  /** Shapes that broadcast to one another: each a part of a common one with some sides 1 and some leading axes missing. */
  broadcastable(count: number, bounds: ShapeBounds = {}): number[][] {
    const common = this.shape(bounds);
    return Array.from({ length: count }, () => {
      const missing = this.integer(0, common.length);
      return common.slice(missing).map((n) => (this.integer(0, 3) === 0 ? 1 : n));
    });
  }

  /** A tensor of a drawn or given shape. */
  tensor(bounds: TensorBounds = {}): Tensor {
    const { shape = this.shape(bounds), min = -2, max = 2, dtype = 'float64', avoid = () => false } = bounds;
    const size = shape.reduce((n, side) => n * side, 1);
    const values = this.#generate(elements, size, min, max, dtype === 'bool' ? 'bool' : dtype.startsWith('float') ? 'float' : 'int');
    const allowed = values.map((value) => (avoid(value) ? instead(value, min, max, dtype.startsWith('float'), avoid) : value));
    return wrap(Float64Array.from(allowed), shape).cast(dtype);
  }

  /** A tensor whose elements are −n/4, …, −¼, 0, ¼, … in some order: no two are equal, nor close. */
  distinct(bounds: ShapeBounds = {}): Tensor {
    const keys = this.tensor(bounds);
    const values = keys.toTypedArray();
    const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
    const ranks = new Float64Array(order.length);
    order.forEach((i, rank) => {
      ranks[i] = (rank - Math.floor(order.length / 2)) / 4;
    });
    return wrap(ranks, keys.shape);
  }

  /** A tensor of numbers on which implementations stumble: zeros of both signs, infinities, NaN, the smallest and the largest. */
  special(shape: Shape): Tensor {
    const size = shape.reduce((n, side) => n * side, 1);
    const values = this.#generate(specialElements, size);
    return wrap(Float64Array.from(values), shape);
  }
}

/** The sides of shapes as they are drawn: each number as often as it stands here. */
const sides = [0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 5, 7, 8, 17];
/** The sides of large shapes, beside ones: none is a multiple of two. */
const largeSides = [17, 5, 3];
/** How many elements a drawn shape has at most. */
const mostElements = 128;

// What draws are made of. fast-check looks for an equal call among all earlier ones of a generator, part by part: arguments that are
// numbers and text cost it nothing, arbitraries as arguments took three quarters of the time of all tests.

function integerBetween(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min, max });
}

function numberBetween(min: number, max: number): fc.Arbitrary<number> {
  return fc.double({ min, max, noNaN: true });
}

function elements(size: number, min: number, max: number, kind: 'bool' | 'int' | 'float'): fc.Arbitrary<number[]> {
  return fc.array(element(min, max, kind), { minLength: size, maxLength: size });
}

function element(min: number, max: number, kind: 'bool' | 'int' | 'float'): fc.Arbitrary<number> {
  if (kind === 'bool') return integerBetween(0, 1);
  if (kind === 'int') return integerBetween(Math.ceil(min), Math.floor(max));
  // Doubles drawn by their bits are nearly all tiny: most elements are spread evenly instead.
  return fc.oneof({ weight: 4, arbitrary: evenly(min, max) }, { weight: 1, arbitrary: numberBetween(min, max) });
}

function specialElements(size: number): fc.Arbitrary<number[]> {
  return fc.array(fc.constantFrom(...specials), { minLength: size, maxLength: size });
}

/** Another number of the range in place of one to avoid: steps of the golden section come near to every number. */
function instead(value: number, min: number, max: number, fractions: boolean, avoid: (value: number) => boolean): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  const share = max > min ? (value - min) / (max - min) : 0;
  for (let k = 1; k <= 10_000; k++) {
    const between = min + (max - min) * ((share + k * golden) % 1);
    const other = fractions ? between : Math.min(Math.floor(max), Math.max(Math.ceil(min), Math.round(between)));
    if (!avoid(other)) return other;
  }
  throw new Error(`nothing from ${min} to ${max} is left to draw: all of it is to be avoided`);
}

/** Numbers spread evenly over a range. */
function evenly(min: number, max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((k) => Math.min(max, min + (max - min) * (k / (2 ** 31 - 1))));
}

const specials = [
  0,
  -0,
  1,
  -1,
  0.5,
  Number.NaN,
  Infinity,
  -Infinity,
  5e-324,
  -5e-324,
  2.2250738585072014e-308,
  1e308,
  -1e308,
  745.2,
  -745.2,
  709.8,
  1e-17,
  2 ** 31,
  -(2 ** 31),
];
