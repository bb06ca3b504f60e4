import { expect, it } from 'vitest';
import { count } from '../count.ts';

it('count adds up the closing lines of several runs', () => {
  expect(count('x\n3 passed, 0 failed, 1 skipped\ny\n2 passed, 1 failed, 0 unmapped\n4 passed, 0 failed\n', 1)).toEqual({
    passed: 9,
    failed: 1,
  });
});

it('count takes a check without closing line as one', () => {
  expect(count('all good', 0)).toEqual({ passed: 1, failed: 0 });
  expect(count('', 1)).toEqual({ passed: 0, failed: 1 });
});

it('count believes the exit status when the lines name no failure', () => {
  expect(count('3 passed, 0 failed', 1)).toEqual({ passed: 3, failed: 1 });
});

it('count reads only lines that stand alone', () => expect(count('  3 passed, 9 failed of old', 0)).toEqual({ passed: 1, failed: 0 }));
