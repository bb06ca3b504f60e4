import { Cell } from '../cell.ts';
import { tensor } from '../creation.ts';
import { OptionError } from '../errors.ts';
import { add } from '../ops/add.ts';
import type { Tensor } from '../tensor.ts';
import { threefry } from './threefry.ts';

/** The two halves of the key of a stream. */
export type Key = readonly [number, number];

/**
 * A stream of random bits: a key that never changes and a counter that every draw moves on.
 *
 * Streams are made by {@link random} and derived by {@link Random.split}. The counter is a cell, so that a traced or
 * compiled program advances the stream as an eager one does.
 */
export class Random {
  /** Which stream this is. */
  readonly key: Key;
  /** How many elements have been drawn. */
  readonly counter: Cell<readonly [], 'float64'>;

  /** Use {@link random} or {@link Random.split}. @internal */
  constructor(key: Key) {
    this.key = key;
    this.counter = new Cell(tensor(0));
  }

  /**
   * The stream number `i` that belongs to this one, from its start. Neither stream is moved: the same `i` gives the same
   * stream whatever was drawn before, so that tree i of a forest is the same on one worker and on eight.
   *
   * @throws OptionError unless `i` is a whole number from 0 to 2³² − 1.
   * @example
   * import { random, uniform } from '@hml/tensor';
   * const a = uniform(random(7).split(3), [2]).toArray();
   * const b = uniform(random(7).split(3), [2]).toArray();
   * a[0] === b[0] && a[1] === b[1] // true
   */
  split(i: number): Random {
    if (!Number.isInteger(i) || i < 0 || i > 0xffffffff) {
      throw new OptionError({
        where: 'Random.split',
        what: 'not the number of a stream',
        expected: 'a whole number from 0 to 4294967295',
        got: String(i),
      });
    }
    return new Random(scramble(this.key, i, 0xffffffff)); // draws never reach this half of the counters
  }

  /** The counter at which the next `n` elements begin; moves the stream past them. @internal */
  advance(n: number): Tensor {
    const start = this.counter.value;
    this.counter.assign(add(start, n));
    return start;
  }
}

function scramble(key: Key, low: number, high: number): Key {
  const words = new Uint32Array(2);
  threefry(key[0], key[1], low, high, words);
  return [words[0], words[1]];
}

/**
 * A stream of random bits from a seed: the same seed gives the same stream in every engine.
 *
 * @throws OptionError unless the seed is a whole number from 0 to 2⁵³ − 1.
 * @example
 * import { random, uniform } from '@hml/tensor';
 * const rng = random(42);
 * uniform(rng, [2]).shape // [2]
 * rng.counter.value.item() // 2
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new OptionError({
      where: 'random',
      what: 'not a seed',
      expected: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
      got: String(seed),
    });
  }
  return new Random([seed >>> 0, Math.floor(seed / 2 ** 32)]);
}
