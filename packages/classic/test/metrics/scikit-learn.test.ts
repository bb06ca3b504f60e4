import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import * as metrics from '../../src/metrics/index.ts';
import { expectClose } from '../golden.ts';

interface Case {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly options: object | null;
  readonly expected: unknown;
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL('../fixtures/metrics.json', import.meta.url), 'utf8'));
const tolerance = { abs: 1e-12, rel: 1e-12 };
const names = [...new Set(cases.map(({ name }) => name))];

describe.each(names)('%s agrees with scikit-learn', (name) => {
  it.each(cases.filter((one) => one.name === name).map((one) => [JSON.stringify(one.options)?.slice(0, 70), one] as const))(
    'with %s',
    (_, { args, options, expected }) => {
      const got: unknown = Reflect.apply(Reflect.get(metrics, name), undefined, options === null ? args : [...args, options]);
      const isRecord = typeof expected === 'object' && !Array.isArray(expected);
      const pairs = isRecord
        ? Object.entries(Object(expected)).map(([key, value]) => [key, Object(got)[key], value])
        : [['result', got, expected]];
      for (const [key, ours, theirs] of pairs) expectClose(ours, theirs, tolerance, key);
    },
  );
});
