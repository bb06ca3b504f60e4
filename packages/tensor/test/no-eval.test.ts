import { expect, it } from 'vitest';

const flag = '--disallow-code-generation-from-strings';

it(`${flag} holds where these tests run`, () => {
  expect(process.execArgv).toContain(flag);
  expect(() => new Function('return 1')).toThrow(/Code generation from strings disallowed/);
});
