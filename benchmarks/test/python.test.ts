import { expect, it, vi } from 'vitest';
import { pythonTimes, ratioText } from '../python.ts';

it('pythonTimes says why there is nothing to compare with', () => {
  vi.stubEnv('PYTHON', process.execPath); // which is no Python
  const said: string[] = [];
  expect(pythonTimes('', ['1 + 1'], (text) => said.push(text))).toEqual([]);
  vi.stubEnv('PYTHON', 'no-such-python');
  expect(pythonTimes('', ['1 + 1'], (text) => said.push(text))).toEqual([]);
  vi.unstubAllEnvs();
  expect(said).toHaveLength(2);
  expect(said[1]).toMatch(/^nothing to compare with, Python failed: .*ENOENT/);
});

it('ratioText shows the bar, and a dash where Python took no time', () => {
  expect(ratioText(3, 2, 2)).toBe('1.50 ≤ 2');
  expect(ratioText(3, 2)).toBe('1.50');
  expect(ratioText(3, undefined, 2)).toBe('– ≤ 2');
  expect(ratioText(3, Number.NaN)).toBe('–');
});
