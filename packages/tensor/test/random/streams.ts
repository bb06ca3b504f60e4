import { type Random, random, type Shape, type Tensor } from '@hml/tensor';
import { trace } from '@hml/tensor/extend';
import { expect, it } from 'vitest';
import { correlation } from './distribution.ts';

/** A function that draws a tensor of a shape. */
type Sampler = (rng: Random, shape: Shape) => Tensor;

/** What every sampler of independent elements owes its stream, of which each element takes `step`. */
export function describeStream(name: string, sample: Sampler, step = 1): void {
  it(`${name} gives the same numbers for the same seed, others for other seeds and splits`, () => {
    const first = (rng: Random): unknown => sample(rng, [40]).toArray();
    expect(first(random(5))).toEqual(first(random(5)));
    for (const rng of [random(6), random(5).split(0), random(5).split(1)]) expect(first(rng)).not.toEqual(first(random(5)));
  });

  it(`${name} moves the stream by ${step} an element, whatever is drawn, also under a trace`, () => {
    const rng = random(5);
    sample(rng, [3, 4]);
    expect(rng.counter.value.item()).toBe(12 * step);
    sample(rng, [0]);
    expect(rng.counter.value.item()).toBe(12 * step);
    const graph = trace(() => sample(rng, [2]), []);
    expect(graph.assignments.map(({ cell }) => cell)).toEqual([rng.counter]);
    expect(rng.counter.value.item()).toBe(12 * step);
  });

  it(`${name} draws of neighbours, neighbouring seeds and splits are uncorrelated`, () => {
    const n = 4000;
    const x = sample(random(0), [n]);
    const others = [random(1), random(0).split(0), random(2 ** 32)].map((rng) => sample(rng, [n]));
    for (const y of [...others, x.slice([1, n])]) expect(Math.abs(correlation(x.slice([0, y.size]), y))).toBeLessThan(4);
  });
}

/** What a sampler owes its stream if it draws each element on its own: a longer draw begins like a shorter one. */
export function describeElements(name: string, sample: Sampler): void {
  it(`${name} elements depend on their place alone: draws in one go, in parts and in any shape are the same`, () => {
    const whole = sample(random(5), [60]).toTypedArray();
    const rng = random(5);
    const parts = [7, 1, 52].flatMap((n) => [...sample(rng, [n]).toTypedArray()]);
    expect(parts).toEqual([...whole]);
    expect([...sample(random(5), [3, 20]).toTypedArray()]).toEqual([...whole]);
    expect([...sample(random(5), [9]).toTypedArray()]).toEqual([...whole.slice(0, 9)]);
  });
}
