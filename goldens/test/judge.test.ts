import { describe, expect, it } from 'vitest';
import type { Adapter } from '../adapters/adapter.ts';
import { prepare } from '../cases.ts';
import { DataSets } from '../data-sets.ts';
import type { Json, JsonObject } from '../json.ts';
import { judge, type Verdict } from '../judge.ts';
import { stubTensor } from './stub-tensor.ts';

/** Judges a case with these expected values against an adapter. */
function verdict(expected: JsonObject, adapter: Adapter, more: JsonObject = {}): Promise<Verdict> {
  const json = {
    kind: 'exact',
    params: {},
    data: {},
    expected,
    tolerance: { abs: 1e-9, rel: 0, fields: { loose: { abs: 1, rel: 0 } } },
    ...more,
  };
  return judge(prepare({ id: 'tensor/x', family: 'tensor', algorithm: 'x', json }, new DataSets('nowhere')), adapter);
}

const scalar = (value: Json): JsonObject => ({ shape: [1], dtype: 'float64', data: [value] });

describe('judge, exact cases', () => {
  it('judge passes equal results and counts the fields', async () => {
    const result = await verdict({ a: [1.5], b: 'text' }, () => ({ results: { a: new Float64Array([1.5]), b: 'text' } }));
    expect(result).toMatchObject({ status: 'passed', fieldsExpected: 2, fieldsCompared: 2, misses: [] });
  });

  it('judge fails on a changed digit, and NaN forgives nothing', async () => {
    expect((await verdict({ a: [1.5] }, () => ({ results: { a: [1.5000001] } }))).status).toBe('failed');
    expect((await verdict({ a: [1.5] }, () => ({ results: { a: [Number.NaN] } }))).status).toBe('failed');
    expect((await verdict({ a: ['NaN'] }, () => ({ results: { a: [1.5] } }))).status).toBe('failed');
    expect((await verdict({ a: ['NaN'] }, () => ({ results: { a: [Number.NaN] } }))).status).toBe('passed');
  });

  it.each([{}, { bounds: [] }])('a case that expects nothing, %j, is malformed rather than passed', async (expected) => {
    await expect(async () => verdict(expected, () => ({ results: {} }))).rejects.toMatchObject({ what: 'malformed golden case' });
  });

  it('judge takes the tolerance of a field before that of the case', async () => {
    expect((await verdict({ loose: 1.5, tight: 1.5 }, () => ({ results: { loose: 2.25, tight: 1.5 } }))).status).toBe('passed');
    expect((await verdict({ loose: 1.5, tight: 1.5 }, () => ({ results: { loose: 1.5, tight: 2.25 } }))).status).toBe('failed');
  });

  it('judge wants a result for every field, or a reason from the adapter', async () => {
    expect((await verdict({ a: 1, rank: 2 }, () => ({ results: { a: 1 } }))).misses[0]?.field).toBe('rank');
    const excused = await verdict({ a: 1, rank: 2 }, () => ({ results: { a: 1 }, notCompared: { rank: 'no such attribute' } }));
    expect(excused).toMatchObject({ status: 'passed', fieldsExpected: 2, fieldsCompared: 1, notCompared: [['rank', 'no such attribute']] });
  });

  it('judge compares shape, dtype and values of every gradient', async () => {
    const expected = { output: scalar(2), grads: { a: scalar(3), b: scalar(4) } };
    const tensors = (a: number, dtype = 'float64'): Adapter => {
      const grads = { a: stubTensor([1], dtype, [a]), b: stubTensor([1], 'float64', [4]) };
      return () => ({ results: { output: stubTensor([1], 'float64', [2]), grads } });
    };
    expect(await verdict(expected, tensors(3))).toMatchObject({ status: 'passed', fieldsExpected: 3, fieldsCompared: 3 });
    expect((await verdict(expected, tensors(3.1))).misses[0]).toMatchObject({ field: 'grads.a', index: '[0]', got: '3.1' });
    expect((await verdict(expected, tensors(3, 'float32'))).misses[0]).toMatchObject({ field: 'grads.a', index: 'dtype' });
  });

  it('judge says unmapped where the adapter does, and failed where it throws', async () => {
    expect(await verdict({ a: 1 }, () => ({ unmapped: 'no such op' }))).toMatchObject({ status: 'unmapped', reason: 'no such op' });
    const thrown = await verdict({ a: 1 }, () => {
      throw new Error('inner sizes differ');
    });
    expect(thrown).toMatchObject({ status: 'failed', reason: 'inner sizes differ', fieldsExpected: 1, fieldsCompared: 0 });
  });
});

describe('judge, quality cases', () => {
  const expected = { bounds: [{ metric: 'accuracy', on: 'test', op: '>=', value: 0.9 }] };

  it('judge runs three seeds, each of which must meet the bound', async () => {
    const seeds: number[] = [];
    const passing = await verdict(expected, (_, seed) => ({ results: { 'accuracy:test': 0.9 + 0.01 * (seeds.push(seed) - 1) } }), {
      kind: 'quality',
    });
    expect(seeds).toEqual([0, 1, 2]);
    expect(passing).toMatchObject({ status: 'passed', fieldsExpected: 1, fieldsCompared: 1 });
    const failing = await verdict(expected, (_, seed) => ({ results: { accuracy: seed === 2 ? 0.89 : 1 } }), { kind: 'quality' });
    expect(failing.misses[0]).toMatchObject({ field: 'accuracy on test', got: '1, 1, 0.89' });
  });

  it('judge grants the share of seeds that the case grants', async () => {
    const bounds = { bounds: [{ metric: 'value', op: '>=', value: 1, shareOfSeeds: 0.6 }] };
    const share = (k: number) => verdict(bounds, (_, seed) => ({ results: { value: seed < k ? 1 : 0 } }), { kind: 'quality' });
    expect((await share(6)).status).toBe('passed');
    expect((await share(5)).status).toBe('failed');
  });
});
